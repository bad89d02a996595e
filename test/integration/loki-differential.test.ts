// The same random queries over the same lines to our own LogQL and to a real Loki: what is a mistake, which lines are found, what
// becomes of them, and which numbers are made of them. WATCHDECK_SEED=<seed> is another run.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { compileSelector } from "#shared/logql/evaluate/selector";
import { supportedHere } from "#shared/logql/evaluate/supported";
import { checkLogql, parseLogql } from "#shared/logql/parse";
import type { LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { labelsKey } from "#shared/model/labels";
import { systemClock } from "../../electron/engine/clock";
import { connectLoki, type LokiSource } from "../../electron/engine/sources/loki/index";
import { connectionTo } from "../support/connections";
import { linesOf, timeOfEntry } from "../support/loki/ask-lines";
import { logCorpus } from "../support/loki/log-corpus";
import { pushTo } from "../support/loki/push";
import { randomLogQuery, randomMetricQuery } from "../support/loki/random-logql";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";

const never = new AbortController().signal;
const found = findLoki();
const seed = chooseSeed();
const second = 1_000_000_000n;
const run = `run-${Date.now()}`;
/** On a whole minute, so that steps are the same for both. */
const beginMs = Math.floor(Date.now() / 60_000) * 60_000 - 900_000;
const begin = BigInt(beginMs) * 1_000_000n;
const span = { startNs: String(begin), endNs: String(begin + 600n * second) };
const lineQueries = 500;
const metricQueries = 300;

suite(`random LogQL beside a real Loki, seed ${seed}`, found ? [] : [neededForLoki], () => {
  let loki: { url: string; stop(): Promise<void> };
  let source: LokiSource;
  let all: LogEntry[];

  beforeAll(async () => {
    loki = await startRealLoki(found ?? { program: "loki" });
    const connection = connectionTo(loki.url, { kind: "loki" });
    source = await connectLoki({ connection, readSecret: async () => undefined, clock: systemClock });
    await pushTo(loki.url, logCorpus(createRandom(seed), run, begin));
    // As Loki keeps them, with the labels that it adds itself.
    all = (await linesOf(source, { expr: `{run="${run}"}`, ...span, direction: "forward" })).entries;
  });
  afterAll(async () => {
    await source?.close();
    await loki?.stop();
  });

  /** What Loki says of a query itself; undefined: nothing is wrong. */
  async function refusal(query: string): Promise<string | undefined> {
    const params = new URLSearchParams({ query, start: span.startNs, end: span.endNs, limit: "1", step: "600" });
    const text = await (await fetch(`${loki.url}/loki/api/v1/query_range?${params}`)).text();
    return text.startsWith("parse error") ? text.trim() : undefined;
  }

  test("the lines are there", () => expect(all.length).toBeGreaterThan(150));

  test("finds the same lines, and makes the same of them", async () => {
    const random = createRandom(seed);
    const wrong: string[] = [];
    const counts = { alike: 0, found: 0, refused: 0, notHere: 0 };
    for (let count = 0; count < lineQueries; count++) {
      const query = randomLogQuery(random, run);
      const verdict = await verdictOf(query, wrong);
      if (verdict !== "right") {
        counts[verdict]++;
        continue;
      }
      const theirs = await linesOf(source, { expr: query, ...span, direction: "forward" }).then(
        ({ entries }) => entries,
        (error: AppError) => error,
      );
      const ours = attempt(() => linesHere(query));
      const difference = compare(asTexts(ours), asTexts(theirs));
      if (difference) wrong.push(`${query}\n${difference}${said(theirs)}`);
      else counts.alike++;
      if (Array.isArray(theirs) && theirs.length > 0) counts.found++;
    }
    expect(wrong.slice(0, 20), `${wrong.length} of ${lineQueries} differ`).toEqual([]);
    expect(counts.found).toBeGreaterThan(lineQueries / 3);
    expect(counts.notHere).toBeLessThan(lineQueries / 4);
  });

  test("makes the same numbers of them", async () => {
    const random = createRandom(seed + 1);
    const wrong: string[] = [];
    const counts = { alike: 0, found: 0, refused: 0, notHere: 0 };
    for (let count = 0; count < metricQueries; count++) {
      const query = randomMetricQuery(random, run);
      const verdict = await verdictOf(query, wrong);
      if (verdict !== "right") {
        counts[verdict]++;
        continue;
      }
      const asked = { start: beginMs + 60_000, end: beginMs + 600_000, step: random.pick([60_000, 30_000]) };
      const theirs = await source.range({ expr: query, ...asked, signal: never }).then(
        ({ series }) => series,
        (error: AppError) => error,
      );
      const ours = attempt(() => {
        const metrics = createLogMetrics(parseLogql(query), asked);
        for (const entry of all) metrics.add(entry);
        return metrics.series();
      });
      // Of equal numbers, everyone may take another one for the largest.
      const isRanked = /\b(?:topk|bottomk)\b/.test(query);
      const difference = compare(seriesTexts(ours, isRanked), seriesTexts(theirs, isRanked));
      if (difference) wrong.push(`${query} step ${asked.step}\n${difference}${said(theirs)}`);
      else counts.alike++;
      if (Array.isArray(theirs) && theirs.length > 0) counts.found++;
    }
    expect(wrong.slice(0, 20), `${wrong.length} of ${metricQueries} differ`).toEqual([]);
    expect(counts.found).toBeGreaterThan(metricQueries / 3);
    expect(counts.notHere).toBeLessThan(metricQueries / 3);
  });

  /** Whether both take the query at all; where only one of them does, that is wrong. */
  async function verdictOf(query: string, wrong: string[]): Promise<"right" | "refused" | "notHere"> {
    const theirs = await refusal(query);
    const [ours] = checkLogql(query).diagnostics.filter(({ severity }) => severity === "error");
    if ((theirs === undefined) !== (ours === undefined)) {
      wrong.push(`${query}\n  ours:   ${ours?.message ?? "right"}\n  theirs: ${theirs ?? "right"}`);
      return "refused";
    }
    if (ours) return "refused";
    return supportedHere(parseLogql(query)).length > 0 ? "notHere" : "right";
  }

  function linesHere(query: string): LogEntry[] {
    const parsed = parseLogql(query);
    if (parsed.kind !== "lines") throw new Error(`${query} is no log query`);
    const matches = compileSelector(parsed);
    const pipeline = compilePipeline(parsed);
    return all.flatMap((entry) => (matches(entry.labels) ? (pipeline(entry) ?? []) : []));
  }
});

/** The value, or the failure that the user would be told. */
function attempt<T>(run: () => T): T | AppError {
  try {
    return run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

const said = (answer: unknown) => (answer instanceof AppError ? `\n  they said: ${answer.failure.say}` : "");

const failed = (error: AppError) => [`failed (${error.failure.kind})`];

/** One text per line, by time. Of what went wrong in a line, the sentence is everyone's own. */
function asTexts(entries: readonly LogEntry[] | AppError): string[] {
  if (entries instanceof AppError) return failed(entries);
  const text = ({ labels, metadata = {}, parsed = {}, line }: LogEntry) => {
    const { __error_details__: _, ...rest } = parsed;
    return `${shown(labels)} + ${shown(metadata)} + ${shown(rest)}: ${JSON.stringify(line)}`;
  };
  return entries.map((entry) => `${timeOfEntry(entry)} ${text(entry)}`).sort();
}

interface Points {
  labels: Record<string, string>;
  times: Float64Array;
  values: Float64Array;
}

function seriesTexts(series: readonly Points[] | AppError, isRanked: boolean): string[] {
  if (series instanceof AppError) return failed(series);
  return series
    .flatMap(({ labels, times, values }) =>
      Array.from(times, (time, index) => {
        const name = isRanked ? "one" : shown(withoutEmpty(labels));
        return `${name} ${(time - beginMs) / 1000}s ${number(values[index] ?? Number.NaN)}`;
      }),
    )
    .sort();
}

/** A label that is empty is the same to us as none; Loki writes some of them. */
const withoutEmpty = (labels: Record<string, string>) =>
  Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));

/** As many digits as sums in another order have in common. */
function number(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(9));
}

const shown = (labels: Record<string, string>) =>
  `{${labelsKey(labels).replaceAll("\u0000", "=").split("\u0001").filter(Boolean).join(", ")}}`;

/** The first lines that differ; undefined when none do. */
function compare(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const here = new Set(ours);
  const there = new Set(theirs);
  const onlyOurs = ours.filter((text) => !there.has(text)).map((text) => `  ours:   ${text}`);
  const onlyTheirs = theirs.filter((text) => !here.has(text)).map((text) => `  theirs: ${text}`);
  if (onlyOurs.length === 0 && onlyTheirs.length === 0 && ours.length === theirs.length) return undefined;
  return [`  ours ${ours.length}, theirs ${theirs.length}`, ...onlyOurs.slice(0, 2), ...onlyTheirs.slice(0, 2)].join("\n");
}
