// What a real Loki 3.7.8 made of lines (test/fixtures/logql-3.7/evaluated.json), and what we make of them. The integration test
// logql-evaluate asks a running one.
import { describe, expect, test } from "vitest";
import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { parseLogql } from "#shared/logql/parse";
import type { LogEntry } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import { pushedLines } from "../../../fixtures/logql-3.7/evaluated";
import recordedJson from "../../../fixtures/logql-3.7/evaluated.json";

const recorded = recordedJson as {
  levels: string[];
  lines: { stages: string; found: { index: number; line?: string; labels?: Labels; metadata?: Labels; parsed?: Labels }[] }[];
  numbers: { query: string; refused?: boolean; series?: { labels: Labels; points: [number, string][] }[] }[];
};

const stream = { app: "api", replica: "7" };
const metadata = { meta: "m1" };

test.each(recorded.lines)("the lines of $stages are Loki's", ({ stages, found }) => {
  const pipeline = compilePipeline(parseLogql(`{app="api"} ${stages}`));
  const ours = pushedLines.flatMap((line, index) => {
    const entry = pipeline({ ms: index, ns: 0, labels: stream, line, metadata });
    return entry ? [{ index, ...partsOf(entry) }] : [];
  });
  const theirs = found.map((one) => ({ line: pushedLines[one.index], labels: stream, metadata, parsed: {}, ...one }));
  expect(ours).toEqual(theirs);
});

/** Loki's words for what is wrong with a line are not ours. */
function partsOf({ line, labels, metadata: more = {}, parsed = {} }: LogEntry) {
  const { __error_details__: _, ...rest } = parsed;
  return { line, labels, metadata: more, parsed: rest };
}

describe("numbers", () => {
  const entries = ["api", "web"].flatMap((app, which) =>
    pushedLines.map(
      (line, index): LogEntry => ({
        ms: index * 7000 + which * 500,
        ns: index % 3,
        labels: { run: "r", app, replica: "7" },
        line,
        metadata: { meta: "m1", detected_level: recorded.levels[index] ?? "" },
      }),
    ),
  );

  const answer = (query: string, among: readonly LogEntry[] = entries) => {
    const written = query.replaceAll("{}", '{run="r"}').replaceAll("{app", '{run="r", app');
    const metrics = createLogMetrics(parseLogql(written), { start: -60_000, end: 600_000, step: 60_000 });
    for (const entry of among) metrics.add(entry);
    return comparable(
      metrics.series().map(({ labels: { run: _, ...labels }, times, values }) => ({
        labels,
        points: Array.from(times, (time, index) => [time / 1000, values[index] ?? 0]),
      })),
    );
  };
  const comparable = (series: readonly { labels: Labels; points: number[][] }[]): string[] =>
    series
      .map(({ labels, points }) => {
        const names = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
        // The order of additions is nobody's promise.
        return `${JSON.stringify(names)} ${points.map(([time, value = 0]) => `${time}:${Number.isFinite(value) ? Number(value.toPrecision(12)) : value}`).join(" ")}`;
      })
      .sort();
  const numberOf = (text: string) => Number(text.replace("Inf", "Infinity"));

  const answered = recorded.numbers.filter(({ refused }) => !refused);
  test.each(answered)("of $query are Loki's", ({ query, series = [] }) => {
    const theirs = series.map(({ labels, points }) => ({
      labels,
      points: points.map(([time, value]) => [time, numberOf(value)]),
    }));
    expect(answer(query)).toEqual(comparable(theirs));
  });

  test.each(answered.slice(0, 12))("of $query do not depend on the order in which lines come", ({ query }) => {
    expect(answer(query, [...entries].reverse())).toEqual(answer(query));
  });

  test.each(recorded.numbers.filter(({ refused }) => refused))("of $query fail, as some lines could not be read", ({ query }) => {
    expect(() => answer(query)).toThrow(/Lines could not be read \(\w+\), for one ".*": add `\| __error__=""`/);
  });
});
