// Who was told what of which group, and when: what keeps a notification from being said twice, over restarts too.
import { z } from "zod";
import { hashOf } from "#shared/alerting/fingerprint";
import { isForgotten, type Told, withoutAlerts } from "#shared/alerting/group-step";
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import type { Ledger } from "../ledger/ledger";

const keptUnder = "router/told/";
const sweepEvery = hours(1);
/** Somebody who was told that an alert fires is to hear of its end, though the console did not run for a while. */
const endsAwaitedFor = hours(24 * 30);

const keptSchema = z.object({
  at: z.number(),
  firing: z.array(z.string()),
  resolved: z.array(z.string()),
  repeatIntervalMs: z.number(),
});
type Kept = z.infer<typeof keptSchema>;

export interface ToldLog {
  load(): Promise<void>;
  get(key: string): Told | undefined;
  set(key: string, told: Told, repeatIntervalMs: Milliseconds): void;
  /** Forgets that alerts of a group were told. */
  forget(key: string, alerts: ReadonlySet<string>): void;
  /** Drops what does not count any more, once an hour. */
  sweep(now: EpochMs): void;
}

/** One integration's part of a group. Not of its receiver, which may be called otherwise without hearing everything again. */
export const toldKey = (groupKey: string, integrationId: string): string => hashOf(groupKey, integrationId);

export function createToldLog(ledger: Pick<Ledger, "keep" | "kept">): ToldLog {
  const entries = new Map<string, Kept>();
  let sweptAt: EpochMs | undefined;

  const put = (key: string, kept: Kept) => {
    entries.set(key, kept);
    ledger.keep(`${keptUnder}${key}`, kept);
  };

  return {
    async load() {
      for (const [key, value] of await ledger.kept(keptUnder)) {
        const read = keptSchema.safeParse(value);
        if (read.success) entries.set(key.slice(keptUnder.length), read.data);
        else ledger.keep(key, undefined);
      }
    },

    get: (key) => entries.get(key),

    set: (key, { at, firing, resolved }, repeatIntervalMs) =>
      put(key, { at, firing: [...firing], resolved: [...resolved], repeatIntervalMs }),

    forget(key, alerts) {
      const kept = entries.get(key);
      if (!kept?.firing.some((id) => alerts.has(id))) return;
      const { firing, resolved } = withoutAlerts(kept, alerts);
      put(key, { ...kept, firing: [...firing], resolved: [...resolved] });
    },

    sweep(now) {
      if (sweptAt !== undefined && Math.abs(now - sweptAt) < sweepEvery) return;
      sweptAt = now;
      for (const [key, kept] of entries) {
        if (!isForgotten(kept, { now, repeatIntervalMs: kept.repeatIntervalMs })) continue;
        if (kept.firing.length > 0 && now - kept.at <= endsAwaitedFor) continue;
        entries.delete(key);
        ledger.keep(`${keptUnder}${key}`, undefined);
      }
    },
  };
}
