import { expect, test } from "vitest";
import { levelOf, linesOf, prettyText } from "../../../../renderer/panels/logs/log-lines";
import { timeWriter } from "../../../../renderer/panels/logs/log-times";
import { numberField, textField, timeField } from "../../../../shared/dashboards/data/fields";
import type { Frame } from "../../../../shared/dashboards/data/frame";

const plain = { sortOrder: "Descending", dedupStrategy: "none" } as const;

function logFrame(lines: readonly (string | null)[], times = lines.map((_, index) => index * 1000)): Frame {
  const body = textField("Line", [...lines], { labels: { service: "gateway" } });
  return { refId: "A", shape: "table", fields: [timeField(Float64Array.from(times)), body], length: lines.length };
}

const texts = (frame: Frame, options: Parameters<typeof linesOf>[1]) => linesOf([frame], options).map(({ text }) => text);

test("the newest line comes first, or last when that is asked for", () => {
  expect(texts(logFrame(["a", "b"]), plain)).toEqual(["b", "a"]);
  expect(texts(logFrame(["a", "b"]), { ...plain, sortOrder: "Ascending" })).toEqual(["a", "b"]);
});

test("lines of the same moment keep their order", () => {
  expect(texts(logFrame(["a", "b", "c"], [5, 5, 5]), plain)).toEqual(["a", "b", "c"]);
});

test("the column called like a line is the line; the others are labels", () => {
  const frame: Frame = {
    ...logFrame(["x"]),
    fields: [
      timeField(Float64Array.from([0])),
      textField("app", ["web"]),
      textField("message", ["boom"]),
      numberField("took", Float64Array.from([3])),
    ],
  };
  expect(linesOf([frame], plain)).toEqual([
    {
      ...{ key: "0/0", at: 0, level: "unknown", text: "boom", count: 1 },
      labels: [
        { name: "app", value: "web" },
        { name: "took", value: "3" },
      ],
    },
  ]);
});

test("frames without texts have no lines, and an absent text is an empty line", () => {
  expect(
    linesOf([{ refId: "A", shape: "series", fields: [numberField("v", Float64Array.from([1]))], length: 1 }], plain),
  ).toEqual([]);
  expect(texts(logFrame([null]), plain)).toEqual([""]);
});

test.each([
  { strategy: "exact", expected: ["GET /a 200 ×2", "GET /a 404", "GET /b 404"] },
  { strategy: "numbers", expected: ["GET /a 200 ×3", "GET /b 404"] },
  { strategy: "signature", expected: ["GET /a 200 ×4"] },
] as const)("neighbours that say the same by $strategy are one line with their number", ({ strategy, expected }) => {
  const frame = logFrame(["GET /a 200", "GET /a 200", "GET /a 404", "GET /b 404"]);
  const lines = linesOf([frame], { sortOrder: "Ascending", dedupStrategy: strategy });
  // Of equal ones the newest stands for all; the texts here are told by their first.
  const summary = lines.map(({ count }) => count);
  expect(summary).toEqual(expected.map((text) => Number(/×(\d)$/.exec(text)?.[1] ?? 1)));
});

test.each([
  { text: "x", labels: [{ name: "level", value: "WARN" }], level: "warning" },
  { text: "level=error x", labels: [{ name: "level", value: "info" }], level: "info" },
  { text: 'ts=1 level=error msg="x"', labels: [], level: "error" },
  { text: '{"severity":"CRITICAL"}', labels: [], level: "critical" },
  { text: "2026-11-21 [info] started", labels: [], level: "info" },
  { text: "WARN  slow", labels: [], level: "warning" },
  { text: "FATAL: x", labels: [], level: "critical" },
  { text: "GET /errors/terror 200", labels: [], level: "unknown" },
  { text: "DEBUG", labels: [], level: "debug" },
])("the level of “$text” is $level", ({ text, labels, level }) => expect(levelOf(text, labels)).toBe(level));

test("JSON is spread out, and what only begins like it is not", () => {
  expect(prettyText('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyText("[info] x")).toBe("[info] x");
});

test.each([
  { name: "by the clock when all are of one day", times: [0, 61_000], expected: "00:01:01" },
  { name: "with ms when any has some", times: [500, 61_000], expected: "00:01:01.000" },
  { name: "with the day when they are of several", times: [0, 86_400_000], expected: "1970-01-02 00:00:00" },
])("times are written $name", ({ times, expected }) => {
  const lines = linesOf(
    [
      logFrame(
        times.map(() => "x"),
        times,
      ),
    ],
    plain,
  );
  expect(timeWriter(lines, "utc")(times[times.length - 1] ?? 0)).toBe(expected);
});
