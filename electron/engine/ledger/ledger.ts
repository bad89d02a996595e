// What alerting remembers: the history of a year, and the states with which a next run goes on, in one database. What is added
// in one turn of the event loop is written in one piece, so that a sudden end never leaves the history and the states at odds:
// what was not written has not happened, and happens again at the next evaluation.
import type { AbstractBatchOperation, AbstractLevel } from "abstract-level";
import { type LedgerEntry, ledgerEntrySchema } from "#shared/contract/alerts";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import { hours, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf } from "../settings/json-file";
import type { Problems } from "../settings/problems";
import { isDamage } from "../store/disk/database";
import { systemCode } from "../store/disk/disk-full";
import { afterAll, alertPrefix, createPositions, entryPrefix, keptPrefix, positionOf, timeText } from "./keys";
import { forgetOld } from "./retention";

export type LedgerDisk = AbstractLevel<string | Buffer | Uint8Array, string, string>;
export type LedgerOperation = AbstractBatchOperation<LedgerDisk, string, string>;

export type LedgerRequest = CallRequest<"alerts.ledger">;
export type LedgerPage = CallOutput<"alerts.ledger">;

export interface Ledger {
  add(entry: LedgerEntry): void;
  /** Keeps a JSON value under a key for the next run; undefined forgets it. */
  keep(key: string, value: unknown): void;
  /** All values under a prefix, by their whole keys. An older version may have written them: check them. */
  kept(prefix: string): Promise<Map<string, unknown>>;
  /** Resolves once all that was added so far is on disk, or was refused there, which is told as a problem. */
  written(): Promise<void>;
  /** Newest first, with what is not on disk yet. */
  list(request: LedgerRequest): Promise<LedgerPage>;
  /** Called after entries were added, once for a turn. */
  onChange(run: () => void): () => void;
  /** Writes what is unwritten and ends. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  disk: LedgerDisk;
  /** Closes the database and opens it again; in between, damaged files are made whole. */
  mend?(isDamaged: boolean): Promise<void>;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
}

/** Between two tries to write to a disk that refuses. */
const againAfter = seconds(5);
const sweepEvery = hours(6);
/** Of a disk that refuses for long: more than this is given up, oldest first. */
const mostUnwritten = 200_000;
/** Entries that are read in one piece. */
const mostAtOnce = 1000;

