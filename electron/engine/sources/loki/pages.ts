// A log query read page by page. Loki has no cursor: the next page begins at the time where the one before ended, and gives the
// lines of that very time once more.
import { setImmediate } from "node:timers/promises";
import type { LogStats } from "#shared/contract/logs";
import { formatMoment } from "#shared/format/clock-time";
import { type LogEntry, plusNs, toNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";
import type { LogPage } from "../log-source";
import { type LinesAsked, type LokiClient, queryLines } from "./client";
import { entryKey } from "./entry-key";
import { type Direction, toEntries } from "./to-entries";
import type { QueryAnswer } from "./wire";

/** Few, so that the first lines are there at once. */
const fewLines = 200;

/** Parsing so much takes about 15 ms, in which the engine does nothing else. */
const pageBytes: Bytes = 4 * 1024 * 1024;

/** Asked of a server whose limit is not known, when more lines than usual have one time: its refusal names the limit. */
const manyEntries = 50_000;

export async function* readPages(client: LokiClient, asked: LinesAsked, { firstPage = fewLines } = {}): AsyncGenerator<LogPage> {
  const { clock } = client.http.server;
  const { direction } = asked;
  const began = clock.monotonic();
  const stats: LogStats = { lines: 0, tookMs: 0 };
  const warned = new Set<string>();
  const seam = createSeam();
  const size = createPageSize(client, firstPage);
  let { startNs, endNs } = asked;
  let left = asked.limit;
  for (;;) {
    const limit = size.next(left, seam.size);
    const answer = await askPage(client, { ...asked, startNs, endNs, limit }, size);
    if (answer === "smaller") continue;
    const { entries: all, bytes, readLines } = answer;
    const warnings = answer.warnings.filter((warning) => !warned.has(warning));
    for (const warning of warnings) warned.add(warning);
    const isFull = all.length >= limit;
    const entries = all.filter((entry) => !seam.has(entry));
    const given = entries.slice(0, left);
    left -= given.length;
    size.learn(all);
    if (bytes !== undefined) stats.bytes = (stats.bytes ?? 0) + bytes;
    if (readLines !== undefined) stats.readLines = (stats.readLines ?? 0) + readLines;
    stats.lines += given.length;
    stats.tookMs = clock.monotonic() - began;
    const last = all.at(-1);
    const edge = direction === "backward" ? asked.startNs : asked.endNs;
    if (!isFull || last === undefined || left <= 0) {
      const isOver = entries.length === given.length && !isFull;
      const reachedNs = isOver || last === undefined ? edge : toNsTime(last);
      yield { entries: given, stats: { ...stats }, reachedNs, done: isOver ? "end" : "limit", warnings };
      return;
    }
    seam.begin(all, last);
    const isStuck = isOneInstant(all) && !size.grow(limit);
    if (isStuck) {
      const when = `${formatMoment(last.ms)}, to the nanosecond`;
      warnings.push(
        `More than ${limit} lines have the same time (${when}), and the server gives no more at once: some are left out.`,
      );
    }
    if (direction === "forward") startNs = toNsTime(isStuck ? plusNs(last, 1) : last);
    else endNs = toNsTime(isStuck ? last : plusNs(last, 1));
    yield { entries: given, stats: { ...stats }, reachedNs: toNsTime(last), warnings };
    if (BigInt(startNs) >= BigInt(endNs)) {
      yield { entries: [], stats: { ...stats }, reachedNs: edge, done: "end", warnings: [] };
      return;
    }
    // Others get their turn between two pages.
    await setImmediate();
  }
}

interface Page {
  entries: LogEntry[];
  bytes: number | undefined;
  readLines: number | undefined;
  warnings: string[];
}

/** "smaller": nothing came, but a smaller page may. */
async function askPage(client: LokiClient, asked: LinesAsked, size: PageSize): Promise<Page | "smaller"> {
  try {
    return toPage(client, await queryLines(client, asked), asked.direction);
  } catch (error) {
    if (error instanceof AppError && size.shrink(asked.limit, error)) return "smaller";
    throw error;
  }
}

function toPage(client: LokiClient, { data, warnings }: QueryAnswer, direction: Direction): Page {
  if (data.resultType !== "streams") {
    const { name } = client.http.server;
    throw new AppError({ kind: "bad-query", say: `${name} answers this with numbers and not with lines: it is a metric query.` });
  }
  const { totalBytesProcessed, totalLinesProcessed } = data.stats?.summary ?? {};
  return {
    entries: toEntries(data.result ?? [], direction),
    bytes: totalBytesProcessed ?? undefined,
    readLines: totalLinesProcessed ?? undefined,
    warnings: warnings ?? [],
  };
}

/** Lines of the time at which one page ended, which the next page gives again; each as often as it was there. */
function createSeam() {
  let at: LogEntry | undefined;
  let counts = new Map<string, number>();
  let unseen = new Map<string, number>();
  return {
    /** How many lines there are to be seen again. */
    get size() {
      let size = 0;
      for (const count of counts.values()) size += count;
      return size;
    },
    /** Whether it was there; it is not told twice. */
    has(entry: LogEntry): boolean {
      if (unseen.size === 0) return false;
      const key = entryKey(entry);
      const count = unseen.get(key) ?? 0;
      if (count > 0) unseen.set(key, count - 1);
      return count > 0;
    },
    begin(page: readonly LogEntry[], last: LogEntry): void {
      const now = new Map<string, number>();
      for (const entry of page) {
        if (!isSameTime(entry, last)) continue;
        const key = entryKey(entry);
        now.set(key, (now.get(key) ?? 0) + 1);
      }
      // Still at the same time: a page need not hold all that an earlier one did.
      if (at && isSameTime(at, last)) for (const [key, count] of counts) now.set(key, Math.max(count, now.get(key) ?? 0));
      at = last;
      counts = now;
      unseen = new Map(now);
    },
  };
}

const isSameTime = (a: LogEntry, b: LogEntry): boolean => a.ms === b.ms && a.ns === b.ns;

const isOneInstant = (page: readonly LogEntry[]): boolean => {
  const [first, last] = [page[0], page.at(-1)];
  return first !== undefined && last !== undefined && isSameTime(first, last);
};

type PageSize = ReturnType<typeof createPageSize>;

/** How many lines to ask for at once: as many as make a page of a good size, and no more than the server gives. */
function createPageSize({ limits }: LokiClient, firstPage: number) {
  let wanted = firstPage;
  let isShrunk = false;
  /** Whether to ask for more than the usual limit, to be told the real one. */
  let isAsking = false;
  const most = () => (isAsking && !limits.isTold ? manyEntries : limits.mostEntries);
  return {
    /** `again`: how many of them will be known already. */
    next: (left: number, again: number): number => Math.min(most(), Math.min(wanted, left) + again),

    learn(page: readonly LogEntry[]): void {
      if (page.length === 0) return;
      const length = page.reduce((sum, { line, parsed }) => sum + line.length * (parsed ? 2 : 1) + 100, 0);
      const good = Math.max(1, Math.floor(pageBytes / (length / page.length)));
      // Where too much was asked for before, it goes up slowly.
      wanted = isShrunk ? Math.min(good, wanted * 2) : good;
    },

    /** Whether more than this can be asked for, because a whole page had a single time. */
    grow(limit: number): boolean {
      if (limit < most()) return true;
      if (limits.isTold || isAsking) return false;
      isAsking = true;
      return true;
    },

    /** Whether to ask again for less. */
    shrink(limit: number, { failure }: AppError): boolean {
      if (failure.kind === "too-large" && wanted > 1) {
        wanted = Math.max(1, Math.floor(Math.min(limit, wanted) / 4));
        isShrunk = true;
        return true;
      }
      // It was more than the server gives, and by now it has said how many that is.
      return failure.kind === "bad-request" && limits.isTold && limit > limits.mostEntries;
    },
  };
}
