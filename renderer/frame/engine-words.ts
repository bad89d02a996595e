// What the status bar says of the engine. Green has to be earned: an engine that has not spoken for a while is not known.

import type { EngineStatus, OwnProcess } from "#shared/contract/app";
import type { LinkState } from "#shared/contract/bridge";
import { formatSpan } from "#shared/format/age";
import { formatCount } from "#shared/format/count";
import { formatQuantity } from "#shared/format/quantity";
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
  const { troubled } = status;
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
  status.troubled
    .map(({ name, state, reason }) => `${name} ${troubleWord(state)}${reason === undefined ? "" : `: ${reason}`}`)
    .join("\n");

/** How late rules are evaluated, in words; some milliseconds are as good as none. */
export function lagWords(lagMs: number | undefined): string {
  if (lagMs === undefined) return "No rules evaluated";
  return lagMs < 1000 ? "Rules on time" : `Rules ${formatSpan(lagMs)} late`;
}

/** What Watchdeck costs, in the status bar: of all its processes together. */
export interface CostWords {
  cpu: string;
  memory: string;
  samples: string;
  late: string;
  /** Absent where the system does not say. */
  wakeups: string | undefined;
}

export const costWords = (status: EngineStatus): CostWords => ({
  cpu: `${formatQuantity(status.cpuPercent, "percent")} CPU`,
  memory: formatQuantity(status.memoryBytes, "bytes"),
  samples: `${formatQuantity(status.samplesPerSecond, "number")} samples/s`,
  late: `${formatMilliseconds(status.lateness.maxMs)} late`,
  wakeups: status.wakeupsPerSecond === undefined ? undefined : `${Math.round(status.wakeupsPerSecond)} wake-ups/s`,
});

/** Whole milliseconds: what lies below changes every second and matters to nobody. */
function formatMilliseconds(ms: number): string {
  if (ms < 1) return "< 1\u00a0ms";
  return ms < 999.5 ? `${Math.round(ms)}\u00a0ms` : formatQuantity(ms / 1000, "seconds");
}

/** What stands behind those figures, a line each: the processes first, those that cost most at the top. */
export function costLines({ processes, series, lateness }: EngineStatus): string {
  return [
    "Watchdeck's own processes: of one core, and of memory",
    ...[...processes].sort((a, b) => (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0)).map(processLine),
    `${formatCount(series)} series are kept`,
    `The latest of the last ten ticks came ${formatMilliseconds(lateness.maxMs)} late, all of them ${formatMilliseconds(lateness.meanMs)} on average`,
  ].join("\n");
}

function processLine({ role, pid, cpuPercent, proportionalBytes, residentBytes, wakeupsPerSecond }: OwnProcess): string {
  const memory =
    proportionalBytes === undefined
      ? `${formatQuantity(residentBytes, "bytes")} with what it shares`
      : formatQuantity(proportionalBytes, "bytes");
  const figures = [cpuPercent === undefined ? "–" : formatQuantity(cpuPercent, "percent"), memory];
  if (wakeupsPerSecond !== undefined) figures.push(`${Math.round(wakeupsPerSecond)} wake-ups/s`);
  return `${role} ${pid}: ${figures.join(" · ")}`;
}
