// How each integration has been doing, kept for the next run: whoever looks wants to know since when a receiver is failing, also
// after a restart.
import type { z } from "zod";
import { integrationStateSchema } from "#shared/contract/receivers";
import { type EpochMs, hours } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";
import type { Attempt } from "./channel";

export type IntegrationState = z.infer<typeof integrationStateSchema>;

export interface IntegrationStates {
  get(integrationId: string): IntegrationState;
  learn(integrationId: string, attempt: Pick<Attempt, "kind" | "say">): void;
  waits(integrationId: string, isWaiting: boolean): void;
  forget(integrationId: string): void;
}

const prefix = "receiver/state/";
const keptSchema = integrationStateSchema.omit({ waiting: true });
/** Every message of a receiver that works would be a write of its own; after a restart its age is told to the hour. */
const leastBetweenWrites = hours(1);

export interface StatesOptions {
  ledger: Pick<Ledger, "keep" | "kept">;
  clock: Clock;
  onChange(): void;
}

export async function openStates({ ledger, clock, onChange }: StatesOptions): Promise<IntegrationStates> {
  const states = new Map<string, z.infer<typeof keptSchema>>();
  const keptAt = new Map<string, EpochMs>();
  const waiting = new Map<string, number>();
  for (const [key, raw] of await ledger.kept(prefix)) {
    const kept = keptSchema.safeParse(raw);
    if (kept.success) states.set(key.slice(prefix.length), kept.data);
    else ledger.keep(key, undefined);
  }

  return {
    get: (id) => ({ ...(states.get(id) ?? { kind: "unused" }), waiting: waiting.get(id) ?? 0 }),

    learn(id, attempt) {
      const kind = attempt.kind === "sent" ? "ok" : "failing";
      const was = states.get(id);
      // Failing since then; fine as of now.
      const at = kind === "failing" && was?.kind === "failing" ? (was.at ?? clock.now()) : clock.now();
      const state = { kind, at, say: attempt.say.replace(/\.$/, "") } as const;
      states.set(id, state);
      if (was?.kind !== kind || clock.now() - (keptAt.get(id) ?? 0) >= leastBetweenWrites) {
        keptAt.set(id, clock.now());
        ledger.keep(prefix + id, state);
      }
      onChange();
    },

    waits(id, isWaiting) {
      const count = (waiting.get(id) ?? 0) + (isWaiting ? 1 : -1);
      if (count > 0) waiting.set(id, count);
      else waiting.delete(id);
      onChange();
    },

    forget(id) {
      keptAt.delete(id);
      if (states.delete(id)) ledger.keep(prefix + id, undefined);
    },
  };
}
