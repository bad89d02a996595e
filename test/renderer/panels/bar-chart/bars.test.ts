import { expect, test } from "vitest";
import { type BarTable, barsOf } from "../../../../renderer/panels/bar-chart/bars";
import { seriesFrame, tableFrame } from "../frames";

const values = (table: BarTable | undefined) =>
  table?.fields.map((field) => table.categories.map((_, category) => table.valueOf(category, field)));

test("a table's texts are the categories, and each of its columns of numbers is a series", () => {
  const table = barsOf([tableFrame(["a", "b"], { read: [1, 2], write: [3, Number.NaN] })], {}, "utc");
  expect(table?.categories).toEqual(["a", "b"]);
  expect(table?.fields.map(({ field }) => field.display)).toEqual(["read", "write"]);
  expect(values(table)).toEqual([
    [1, 2],
    [3, Number.NaN],
  ]);
  expect(table?.note).toBeUndefined();
});

test("another column can be the categories, and one can give the bars their colours", () => {
  const table = barsOf(
    [tableFrame(["a", "b"], { read: [1, 2], load: [90, 10] })],
    { xField: "read", colorByField: "load" },
    "utc",
  );
  expect(table?.categories).toEqual(["1", "2"]);
  expect(table?.fields).toEqual([]);
  expect(table?.colorOf?.(0).display.text).toBe("90");
});

test("series of one value each, as of an instant query, are a bar each under their names", () => {
  const table = barsOf([seriesFrame("node-1", [5]), seriesFrame("node-2", [7])], {}, "utc");
  expect(table?.categories).toEqual(["node-1", "node-2"]);
  expect(values(table)).toEqual([[5, 7]]);
});

test("series over time stand side by side at each time, by the clock while it is one day", () => {
  const table = barsOf([seriesFrame("a", [1, 2]), seriesFrame("b", [3, 4])], {}, "utc");
  expect(table?.categories).toEqual(["00:00", "00:01"]);
  expect(values(table)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test.each([
  {
    name: "the first, of names",
    frame: tableFrame(
      Array.from({ length: 340 }, (_, index) => `n${index}`),
      { v: Array(340).fill(1) },
    ),
    first: "n0",
    note: "First 100 of 340 bars",
  },
  { name: "the newest, of times", frame: seriesFrame("a", Array(140).fill(1)), first: "00:40", note: "Newest 100 of 140 bars" },
])("of too many bars there are $name, and it is said", ({ frame, first, note }) => {
  const table = barsOf([frame], {}, "utc");
  expect(table?.categories).toHaveLength(100);
  expect(table?.categories[0]).toBe(first);
  expect(table?.note).toBe(note);
});

test("columns that are hidden from the drawing have no bars", () => {
  expect(barsOf([tableFrame(["a"], { v: [1] }, { custom: { hideFrom: { viz: true } } })], {}, "utc")?.fields).toEqual([]);
});

test("without frames there is nothing to draw", () => expect(barsOf([], {}, "utc")).toBeUndefined());
