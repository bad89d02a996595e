// The silences that are kept here, over restarts, and which alerts each of them fits.
import { randomUUID } from "node:crypto";
import { compileMatchers } from "#shared/alerting/matchers";
import { checkSilence, expired, keepsIdentity, silenceKeptFor } from "#shared/alerting/silences";
import type { SilenceDraft } from "#shared/contract/silences";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { type Silence, silenceSchema, silenceStateAt } from "#shared/model/silence";
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";

const keptUnder = "silence/";
export const localHome = "local";

export interface SilenceStore {
  load(): Promise<void>;
  list(): Silence[];
  /** Those that fit the labels and are not over yet; whether they hold now is for the clock to say. */
  fitting(labels: Labels): Silence[];
  save(draft: SilenceDraft): Silence;
  expire(id: string): void;
  /** The next instant at which one begins or ends. */
  nextChange(now: EpochMs): EpochMs | undefined;
}

interface Entry {
  silence: Silence;
  fits(labels: Labels): boolean;
}

/** `onChange` runs after each change of a silence. */
export function createSilenceStore({
  ledger,
  clock,
  onChange,
}: {
  ledger: Pick<Ledger, "keep" | "kept">;
  clock: Clock;
  onChange: () => void;
}): SilenceStore {
  const entries = new Map<string, Entry>();

  function put(silence: Silence): void {
    entries.set(silence.id, { silence, fits: compileMatchers(silence.matchers) });
    ledger.keep(`${keptUnder}${silence.id}`, silence);
  }

  /** Those that ended long ago are nobody's any more. */
  function forgetOld(): void {
    for (const [id, { silence }] of entries) {
      if (clock.now() - silence.endsAt <= silenceKeptFor) continue;
      entries.delete(id);
      ledger.keep(`${keptUnder}${id}`, undefined);
    }
  }

  return {
    async load() {
      for (const [key, value] of await ledger.kept(keptUnder)) {
        const read = silenceSchema.safeParse(value);
        try {
          if (!read.success) throw read.error;
          entries.set(read.data.id, { silence: read.data, fits: compileMatchers(read.data.matchers) });
        } catch {
          // Damaged, or of a version that allowed more: alerts are told rather than held back by nobody knows what.
          ledger.keep(key, undefined);
        }
      }
      forgetOld();
    },

    list() {
      forgetOld();
      return [...entries.values()].map(({ silence }) => silence);
    },

    fitting(labels) {
      const now = clock.now();
      const found: Silence[] = [];
      for (const { silence, fits } of entries.values()) if (silence.endsAt >= now && fits(labels)) found.push(silence);
      return found;
    },

    save(draft) {
      const now = clock.now();
      const was = draft.id === undefined ? undefined : entries.get(draft.id)?.silence;
      if (draft.id !== undefined && !was) throw unknownSilence();
      const problem = checkSilence(draft, now);
      if (problem !== undefined) {
        throw new AppError({ kind: "bad-request", say: `The silence was not saved: ${problem}.` });
      }
      const fields = { ...draft, home: localHome, updatedAt: now };
      if (was && keepsIdentity(was, draft, now)) {
        put({ ...fields, id: was.id });
        onChange();
        return (entries.get(was.id) as Entry).silence;
      }
      if (was && silenceStateAt(was, now) !== "expired") put(expired(was, now));
      const id = randomUUID();
      // What is not told from now on is not told from now on, whatever the draft says about the past.
      put({ ...fields, id, startsAt: Math.max(draft.startsAt, now) });
      onChange();
      return (entries.get(id) as Entry).silence;
    },

    expire(id) {
      const entry = entries.get(id);
      if (!entry) throw unknownSilence();
      const over = expired(entry.silence, clock.now());
      if (over === entry.silence) return;
      put(over);
      onChange();
    },

    nextChange(now) {
      let next: EpochMs | undefined;
      for (const { silence } of entries.values()) {
        // It holds at its last instant still.
        for (const at of [silence.startsAt, silence.endsAt + 1]) if (at > now && (next === undefined || at < next)) next = at;
      }
      return next;
    },
  };
}

const unknownSilence = () =>
  new AppError({ kind: "not-found", say: "That silence is not kept any more: make a new one with its matchers." });
