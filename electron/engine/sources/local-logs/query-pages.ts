// A log query over what was picked, page by page: soon a first one, then large ones, and at least a few each second so that the
// reading of much that does not match is seen to go on.

import type { LogqlQuery } from "#shared/logql/ast";
import { compilePipeline } from "#shared/logql/evaluate/pipeline";
import { compileSelector } from "#shared/logql/evaluate/selector";
import { supportedHere } from "#shared/logql/evaluate/supported";
import { parseLogql } from "#shared/logql/parse";
import { fromNsTime, type LogEntry, toNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import type { LogPage, LogSource } from "../log-source";
import { namesLevel, withLevel } from "./detected-level";
import { needleOf } from "./needle";
import type { Cost, Instant, ReadRequest } from "./reader";
import type { Reading } from "./reading";
import { selectionOf } from "./selection";

const pageLines = 1000;
const pageCharacters = 2 * 1024 * 1024;
const firstAfter: Milliseconds = 40;
const nextAfter: Milliseconds = 250;
/** Trouble with each of two thousand files is not two thousand sentences. */
const mostWarnings = 20;

type Asked = Parameters<LogSource["query"]>[0];

export async function* queryPages(reading: Reading, clock: Clock, asked: Asked): AsyncGenerator<LogPage> {
  const { direction, limit, signal } = asked;
  const query = linesQuery(asked.expr);
  const [start, end] = [fromNsTime(asked.startNs), fromNsTime(asked.endNs)];
  const begunAt = clock.monotonic();
  const cost: Cost = { bytes: 0, lines: 0 };
  const warnings = createWarnings();
  let entries: LogEntry[] = [];
  let characters = 0;
  let given = 0;
  let reached: Instant = direction === "backward" ? end : start;
  let toldAt = begunAt;
  let wait = firstAfter;

  function page(done?: LogPage["done"]): LogPage {
    given += entries.length;
    const told = entries;
    [entries, characters] = [[], 0];
    toldAt = clock.monotonic();
    const stats = { bytes: cost.bytes, readLines: cost.lines, lines: given, tookMs: toldAt - begunAt };
    return { entries: told, stats, reachedNs: toNsTime(reached), ...(done && { done }), warnings: warnings.take() };
  }

  const batches = reading.read({
    selection: selectionOf(query),
    accept: acceptOf(query),
    needle: needleOf(query.stages),
    start,
    end,
    direction,
    limit,
    signal,
    cost,
    warn: warnings.add,
  });
  for await (const batch of batches) {
    for (const entry of batch.entries) {
      entries.push(entry);
      characters += entry.line.length;
      reached = entry;
      if (given + entries.length >= limit) {
        yield page("limit");
        return;
      }
      if (entries.length >= pageLines || characters >= pageCharacters) yield page();
    }
    if (batch.reached) reached = batch.reached;
    if (clock.monotonic() - toldAt < wait) continue;
    if (entries.length > 0) wait = nextAfter;
    yield page();
  }
  reached = direction === "backward" ? start : end;
  yield page("end");
}

/** Throws `bad-query` with places for what is wrong, or not answered for this machine's own logs. */
export function readQuery(expr: string): LogqlQuery {
  const query = parseLogql(expr);
  const diagnostics = supportedHere(query);
  const first = diagnostics.find(({ severity }) => severity === "error");
  if (first) throw new AppError({ kind: "bad-query", say: first.message, diagnostics });
  return query;
}

export function linesQuery(expr: string): Extract<LogqlQuery, { kind: "lines" }> {
  const query = readQuery(expr);
  if (query.kind === "lines") return query;
  throw new AppError({ kind: "bad-query", say: "This is a metric query, which has no lines: ask for it as a chart." });
}

export function acceptOf(query: Extract<LogqlQuery, { kind: "lines" }>): ReadRequest["accept"] {
  const isMeant = compileSelector(query);
  const run = compilePipeline(query);
  const isLevelAsked = namesLevel(query.stages);
  // The labels of a stream are one object for all its lines.
  const meant = new WeakMap<object, boolean>();
  return (entry) => {
    let is = meant.get(entry.labels);
    if (is === undefined) {
      is = isMeant(entry.labels);
      meant.set(entry.labels, is);
    }
    if (!is) return undefined;
    if (isLevelAsked) return run(withLevel(entry));
    const found = run(entry);
    return found && withLevel(found);
  };
}

export function createWarnings(): { add(text: string): void; take(): string[] } {
  const seen = new Set<string>();
  let fresh: string[] = [];
  return {
    add(text) {
      if (seen.has(text)) return;
      seen.add(text);
      if (seen.size <= mostWarnings) fresh.push(text);
      if (seen.size === mostWarnings + 1) fresh.push("There was more trouble of this kind.");
    },
    take() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
}
