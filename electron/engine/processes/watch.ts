// Scans for whoever listens: one series of scans for each period that is asked for, however many listeners share it, and
// none at all when nobody listens.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { firstOf, type ProcessScanner, type ProcessTable } from "./process-scan";

export interface ProcessWatch {
  /** Calls `onTable` after each scan with at most `limit` rows, until the returned function is called. */
  listen(every: Milliseconds, limit: number, onTable: (table: ProcessTable) => void): () => void;
}

interface Options {
  clock: Clock;
  log: Log;
  createScanner: () => ProcessScanner;
}

interface Group {
  listeners: Set<{ limit: number; onTable: (table: ProcessTable) => void }>;
  /** For one who joins between two scans. */
  latest(): ProcessTable | undefined;
  stop(): void;
}

/** A first table wants two scans; the second one comes soon, so that nobody waits a whole minute for it. */
const firstGap: Milliseconds = 500;

export function createProcessWatch({ clock, log, createScanner }: Options): ProcessWatch {
  const groups = new Map<Milliseconds, Group>();

  function startGroup(every: Milliseconds): Group {
    const scanner = createScanner();
    const listeners: Group["listeners"] = new Set();
    let cancelTimer: (() => void) | undefined;
    let isStopped = false;
    let isScanning = false;
    let wasFailing = false;
    let latest: ProcessTable | undefined;

    async function round(gap: Milliseconds): Promise<void> {
      const started = clock.monotonic();
      isScanning = true;
      try {
        const most = Math.max(...[...listeners].map((listener) => listener.limit));
        const table = await scanner.scan(most);
        wasFailing = false;
        if (table) {
          latest = table;
          for (const { limit, onTable } of [...listeners]) onTable(firstOf(table, limit));
        }
      } catch (error) {
        // Listeners keep what they have, which tells its age; the log is told once for each spell of it.
        if (!wasFailing) log.error("the list of processes could not be read", error);
        wasFailing = true;
      }
      isScanning = false;
      if (isStopped) {
        scanner.close();
        return;
      }
      const took = clock.monotonic() - started;
      // A scan that takes longer than its period is followed by a pause as long as itself, rather than by the next at once.
      cancelTimer = clock.setTimer(() => void round(every), Math.max(gap - took, Math.min(took, seconds(60))));
    }

    void Promise.resolve().then(() => {
      if (!isStopped) void round(Math.min(firstGap, every));
    });
    return {
      listeners,
      latest: () => latest,
      stop() {
        isStopped = true;
        cancelTimer?.();
        // A scan that is under way ends first, and closes then.
        if (!isScanning) scanner.close();
      },
    };
  }

  return {
    listen(every, limit, onTable) {
      let group = groups.get(every);
      if (!group) {
        group = startGroup(every);
        groups.set(every, group);
      }
      const { listeners, stop } = group;
      const listener = { limit, onTable };
      listeners.add(listener);
      const latest = group.latest();
      if (latest) onTable(firstOf(latest, limit));
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) {
          groups.delete(every);
          stop();
        }
      };
    },
  };
}
