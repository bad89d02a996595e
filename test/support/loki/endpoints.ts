// What the endpoints answer: https://grafana.com/docs/loki/latest/reference/loki-http-api/

import type { LogqlQuery, MetricExpr } from "#shared/logql/ast";
import { createLogMetrics } from "#shared/logql/evaluate/metrics";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { compileSelector } from "#shared/logql/evaluate/selector";
import { parseLogql } from "#shared/logql/parse";
import type { LogEntry } from "#shared/logs/block";
import type { Labels } from "#shared/model/labels";
import { matrixOf, type Read, statsOf, streamsOf, vectorOf } from "./answers";
import { detectedFields, valuesOfField } from "./detected-fields";
import type { KeptLine, KeptLines, Span } from "./kept-lines";
import { asLokiError, LokiError } from "./loki-error";
import { type Asked, askedOf, directionOf, durationOf, limitOf, refuseSpan, stepOf, timeOf } from "./parameters";

export interface EndpointOptions {
  kept: KeptLines;
  now: () => bigint;
  isOld: boolean;
  mostEntries: number;
  mostSeries: number;
}

export interface Question {
  params: URLSearchParams;
  isCategorized: boolean;
}

type LinesQuery = Extract<LogqlQuery, { kind: "lines" }>;

export interface Endpoints {
  /** The answer as JSON. Throws a LokiError; undefined: there is no such endpoint. */
  answer(path: string, question: Question): unknown;
  parse(query: string): LogqlQuery;
  /** The newest lines, oldest first, and what the query makes of later ones. */
  forTail(query: LinesQuery, span: Span, limit: number): { lookback: LogEntry[]; take(line: KeptLine): LogEntry | undefined };
}

const all = () => true;
const utf8 = (text: string) => Buffer.byteLength(text);

