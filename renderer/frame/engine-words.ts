// What the status bar says of the engine. Green has to be earned: an engine that has not spoken for a while is not known.

import type { EngineStatus } from "#shared/contract/app";
import type { LinkState } from "#shared/contract/bridge";
import { formatSpan } from "#shared/format/age";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { State } from "../components/state";

/** The engine speaks each second; after this long without a word something is wrong with it. */
export const silentAfter: Milliseconds = seconds(5);

export interface EngineWords {
  state: State;
  words: string;
}

/** How the engine is, at this moment. `heardAt` is when its last word came, by our own clock. */
export function engineWords(link: LinkState, status: EngineStatus | undefined, heardAt: EpochMs, now: EpochMs): EngineWords {
  if (link === "refused") return { state: "critical", words: "No key for the engine" };
  if (link === "connecting")
    return { state: "unknown", words: status ? "Reconnecting to the engine…" : "Connecting to the engine…" };
  if (!status) return { state: "unknown", words: "Waiting for the engine…" };
  if (now - heardAt >= silentAfter) return { state: "unknown", words: `Engine silent for ${formatSpan(now - heardAt)}` };
  const troubled = status.collectors.filter(({ state }) => state === "failing" || state === "late");
  const [only] = troubled;
  if (!only) return { state: "ok", words: "Engine running" };
  return {
    state: "warning",
    words:
      troubled.length === 1 ? `Collector ${only.name} ${troubleWord(only.state)}` : `${troubled.length} collectors in trouble`,
  };
}

const troubleWord = (state: string) => (state === "late" ? "is late" : "fails");

/** Why collectors are in trouble, one line each. */
export const collectorReasons = (status: EngineStatus): string =>
  status.collectors
    .filter(({ state }) => state === "failing" || state === "late")
    .map(({ name, state, reason }) => `${name} ${troubleWord(state)}${reason === undefined ? "" : `: ${reason}`}`)
    .join("\n");

/** How late rules are evaluated, in words; some milliseconds are as good as none. */
export function lagWords(lagMs: number | undefined): string {
  if (lagMs === undefined) return "No rules evaluated";
  return lagMs < 1000 ? "Rules on time" : `Rules ${formatSpan(lagMs)} late`;
}
