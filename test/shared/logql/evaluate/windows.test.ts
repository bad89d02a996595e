// Which lines a window holds, to the nanosecond.
import { expect, test } from "vitest";
import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { parseLogql } from "#shared/logql/parse";

const labels = { a: "b" };

/** How many lines each moment from 0 on counts, every 10 s; `.` where there is nothing. */
function counts(query: string, lines: readonly [ms: number, ns: number][]): string {
  const metrics = createLogMetrics(parseLogql(query), { start: 0, end: 60_000, step: 10_000 });
  for (const [ms, ns] of lines) metrics.add({ ms, ns, labels, line: "x" });
  const found = new Map(
    metrics.series().flatMap(({ times, values }) => Array.from(times, (time, index) => [time, values[index]])),
  );
  return Array.from({ length: 7 }, (_, index) => found.get(index * 10_000) ?? ".").join(" ");
}

//                                     0   10  20  30  40  50  60 s
test.each([
  { name: "is in the window that ends there", lines: [[10_000, 0]], expected: ". 1 . . . . ." },
  { name: "a nanosecond later is in the next", lines: [[10_000, 1]], expected: ". . 1 . . . ." },
  { name: "before the first moment counts there", lines: [[-9_999, 0]], expected: "1 . . . . . ." },
  { name: "a window before it does not", lines: [[-10_000, 0]], expected: ". . . . . . ." },
  { name: "behind the last moment does not", lines: [[60_000, 1]], expected: ". . . . . . ." },
  {
    name: "beside others adds up",
    lines: [
      [10_000, 0],
      [3_000, 0],
      [60_000, 0],
    ],
    expected: ". 2 . . . . 1",
  },
] as { name: string; lines: [number, number][]; expected: string }[])(
  "a line at the moment of a step $name",
  ({ lines, expected }) => {
    expect(counts('count_over_time({a="b"} [10s])', lines)).toBe(expected);
  },
);

test("a window longer than the step holds a line several times, one shorter misses lines between", () => {
  expect(counts('count_over_time({a="b"} [25s])', [[10_000, 0]])).toBe(". 1 1 1 . . .");
  expect(
    counts('count_over_time({a="b"} [5s])', [
      [4_000, 0],
      [6_000, 0],
    ]),
  ).toBe(". 1 . . . . .");
});

test("an offset looks at what was before", () => {
  expect(counts('count_over_time({a="b"} [10s] offset 20s)', [[10_000, 0]])).toBe(". . . 1 . . .");
  expect(counts('count_over_time({a="b"} [10s] offset -10s)', [[20_000, 0]])).toBe(". 1 . . . . .");
});

test("what only a Loki answers is refused by its place", () => {
  const query = parseLogql('rate_counter({a="b"} | unwrap x [5m])');
  expect(() => createLogMetrics(query, { start: 0, end: 1, step: 1 })).toThrow(
    "1:1: `rate_counter`: only a Loki answers that, not the logs of this machine",
  );
  expect(() => createLogMetrics(parseLogql('{a="b"}'), { start: 0, end: 1, step: 1 })).toThrow("this is a log query");
});

test("several partners of a series are refused, and the way out is told", () => {
  const query = parseLogql('count_over_time({a=~".+"} [10s]) / on () count_over_time({a=~".+"} [10s])');
  const metrics = createLogMetrics(query, { start: 0, end: 10_000, step: 10_000 });
  for (const a of ["1", "2"]) metrics.add({ ms: 5000, ns: 0, labels: { a }, line: "x" });
  expect(() => metrics.series()).toThrow(/Several series .* `on \(…\)` .* `group_left`/);
});
