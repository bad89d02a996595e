// What is worth a second look in a silence.
import { formatSpan } from "#shared/format/age";
import { type Silence, silenceStateAt } from "#shared/model/silence";
import type { EpochMs, Milliseconds } from "#shared/units/time";

export interface Warning {
  kind: "ends-soon" | "hides-nothing" | "problem";
  say: string;
}

type Row = Pick<Silence, "startsAt" | "endsAt"> & { hides: number; problem?: string | undefined };

/** The one thing to say about it, the most urgent first; undefined when all is well. */
export function warningOf(silence: Row, now: EpochMs, warnBefore: Milliseconds): Warning | undefined {
  if (silence.problem !== undefined) return { kind: "problem", say: silence.problem };
  if (silenceStateAt(silence, now) !== "active") return undefined;
  if (silence.hides === 0) return { kind: "hides-nothing", say: "Hides nothing that is pending or firing now." };
  const left = silence.endsAt - now;
  if (left >= warnBefore) return undefined;
  const what = silence.hides === 1 ? "the alert it hides still fires" : `${silence.hides} alerts that it hides still fire`;
  return {
    kind: "ends-soon",
    say: `Ends in ${formatSpan(left)}, and ${what}: you will be told of ${silence.hides === 1 ? "it" : "them"} then.`,
  };
}

/** What a preview comes to, for whoever is about to silence: undefined when there is nothing to warn of. */
export function previewWarning(hidden: number, all: number): string | undefined {
  if (hidden === 0)
    return "Hides nothing that is pending or firing now. That is fine ahead of work; otherwise check the matchers.";
  if (hidden === all && all > 1) return `Hides all ${all} alerts that are pending or firing now.`;
  return undefined;
}

/** What is wrong is told to logs and editors in small letters; alone it is a sentence. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
