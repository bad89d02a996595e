// What the list of collectors says, and in what words.
import type { CollectorRow, CollectorState } from "#shared/contract/sampling";
import { formatSpan } from "#shared/format/age";
import { formatQuantity } from "#shared/format/quantity";
import { hours, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { SelectOption } from "../../../components/Select";
import type { State } from "../../../components/state";
import { wordFilter } from "../../../components/word-filter";

/** Grey is for all that cannot be well because it does not run. */
const states: Record<CollectorState, { state: State; word: string }> = {
  ok: { state: "ok", word: "Running" },
  "no-data": { state: "info", word: "Nothing there" },
  failing: { state: "critical", word: "Failing" },
  late: { state: "warning", word: "Late" },
  waiting: { state: "unknown", word: "Waiting" },
  idle: { state: "unknown", word: "Not asked for" },
  off: { state: "unknown", word: "Off" },
};

export const stateOf = ({ state }: CollectorRow): { state: State; word: string } => states[state];

/** Why it is as it is, or else what it does. */
export function explain({ state, reason, about }: CollectorRow): string {
  if (state === "idle") return "Runs while a chart, a query or a rule asks for what it measures.";
  return reason === undefined ? about : `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`;
}

/** Of one second; undefined for what does not run and for what has not been told apart from the others yet. */
export function cpuPerSecond({ state, cpuMs, everyMs }: CollectorRow): Milliseconds | undefined {
  if (cpuMs === undefined || state === "off" || state === "idle") return undefined;
  return (cpuMs * 1000) / everyMs;
}

export function cpuWords(row: CollectorRow): string {
  const ms = cpuPerSecond(row);
  if (ms === undefined) return "–";
  return `${row.isCpuUpperBound ? "≤\u00a0" : ""}${formatQuantity(ms / 1000, "seconds")}`;
}

/** One line for all of them together. */
export function sumWords(rows: readonly CollectorRow[]): string {
  const running = rows.filter(({ state }) => state !== "off" && state !== "idle");
  const samples = running.reduce((sum, { samples = 0, everyMs }) => sum + (samples * 1000) / everyMs, 0);
  const cpu = running.reduce((sum, row) => sum + (cpuPerSecond(row) ?? 0), 0);
  const rest = rows.length - running.length;
  return [
    `${running.length} of ${rows.length} collectors run${rest === 0 ? "" : `, ${rest} ${rest === 1 ? "rests" : "rest"}`}`,
    `${formatQuantity(samples, "number")} samples/s`,
    // A thousand milliseconds of each second are one core.
    `at most ${formatQuantity(cpu / 10, "percent")} of one core`,
  ].join(" · ");
}

const periods: readonly Milliseconds[] = [...[1, 2, 5, 10, 15, 30].map(seconds), ...[1, 2, 5, 10, 15, 30].map(minutes), hours(1)];

/** The periods to choose from; one that was set elsewhere is among them. */
export function periodOptions({
  everyMs,
  defaultEveryMs,
}: Pick<CollectorRow, "everyMs" | "defaultEveryMs">): SelectOption<string>[] {
  return [...new Set([...periods, everyMs, defaultEveryMs])]
    .sort((a, b) => a - b)
    .map((ms) => ({
      value: String(ms),
      label: formatSpan(ms),
      ...(ms === defaultEveryMs && { detail: "usual" }),
    }));
}

export const isAsItCame = ({ everyMs, defaultEveryMs, isOn }: CollectorRow): boolean => isOn && everyMs === defaultEveryMs;

/** Every word of the search somewhere in what is known of it. */
export const matches = (row: CollectorRow, search: string): boolean =>
  wordFilter(search)(`${row.name} ${row.about} ${stateOf(row).word} ${row.reason ?? ""}`);
