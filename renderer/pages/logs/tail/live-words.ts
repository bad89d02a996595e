// How a tail goes, in words.
import { formatSpan } from "#shared/format/age";
import { formatCount } from "#shared/format/count";
import type { EpochMs } from "#shared/units/time";
import type { State } from "../../../components/state";
import type { TailFigures, TailPhase } from "./create-tail";

export function phaseWords(phase: TailPhase, isPaused: boolean, now: EpochMs): { state: State; text: string } {
  switch (phase.kind) {
    case "off":
    case "connecting":
      return { state: "unknown", text: "Connecting" };
    case "open":
      return isPaused ? { state: "unknown", text: "Paused" } : { state: "ok", text: "Live" };
    case "waiting": {
      // The reason may be cut where there is no room; when it goes on is not.
      const wait = formatSpan(Math.max(0, phase.retryAtMs - now));
      return { state: "warning", text: `Not live, again in ${wait}: ${phase.reason}` };
    }
    case "failed":
      return { state: "critical", text: `Not live: ${phase.failure.say}` };
  }
}

/** How many lines are not here, and where they went; undefined while none is missing. */
export function dropWords({
  droppedByServer,
  droppedByUs,
}: Pick<TailFigures, "droppedByServer" | "droppedByUs">): { text: string; why: string } | undefined {
  if (droppedByServer + droppedByUs === 0) return undefined;
  const parts = [
    // A server under a flood tells of some of what it leaves out.
    ...(droppedByServer > 0 ? [`at least ${formatCount(droppedByServer)} left out by the server`] : []),
    ...(droppedByUs > 0 ? [`${formatCount(droppedByUs)} left out here`] : []),
  ];
  return {
    text: parts.join(", "),
    why: "They came faster than they could be sent or shown. Run the query to have them all: it reads them from the store.",
  };
}
