// When somebody looked last: what passed unobserved, because the machine slept or the console did not run, is told once in the
// ledger, and is kept over a restart so that the time before the next run is known too.
import { z } from "zod";
import { formatDuration } from "#shared/format/duration";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Ledger } from "../ledger/ledger";

const key = "rules/seen";

const seenSchema = z.object({
  version: z.literal(1),
  at: z.number(),
  /** When each group that has alerts was evaluated last. */
  groups: z.record(z.string(), z.number()),
});

/** With the first round after so long it is written; a sudden end is placed no worse. */
const writeEvery: Milliseconds = seconds(15);
/** A restart that is over sooner is not worth a mark. */
const leastGap: Milliseconds = seconds(30);

export interface Observation {
  load(): Promise<void>;
  /** When a group was evaluated last, in this run or the one before. */
  lastSeen(groupId: string): EpochMs | undefined;
  /** A round of a group began. `expected` is the longest time that may pass between two rounds of all groups. */
  begin(at: EpochMs, expected: Milliseconds): void;
  /** A round of a group is over. */
  end(groupId: string, at: EpochMs, hasAlerts: boolean): void;
  /** Nobody is to look from now on: no rules are left. */
  rest(): void;
  /** The machine sleeps between the two. */
  suspend(at: EpochMs): void;
  resume(at: EpochMs): void;
  /** Writes when somebody looked last. */
  write(): void;
}

export function createObservation({ ledger }: { ledger: Pick<Ledger, "add" | "keep" | "kept"> }): Observation {
  let last: EpochMs | undefined;
  let writtenAt: EpochMs = Number.NEGATIVE_INFINITY;
  let groups = new Map<string, EpochMs>();
  let isRestart = false;

  function gap(from: EpochMs, to: EpochMs, why: string): void {
    const length = formatDuration(Math.round((to - from) / 1000) * 1000);
    ledger.add({
      at: to,
      fromMs: from,
      alertId: "",
      alertName: "",
      kind: "unobserved",
      text: `nobody looked for ${length}: ${why}`,
    });
  }

  const write = () => {
    if (last === undefined) return;
    writtenAt = last;
    ledger.keep(key, { version: 1, at: last, groups: Object.fromEntries(groups) });
  };

  return {
    async load() {
      const seen = seenSchema.safeParse((await ledger.kept(key)).get(key));
      if (!seen.success) return;
      last = seen.data.at;
      groups = new Map(Object.entries(seen.data.groups));
      isRestart = true;
    },
    lastSeen: (groupId) => groups.get(groupId),
    begin(at, expected) {
      if (last !== undefined && at - last > Math.max(leastGap, expected)) {
        gap(
          last,
          at,
          isRestart ? "Watchdeck did not run" : "no rule was evaluated, as when the computer sleeps or its clock is set",
        );
      }
      isRestart = false;
      last = at;
    },
    end(groupId, at, hasAlerts) {
      if (hasAlerts) groups.set(groupId, at);
      else groups.delete(groupId);
      last = Math.max(last ?? at, at);
      // The clock may have been set back.
      if (Math.abs(last - writtenAt) >= writeEvery) write();
    },
    rest() {
      last = undefined;
      groups.clear();
      ledger.keep(key, undefined);
    },
    suspend(at) {
      last = at;
      write();
    },
    resume(at) {
      if (last !== undefined && at - last > leastGap) gap(last, at, "the computer slept");
      last = at;
    },
    write,
  };
}
