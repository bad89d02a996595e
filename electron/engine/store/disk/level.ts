// One LevelDB. After a write that failed its log has a hole in which later writes would be lost, and after a failed compaction
// it takes no more writes at all; in both cases closing and opening it mends that, so the next write begins with it.
import type { Bytes } from "#shared/units/size";
import { type Database, type Entry, isDamage, type Operation } from "./database";
import { requireRoom, systemCode, toWriteFailed } from "./disk-full";
import type { KeyRange } from "./keys";

export interface Level {
  /** All or nothing, and on the disk itself when it resolves. Rejects with `WriteFailed` where the disk would not have it. */
  write(operations: Operation[]): Promise<void>;
  /** In the order of the keys; undefined for those that are not there or not readable. */
  read(keys: Uint8Array[]): Promise<(Uint8Array | undefined)[]>;
  /** In the order of their keys, some at a time. */
  entries(range: KeyRange): AsyncGenerator<Entry[]>;
  lastKey(range: KeyRange): Promise<Uint8Array | undefined>;
  /** Removes everything in the ranges, which rise, and gives back the room. */
  clear(ranges: readonly KeyRange[]): Promise<void>;
  /** Gives back the room of what was written over. */
  compact(range: KeyRange): Promise<void>;
  /** Makes its files whole again as far as they can be read; each further time with more effort. */
  repair(): Promise<void>;
  close(): Promise<void>;
}

const entriesAtOnce = 512;
const bytesAtOnce: Bytes = 128 * 1024;

/** Opening a database writes a few small files. */
const roomToMend: Bytes = 4 * 1024 * 1024;

/**
 * Takes over a database that is open. `rescue` is asked for when its files turn out not to be as they were written, with the
 * number of times that it was asked for before.
 */
export function createLevel(database: Database, rescue: (before: number) => Promise<void>): Level {
  const folder = database.location;
  let state: "well" | "to be opened anew" | "to be repaired" = "well";
  let mending: Promise<void> | undefined;
  let rescues = 0;
  let users = 0;
  let whenUnused: (() => void) | undefined;
  let isClosed = false;

  async function use<T>(run: () => Promise<T>): Promise<T> {
    // After a mending that did not get to its end.
    if (!isClosed && database.status !== "open") await mended();
    while (mending) await mending;
    users++;
    try {
      return await run();
    } finally {
      users--;
      if (users === 0) whenUnused?.();
    }
  }

  async function changing(run: () => Promise<void>): Promise<void> {
    try {
      if (state !== "well") await mended();
      await use(run);
    } catch (error) {
      if (isDamage(error) && systemCode(error) === undefined) state = "to be repaired";
      else if (state === "well") state = "to be opened anew";
      if (state === "to be opened anew") throw toWriteFailed(error, folder);
      await mended();
      await use(run);
    }
  }

  /** At most one mending at a time. */
  function mended(): Promise<void> {
    mending ??= mend();
    return mending;
  }

  async function mend(): Promise<void> {
    try {
      while (users > 0) {
        await new Promise<void>((resolve) => {
          whenUnused = resolve;
        });
      }
      await requireRoom(folder, roomToMend);
      if (database.status === "open") await database.close();
      if (state === "to be repaired") await rescue(rescues++);
      await database.open({ createIfMissing: false });
      state = "well";
    } catch (error) {
      throw toWriteFailed(error, folder);
    } finally {
      mending = undefined;
    }
  }

  async function readOne(key: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await database.get(key);
    } catch (error) {
      if (isDamage(error)) return undefined;
      throw error;
    }
  }

  return {
    write: (operations) => changing(() => database.batch(operations, { sync: true })),

    read: (keys) =>
      use(async () => {
        try {
          return await database.getMany(keys);
        } catch (error) {
          if (!isDamage(error)) throw error;
          // One of them lies in a damaged part of a table.
          return Promise.all(keys.map(readOne));
        }
      }),

    async *entries({ gte, lt }) {
      let from: { gte: Uint8Array } | { gt: Uint8Array } = { gte };
      for (;;) {
        // Begun anew for every group: mending the database ends its iterators.
        const group = await use(async () => {
          const iterator = database.iterator({ ...from, lt, highWaterMarkBytes: bytesAtOnce });
          try {
            return await iterator.nextv(entriesAtOnce);
          } finally {
            await iterator.close();
          }
        });
        const last = group.at(-1);
        if (!last) return;
        yield group;
        from = { gt: last[0] };
      }
    },

    lastKey: (range) =>
      use(async () => {
        for await (const key of database.keys({ ...range, reverse: true, limit: 1 })) return key;
        return undefined;
      }),

    clear: (ranges) =>
      changing(async () => {
        const [first, last] = [ranges[0], ranges.at(-1)];
        if (!first || !last) return;
        // What is in memory goes to a table of its own first. Mixed with the removals it would span all keys from the oldest to
        // the newest, and every table between would be written anew.
        await database.compactRange(nothing, nothing);
        for (const { gte, lt } of ranges) await database.clear({ gte, lt });
        await database.compactRange(first.gte, last.lt);
      }),

    compact: ({ gte, lt }) => changing(() => database.compactRange(gte, lt)),

    async repair() {
      state = "to be repaired";
      await mended();
    },

    async close() {
      if (mending) await mending.catch(() => undefined);
      isClosed = true;
      await database.close();
    },
  };
}

const nothing: Uint8Array = Buffer.of(0);