export function createEndpoints({ kept, now, isOld, mostEntries, mostSeries }: EndpointOptions): Endpoints {
  function parse(query: string): LogqlQuery {
    try {
      return parseLogql(query);
    } catch (error) {
      throw asLokiError(error, query);
    }
  }

  /** Where only a selector is taken. */
  function selectorOf(query: string): (labels: Labels) => boolean {
    if (query === "") return all;
    const parsed = parse(query);
    if (parsed.kind !== "lines" || parsed.stages.length > 0) throw new LokiError(400, "only label matchers are supported");
    return compileSelector(parsed);
  }

  /** Oldest first; lines of one time stream by stream, and in each as they came. */
  function linesOf(matches: (labels: Labels) => boolean, span: Span): KeptLine[] {
    const lines = kept.streams(matches, span).flatMap((stream) => stream.lines);
    return lines.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
  }

  function newestFirst(matches: (labels: Labels) => boolean, span: Span): KeptLine[] {
    const lines = kept.streams(matches, span).flatMap((stream) => stream.lines.toReversed());
    return lines.sort((a, b) => (a.ns < b.ns ? 1 : a.ns > b.ns ? -1 : 0));
  }

  function entriesOf(query: LinesQuery, span: Span, direction: "backward" | "forward", limit: number) {
    const lines = (direction === "backward" ? newestFirst : linesOf)(compileSelector(query), span);
    const pipeline = pipelineOf(query);
    const read: Read = { bytes: 0, lines: 0, given: 0 };
    const entries: LogEntry[] = [];
    for (const { entry } of lines) {
      if (entries.length === limit) break;
      read.lines++;
      read.bytes += utf8(entry.line);
      const made = pipeline(entry);
      if (made) entries.push(made);
    }
    return { entries, read: { ...read, given: entries.length } };
  }

  function pipelineOf(query: LinesQuery): (entry: LogEntry) => LogEntry | undefined {
    try {
      return compilePipeline(query);
    } catch (error) {
      throw asLokiError(error, query.text);
    }
  }

  function seriesOf(query: LogqlQuery, startMs: number, endMs: number, stepMs: number) {
    try {
      const metrics = createLogMetrics(query, { start: startMs, end: endMs, step: stepMs });
      for (const { entry } of linesOf(all, { start: 0n, end: BigInt(Math.ceil(endMs) + 1) * 1_000_000n })) metrics.add(entry);
      const series = metrics.series();
      if (series.length <= mostSeries) return series;
    } catch (error) {
      throw asLokiError(error, query.text);
    }
    const advice = "consider reducing query cardinality by adding more specific stream selectors";
    throw new LokiError(400, `maximum number of series (${mostSeries}) reached for a single query; ${advice}`);
  }

  function queryRange({ params, isCategorized }: Question) {
    const asked = askedOf(params, now(), 1n);
    refuseSpan(asked);
    const query = parse(asked.query);
    if (query.kind === "lines") {
      const { entries, read } = entriesOf(query, asked, directionOf(params), limitOf(params, 100, mostEntries));
      const flags = isCategorized && { encodingFlags: ["categorize-labels"] };
      return success({ resultType: "streams", ...flags, result: streamsOf(entries, isCategorized), stats: statsOf(read) });
    }
    const step = stepOf(params, asked);
    // The points lie at whole steps, also beyond what was asked.
    const start = Math.floor(ms(asked.start) / step) * step;
    const end = Math.ceil(ms(asked.end) / step) * step;
    const series = seriesOf(query, start, end, step);
    return success({
      resultType: "matrix",
      result: matrixOf(series),
      stats: statsOf({ bytes: 0, lines: 0, given: series.length }),
    });
  }

  function queryInstant({ params }: Question) {
    const time = ms(timeOf(params.get("time") ?? String(now()), "time"));
    const query = parse(params.get("query") ?? "");
    if (query.kind === "lines") {
      const advice = "please change your query to a range query type";
      throw new LokiError(400, `log queries are not supported as an instant query type, ${advice}`);
    }
    const series = seriesOf(query, time, time, 1000);
    if (isNumber(query.expr)) return success({ resultType: "scalar", result: vectorOf(series)[0]?.value });
    return success({
      resultType: "vector",
      result: vectorOf(series),
      stats: statsOf({ bytes: 0, lines: 0, given: series.length }),
    });
  }

  /** `data` is missing when there is nothing. */
  const names = (found: Iterable<string>) => {
    const data = [...new Set(found)].sort();
    return data.length > 0 ? { status: "success", data } : { status: "success" };
  };

  function streamsAsked(params: URLSearchParams, query: string | null) {
    const asked = askedOf(params, now(), 6n);
    return kept.streams(selectorOf(query ?? ""), asked);
  }

  function series({ params }: Question) {
    const selectors = [...params.getAll("match[]"), ...params.getAll("match")].map(selectorOf);
    const span = askedOf(params, now(), 6n);
    const found = kept.streams((labels) => selectors.length === 0 || selectors.some((matches) => matches(labels)), span);
    return { status: "success", data: found.map(({ labels }) => labels) };
  }

  function indexStats({ params }: Question) {
    const found = streamsAsked(params, params.get("query"));
    const lines = found.flatMap((stream) => stream.lines);
    const bytes = lines.reduce((sum, { entry }) => sum + utf8(entry.line), 0);
    return { streams: found.length, chunks: found.length, bytes, entries: lines.length };
  }

  /** Bytes by the labels that the selector names, or by those asked for. */
  function volumes(params: URLSearchParams, asked: Asked): { metric: Labels; bytes: number }[] {
    const wanted = namesWanted(parse(asked.query), params);
    const sums = new Map<string, { metric: Labels; bytes: number }>();
    for (const { labels, lines } of kept.streams(selectorOf(asked.query), asked)) {
      const metric = Object.fromEntries(wanted.filter((name) => name in labels).map((name) => [name, labels[name] ?? ""]));
      const key = JSON.stringify(metric);
      const sum = sums.get(key) ?? { metric, bytes: 0 };
      sums.set(key, sum);
      for (const { entry } of lines) sum.bytes += utf8(entry.line);
    }
    return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
  }

  function volume({ params }: Question) {
    const asked = askedOf(params, now(), 1n);
    const result = volumes(params, asked).map(({ metric, bytes }) => ({ metric, value: [ms(asked.end) / 1000, String(bytes)] }));
    return success({ resultType: "vector", result });
  }

  /** A point lies at the end of its step, less a millisecond. */
  function volumeRange({ params }: Question) {
    const asked = askedOf(params, now(), 1n);
    const stepMs = BigInt(durationOf(params.get("step") ?? "60"));
    const step = stepMs * 1_000_000n;
    const found = new Map<string, { metric: Labels; values: [number, string][] }>();
    for (let start = (asked.start / step) * step; start < asked.end; start += step) {
      const span = { start: start > asked.start ? start : asked.start, end: start + step < asked.end ? start + step : asked.end };
      for (const { metric, bytes } of volumes(params, { ...asked, ...span })) {
        const key = JSON.stringify(metric);
        const known = found.get(key) ?? { metric, values: [] };
        found.set(key, known);
        known.values.push([(ms(span.end) - (span.end === asked.end ? 0 : 1)) / 1000, String(bytes)]);
      }
    }
    return success({ resultType: "matrix", result: [...found.values()] });
  }

  function sample({ params }: Question): LogEntry[] {
    const asked = askedOf(params, now(), 1n);
    const query = parse(asked.query);
    return query.kind === "lines" ? entriesOf(query, asked, "backward", Number(params.get("line_limit") ?? 100)).entries : [];
  }

  function fields(question: Question) {
    const found = detectedFields(sample(question));
    return found.length > 0 ? { fields: found, limit: 1000 } : {};
  }

  function labelValues(params: URLSearchParams, name: string) {
    return names(streamsAsked(params, params.get("query")).flatMap(({ labels }) => (name in labels ? [labels[name] ?? ""] : [])));
  }

  function answer(path: string, question: Question): unknown {
    const { params } = question;
    const value = /^(label|detected_field)\/([^/]+)\/values$/.exec(path);
    if (value?.[1] === "label") return labelValues(params, decodeURIComponent(value[2] ?? ""));
    if (value && !isOld) return { values: valuesOfField(sample(question), decodeURIComponent(value[2] ?? "")), limit: 1000 };
    switch (path) {
      case "query":
        return queryInstant(question);
      case "query_range":
        return queryRange(question);
      case "labels":
        return names(streamsAsked(params, params.get("query")).flatMap(({ labels }) => Object.keys(labels)));
      case "series":
        return series(question);
      case "index/stats":
        return indexStats(question);
      case "index/volume":
        return volume(question);
      case "index/volume_range":
        return volumeRange(question);
      case "status/buildinfo":
        return buildInfo(isOld);
      case "detected_fields":
        return isOld ? undefined : fields(question);
      default:
        return undefined;
    }
  }

  return {
    answer,
    parse,
    forTail(query, span, limit) {
      const matches = compileSelector(query);
      const pipeline = pipelineOf(query);
      const { entries } = entriesOf(query, span, "backward", limit);
      return { lookback: entries.toReversed(), take: ({ entry }) => (matches(entry.labels) ? pipeline(entry) : undefined) };
    },
  };
}

const ms = (ns: bigint) => Number(ns / 1000n) / 1000;

const isNumber = (expr: MetricExpr): boolean => {
  if (expr.type === "paren") return isNumber(expr.expr);
  return expr.type === "binary" ? isNumber(expr.left) && isNumber(expr.right) : expr.type === "number";
};

const success = (data: unknown) => ({ status: "success", data });

function namesWanted(query: LogqlQuery, params: URLSearchParams): string[] {
  const asked = params.get("targetLabels");
  if (asked) return asked.split(",");
  return query.kind === "lines" ? query.selector.matchers.map(({ name }) => name) : [];
}

const buildInfo = (isOld: boolean) => ({
  version: isOld ? "2.9.10" : "3.7.8",
  revision: "abcdef0",
  branch: "HEAD",
  buildUser: "nobody",
  buildDate: "2026-01-01T00:00:00Z",
  goVersion: "go1.24",
});