export function createLedger({ disk, mend, clock, log, problems }: LedgerOptions): Ledger {
  const positions = createPositions(clock.now());
  const listeners = new Set<() => void>();
  let unwritten: LedgerOperation[] = [];
  /** Resolves when this turn of the event loop is over and what it added is on its way to the disk. */
  let turn: Promise<void> | undefined;
  let writing: Promise<void> | undefined;
  let isFailing = false;
  let isClosed = false;
  let hasNews = false;
  let mending: Promise<void> | undefined;
  let mendings = 0;
  let cancelRetry: () => void = () => undefined;
  let cancelSweep: () => void = () => undefined;

  /** Damage may show only when something is read, or when LevelDB tidies up: then its files are mended, and it is tried once more. */
  async function use<T>(run: () => Promise<T>): Promise<T> {
    // Whether it went well matters to whoever began it.
    await mending?.catch(() => undefined);
    const before = mendings;
    try {
      return await run();
    } catch (error) {
      // Mending closes the database under those who are reading it.
      if (mendings === before) {
        if (!isDamage(error) || systemCode(error) !== undefined) throw error;
        await mended(true);
      } else await mending;
      return await run();
    }
  }

  /** At most one mending at a time. */
  async function mended(isDamaged: boolean): Promise<void> {
    if (!mend) return;
    mendings++;
    mending ??= mend(isDamaged).finally(() => {
      mending = undefined;
    });
    await mending;
  }

  function queue(...operations: LedgerOperation[]): void {
    // What comes after the end is of a request that the end broke off.
    if (isClosed) return;
    unwritten.push(...operations);
    turn ??= new Promise((resolve) => {
      setImmediate(() => {
        endTurn();
        resolve();
      });
    });
  }

  function endTurn(): void {
    turn = undefined;
    // While the disk refuses, only the timer tries again.
    if (!isFailing) void write();
    if (!hasNews) return;
    hasNews = false;
    for (const run of [...listeners]) run();
  }

  /** One batch at a time, in order; a batch that is refused is tried again with what came after it. */
  function write(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined;
      // Some may have come in between the last look and here.
      if (unwritten.length > 0 && !isFailing && !turn) void write();
    });
    return writing;
  }

  async function writeAll(): Promise<void> {
    while (unwritten.length > 0) {
      const batch = unwritten;
      unwritten = [];
      try {
        // After a write that failed LevelDB's log has a hole, in which what is written later would be lost.
        if (isFailing) await mended(false);
        await use(() => disk.batch(batch));
        if (isFailing) log.info("the alert history can be written again");
        isFailing = false;
      } catch (error) {
        unwritten = [...batch, ...unwritten].slice(-mostUnwritten);
        refused(error);
        return;
      }
    }
  }

  function refused(error: unknown): void {
    if (!isFailing) {
      log.error("the alert history could not be written", error);
      problems.add(
        "critical",
        `The alert history could not be written (${systemCode(error) ?? codeOf(error)}); it is kept in memory and tried again.`,
      );
    }
    isFailing = true;
    cancelRetry();
    if (!isClosed) cancelRetry = clock.setTimer(() => void write(), againAfter);
  }

  function sweepLater(): void {
    cancelSweep = clock.setTimer(() => {
      use(() => forgetOld(disk, clock.now()))
        .catch((error: unknown) => log.error("old alert history could not be deleted", error))
        .finally(() => {
          if (!isClosed) sweepLater();
        });
    }, sweepEvery);
  }
  sweepLater();

  /** Of places in the index of an alert. */
  async function entriesAt(places: readonly [key: string, kind: string][]): Promise<(LedgerEntry | undefined)[]> {
    const texts = await disk.getMany(places.map(([key]) => `${entryPrefix}${positionOf(key)}`));
    return texts.map(parseEntry);
  }

  async function readKept(prefix: string): Promise<Map<string, unknown>> {
    const values = new Map<string, unknown>();
    const range = { gte: `${keptPrefix}${prefix}`, lt: afterAll(`${keptPrefix}${prefix}`) };
    for await (const [key, text] of disk.iterator(range)) {
      try {
        values.set(key.slice(keptPrefix.length), JSON.parse(text));
      } catch {
        log.warn(`what alerting kept under ${key} was damaged and is left out`);
      }
    }
    return values;
  }

  async function readPage({ alertId, kinds, fromMs, toMs, before, limit }: LedgerRequest): Promise<LedgerPage> {
    const prefix = alertId === undefined ? entryPrefix : alertPrefix(alertId);
    const from = `${prefix}${fromMs === undefined ? "" : timeText(fromMs)}`;
    const to = before ?? (toMs === undefined ? undefined : afterAll(timeText(toMs)));
    const iterator = disk.iterator({ gte: from, lt: to === undefined ? afterAll(prefix) : `${prefix}${to}`, reverse: true });
    const entries: LedgerEntry[] = [];
    let last: string | undefined;
    try {
      while (entries.length < limit) {
        // Of kinds that are rare, much is passed over.
        const found = await iterator.nextv(Math.min(kinds ? limit * 20 : limit, mostAtOnce));
        if (found.length === 0) return { entries };
        const room = limit - entries.length;
        const wanted = found.filter(([, value]) => mayBeOf(value, kinds, alertId)).slice(0, room);
        const read = alertId === undefined ? wanted.map(([, text]) => parseEntry(text)) : await entriesAt(wanted);
        for (const entry of read) if (entry && (kinds === undefined || kinds.includes(entry.kind))) entries.push(entry);
        last = positionOf((wanted.length < room ? found : wanted).at(-1)?.[0] ?? "");
      }
      return { entries, ...(last !== undefined && { next: last }) };
    } finally {
      await iterator.close();
    }
  }

  return {
    add(entry) {
      const position = positions.next(entry);
      hasNews = true;
      queue(
        { type: "put", key: `${entryPrefix}${position}`, value: JSON.stringify(entry) },
        { type: "put", key: `${alertPrefix(entry.alertId)}${position}`, value: entry.kind },
      );
    },

    keep(key, value) {
      const whole = `${keptPrefix}${key}`;
      queue(value === undefined ? { type: "del", key: whole } : { type: "put", key: whole, value: JSON.stringify(value) });
    },

    async kept(prefix) {
      await this.written();
      return use(() => readKept(prefix));
    },

    async written() {
      // Not at once: who still goes on in this turn has more to add to the same batch.
      await turn;
      while (writing) await writing;
    },

    async list(request) {
      await this.written();
      return use(() => readPage(request));
    },

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },

    async close() {
      isClosed = true;
      await this.written();
      if (isFailing) await write();
      cancelRetry();
      cancelSweep();
      await disk.close();
    },
  };
}

/** Whether it is worth reading, found out without: the index of an alert holds the kind alone, and an entry's text holds it as JSON. */
function mayBeOf(value: string, kinds: LedgerRequest["kinds"], alertId: string | undefined): boolean {
  if (kinds === undefined) return true;
  return kinds.some((kind) => (alertId === undefined ? value.includes(`"kind":"${kind}"`) : value === kind));
}

function parseEntry(text: string | undefined): LedgerEntry | undefined {
  if (text === undefined) return undefined;
  try {
    return ledgerEntrySchema.parse(JSON.parse(text));
  } catch {
    // Of a newer version, or damaged: one line of history less, and the rest stays readable.
    return undefined;
  }
}
