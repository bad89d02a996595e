// What we make of lines ourselves against what a real Loki makes of them: the same lines out of every stage, with the same labels
// in the same places, and the same numbers.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { compileSelector } from "#shared/logql/evaluate/selector";
import { parseLogql } from "#shared/logql/parse";
import { fromNsTime, type LogEntry, toNsTime } from "#shared/logs/block";
import { type Labels, labelsKey } from "#shared/model/labels";
import { numbers, pipelines, pushedLines } from "../fixtures/logql-3.7/evaluated";
import { pushTo } from "../support/loki/push";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";

const run = `run-${Date.now()}`;
/** On a whole minute, an hour ago. */
const begin = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000;
const minute = 60_000;

interface Answer {
  data: {
    result: {
      stream?: Labels;
      metric?: Labels;
      values: [string | number, string, { structuredMetadata?: Labels; parsed?: Labels }?][];
    }[];
  };
}

suite("lines and numbers", findLoki() ? [] : [neededForLoki], () => {
  let loki: Awaited<ReturnType<typeof startRealLoki>>;
  let entries: LogEntry[];

  beforeAll(async () => {
    loki = await startRealLoki(findLoki() ?? { program: "loki" });
    const streams = ["api", "web"].map((app, index) => ({
      labels: { run, app, replica: "7" },
      lines: pushedLines.map((line, at) => [ns(at, index), line, { meta: "m1" }] as const),
    }));
    await pushTo(loki.url, streams);
    entries = await linesOf(`{run="${run}"}`);
    expect(entries).toHaveLength(2 * pushedLines.length);
  });
  afterAll(() => loki.stop());

  /** A line every seven seconds, some a little behind a whole second. */
  const ns = (at: number, stream: number): string => `${begin + at * 7000 + stream * 500}00000${at % 3}`;

  async function ask(query: string, more: Record<string, string>): Promise<Answer | string> {
    const asked = new URLSearchParams({ query, limit: "5000", direction: "forward", ...more });
    const headers = { "X-Loki-Response-Encoding-Flags": "categorize-labels" };
    const answer = await fetch(`${loki.url}/loki/api/v1/query_range?${asked}`, { headers });
    return answer.ok ? ((await answer.json()) as Answer) : await answer.text();
  }

  async function linesOf(query: string): Promise<LogEntry[]> {
    const answer = await ask(query, { start: `${begin - minute}000000`, end: `${begin + 60 * minute}000000` });
    if (typeof answer === "string") throw new Error(`${query}: ${answer}`);
    return answer.data.result.flatMap(({ stream = {}, values }) =>
      values.map(([time, line, more]) => ({
        ...fromNsTime(String(time)),
        labels: stream,
        line,
        metadata: more?.structuredMetadata,
        parsed: more?.parsed,
      })),
    );
  }

  /** One text for each line. Loki's words for what is wrong with a line are not ours. */
  const comparable = (found: readonly LogEntry[]) =>
    found
      .map(({ ms, ns: nanoseconds, labels, line, metadata = {}, parsed = {} }) => {
        const { __error_details__: _, __proto__: __, ...rest } = parsed;
        const sets = [labels, metadata, rest].map((set) => Object.fromEntries(Object.entries(set).sort()));
        return JSON.stringify([toNsTime({ ms, ns: nanoseconds }), line, ...sets]);
      })
      .sort();

  test.each(pipelines)("lines of %s", async (stages) => {
    const query = `{run="${run}"} ${stages}`;
    const parsed = parseLogql(query);
    const [selects, pipeline] = [compileSelector(parsed), compilePipeline(parsed)];
    const ours = entries.filter(({ labels }) => selects(labels)).flatMap((entry) => pipeline(entry) ?? []);
    expect(comparable(ours)).toEqual(comparable(await linesOf(query)));
  });

  test.each(numbers)("numbers of %s", async (written) => {
    const query = written.replaceAll("{}", `{run="${run}"}`).replaceAll("{app", `{run="${run}", app`);
    const [start, end, step] = [begin - minute, begin + 10 * minute, minute];
    const answer = await ask(query, { start: `${start}000000`, end: `${end}000000`, step: "60" });
    let ours: { labels: Labels; points: [number, number][] }[] | string;
    try {
      const metrics = createLogMetrics(parseLogql(query), { start, end, step });
      for (const entry of entries) metrics.add(entry);
      ours = metrics.series().map(({ labels, times, values }) => ({
        labels,
        points: Array.from(times, (time, index) => [time, rounded(values[index] ?? 0)]),
      }));
    } catch (error) {
      ours = (error as Error).message;
    }
    const theirs =
      typeof answer === "string"
        ? answer
        : answer.data.result.map(({ metric = {}, values }) => ({
            labels: metric,
            points: values.map(([time, value]): [number, number] => [Number(time) * 1000, rounded(toNumber(value))]),
          }));
    if (typeof ours === "string" || typeof theirs === "string") {
      // Both refuse, each in its words.
      expect({ ours: typeof ours, theirs: typeof theirs, said: [ours, theirs] }).toMatchObject({
        ours: "string",
        theirs: "string",
      });
      return;
    }
    const inOrder = (series: typeof ours) => [...series].sort((a, b) => (labelsKey(a.labels) < labelsKey(b.labels) ? -1 : 1));
    expect(inOrder(ours)).toEqual(inOrder(theirs));
  });
});

const toNumber = (text: string): number =>
  text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);

/** The order of additions is nobody's promise. */
const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);
