// Lines that a tail missed, had by query: what was written while it was not connected, and what the server left out.
import { mostLogLines } from "#shared/contract/logs";
import { compareTimes, fromNsTime, type LogEntry, plusNs, toNsTime } from "#shared/logs/block";
import type { NsTime } from "#shared/model/log";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import { type LokiClient, query } from "./client";
import { readPages } from "./pages";
import type { TailMemory } from "./tail-memory";
import { forgiving } from "./volume";

export interface CatchUp {
  /**
   * Tells the lines that were not told yet, oldest first. `overlap`: how long before the newest known line it begins, for those
   * that arrive late.
   */
  run(overlap: Milliseconds): Promise<void>;
  /**
   * Looks for lines that the socket should have brought by now, written at least `settledFor` ago, and tells those. How many there
   * were: more than 0, and the socket cannot be relied on.
   */
  look(overlap: Milliseconds, settledFor: Milliseconds): Promise<number>;
  /** Everything up to now has been heard. */
  isUpToDate(): void;
}

interface Options {
  client: LokiClient;
  expr: string;
  /** Nothing at this time or before is told. */
  afterNs: NsTime;
  memory: TailMemory;
  signal: AbortSignal;
  onEntries(entries: LogEntry[]): void;
  onDropped(count: number): void;
  /** After each time that the server answered. */
  onOutcome(): void;
}

/** The first lines are mostly known already, those of the overlap. */
const firstPage = 2000;
/** Nor further behind than this: of a stream that has been quiet for a day, the whole day would be read each time. */
const furthestBehind = minutes(30);
/** Clocks of those who write may be ahead; Loki takes lines of up to ten minutes from now. */
const furthestAhead = minutes(10);
const nsPerMs = 1_000_000;

export function createCatchUp(options: Options): CatchUp {
  const { client, expr, afterNs, memory, signal, onEntries, onDropped, onOutcome } = options;
  const { clock } = client.http.server;
  const first = plusNs(fromNsTime(afterNs), 1);
  let upToDateAt: EpochMs = first.ms;

  /**
   * From the newest line, or from when everything was known, whichever is earlier: the clocks of those who write may be ahead or
   * behind. Not from a time of which it is forgotten what was told.
   */
  function startOf(overlap: Milliseconds) {
    const known = { ms: upToDateAt, ns: 0 };
    const from = memory.newest && compareTimes(memory.newest, known) < 0 ? memory.newest : known;
    const start = plusNs(from, -overlap * nsPerMs);
    const leasts = [
      first,
      { ms: upToDateAt - furthestBehind, ns: 0 },
      ...(memory.forgottenUntil ? [plusNs(memory.forgottenUntil, 1)] : []),
    ];
    return leasts.reduce((latest, least) => (compareTimes(least, latest) > 0 ? least : latest), start);
  }

  /** Not from the newest line: where few lines fit, that may be long ago, and this is asked again and again. */
  function lookedFrom(overlap: Milliseconds) {
    const start = { ms: Math.max(first.ms, upToDateAt - overlap), ns: 0 };
    const least = memory.forgottenUntil ? plusNs(memory.forgottenUntil, 1) : first;
    return [first, least].reduce((latest, each) => (compareTimes(each, latest) > 0 ? each : latest), start);
  }

  return {
    async look(overlap, settledFor) {
      const endMs = clock.now() - settledFor;
      const start = lookedFrom(overlap);
      if (start.ms >= endMs) return 0;
      const span = { startNs: toNsTime(start), endNs: `${Math.round(endMs)}000000`, direction: "forward" as const };
      let found = 0;
      for await (const page of readPages(client, { expr, ...span, limit: firstPage, signal }, { firstPage })) {
        const entries = memory.take(page.entries);
        if (entries.length > 0) onEntries(entries);
        found += entries.length;
      }
      // What is missing beyond the first page comes with the next run.
      if (found === 0) upToDateAt = Math.max(upToDateAt, endMs);
      onOutcome();
      return found;
    },

    async run(overlap) {
      const askedAt = clock.now();
      const startNs = toNsTime(startOf(overlap));
      const endNs = `${Math.round(askedAt + furthestAhead)}000000`;
      const span = { startNs, endNs, direction: "forward" as const, limit: mostLogLines };
      let reachedNs = startNs;
      let isCut = false;
      for await (const page of readPages(client, { expr, ...span, signal }, { firstPage })) {
        const entries = memory.take(page.entries);
        if (entries.length > 0) onEntries(entries);
        reachedNs = page.reachedNs;
        isCut = page.done === "limit";
      }
      if (isCut) onDropped(await countLines(client, { expr, startNs: reachedNs, endMs: askedAt, signal }));
      upToDateAt = askedAt;
      onOutcome();
    },
    isUpToDate() {
      upToDateAt = clock.now();
    },
  };
}

/** How many lines there are from a time until now: more than anybody reads, so they are only counted. */
async function countLines(
  client: LokiClient,
  { expr, startNs, endMs, signal }: { expr: string; startNs: NsTime; endMs: EpochMs; signal: AbortSignal },
): Promise<number> {
  const length = Math.max(1, Math.ceil((endMs - fromNsTime(startNs).ms) / 1000));
  const { data } = await forgiving(
    (logQuery) => query(client, { expr: `sum(count_over_time(${logQuery}\n[${length}s]))`, time: endMs, signal }),
    expr,
  );
  const found = data.resultType === "vector" ? data.result?.[0]?.value : undefined;
  const count = Array.isArray(found) ? Number(found[1]) : 0;
  return Number.isFinite(count) ? count : 0;
}
