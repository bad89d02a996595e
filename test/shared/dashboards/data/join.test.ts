import { expect, test } from "vitest";
import { alignFrames, joinFrames } from "#shared/dashboards/data/join";
import { rowsIn, series, table } from "../../../support/frames";

const columns = (aligned: ReturnType<typeof alignFrames>) => aligned.columns.map(({ values }) => [...values]);
const gap = Number.NaN;

test("series with the same times share them, and nothing is copied", () => {
  const frames = series([
    { labels: { a: "1" }, values: [1, 2] },
    { labels: { a: "2" }, values: [3, 4] },
  ]);
  const aligned = alignFrames(frames);
  expect([...aligned.times]).toEqual([0, 10_000]);
  expect(aligned.columns[1]?.values).toBe(frames[1]?.fields[1]?.values);
});

// a  1 . 3 4
// b  . . . 5 6        at 20 s neither has a point
test("a time that every series misses is there, so that it is seen as a gap", () => {
  const aligned = alignFrames(
    series([
      { labels: { a: "1" }, values: [1, null, null, 4] },
      { labels: { a: "2" }, values: [null, null, null, 5, 6] },
    ]),
  );
  expect([...aligned.times]).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
  expect(columns(aligned)).toEqual([
    [1, gap, gap, 4, gap],
    [gap, gap, gap, 5, 6],
  ]);
});

test("queries of different steps keep theirs, which says what is a gap and what is not", () => {
  const aligned = alignFrames([
    ...series([{ labels: {}, values: [1, 2, 3] }]),
    ...series([{ labels: {}, values: [7, 8] }], { refId: "B", stepMs: 20_000 }),
  ]);
  expect([...aligned.times]).toEqual([0, 10_000, 20_000]);
  expect(columns(aligned)).toEqual([
    [1, 2, 3],
    [7, gap, 8],
  ]);
  expect(aligned.columns.map(({ stepMs, frameIndex }) => [stepMs, frameIndex])).toEqual([
    [10_000, 0],
    [20_000, 1],
  ]);
});

test("rows that are not in the order of their times are put there, those without a time left out", () => {
  const aligned = alignFrames([
    table("A", [
      ["Time", "x"],
      [30, 3],
      [10, 1],
      [null, 9],
      [20, 2],
    ]),
  ]);
  expect([...aligned.times]).toEqual([10, 20, 30]);
  expect(columns(aligned)).toEqual([[1, 2, 3]]);
});

test("tables without times have no place on a time axis", () => {
  expect(
    alignFrames([
      table("A", [
        ["name", "x"],
        ["a", 1],
      ]),
    ]).columns,
  ).toEqual([]);
});

test("two points far apart do not make a million times between", () => {
  const frames = series([
    { labels: {}, values: [1], from: 0 },
    { labels: { a: "b" }, values: [2], from: 1e12 },
  ]);
  expect(alignFrames(frames).times).toHaveLength(2);
});

test("a joined table has only times that some series has, and names that are told apart", () => {
  const joined = joinFrames(
    series(
      [
        { labels: { a: "1" }, values: [1, null, 3] },
        { labels: { a: "2" }, values: [4] },
      ],
      { legendFormat: "cpu" },
    ),
  );
  expect(rowsIn(joined)).toEqual([
    ["Time", 'cpu {a="1"}', 'cpu {a="2"}'],
    [0, 1, 4],
    [20_000, 3, null],
  ]);
});
