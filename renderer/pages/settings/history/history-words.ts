// What the history card says, apart from how it is drawn.
import type { Preferences } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import { formatLongSpan } from "#shared/format/age";
import { formatDiskSize } from "#shared/format/disk-size";
import { type EpochMs, hours } from "#shared/units/time";
import type { State } from "../../../components/state";

type KeepName = "historyRawHours" | "historyTenSecondDays" | "historyMinuteDays";
/** A change of one of the history's settings. */
export type HistoryChange = Partial<Pick<Preferences, KeepName | "historyMegabytes">>;

interface TierWords {
  title: string;
  about: string;
  keep: KeepName;
  unit: "hours" | "days";
  choices: readonly number[];
}

/** What each tier is, finest first, with the preference that says how long it is kept and the lengths to choose from. */
export const tierWords: readonly [TierWords, TierWords, TierWords] = [
  {
    title: "Every sample",
    about: "As it was measured",
    keep: "historyRawHours",
    unit: "hours",
    choices: [6, 12, 24, 48, 168],
  },
  {
    title: "Every 10 s",
    about: "Least, greatest, sum, count and last of each",
    keep: "historyTenSecondDays",
    unit: "days",
    choices: [1, 3, 7, 14, 30],
  },
  {
    title: "Every minute",
    about: "The same, for the long view",
    keep: "historyMinuteDays",
    unit: "days",
    choices: [30, 90, 180, 365, 730],
  },
];

type Tier = History["tiers"][number];

export const wordsOf = ({ resolutionMs }: Pick<Tier, "resolutionMs">): TierWords =>
  tierWords[resolutionMs === 0 ? 0 : resolutionMs < 60_000 ? 1 : 2];

/** Lengths to choose from, with the present one among them. */
export function keepOptions(tier: TierWords, preferences: Preferences): { value: string; label: string }[] {
  const now = preferences[tier.keep];
  const lengths = [...new Set([...tier.choices, now])].sort((a, b) => a - b);
  return lengths.map((length) => ({ value: String(length), label: lengthWords(length, tier.unit) }));
}

function lengthWords(length: number, unit: "hours" | "days"): string {
  if (unit === "hours" && length >= 48 && length % 24 === 0) return lengthWords(length / 24, "days");
  if (unit === "days" && length >= 365 && length % 365 === 0) return length === 365 ? "1 year" : `${length / 365} years`;
  return length === 1 ? `1 ${unit.slice(0, -1)}` : `${length} ${unit}`;
}

const sizes = [250, 500, 1000, 2000, 5000, 10_000, 50_000];

/** Sizes of the whole to choose from, in megabytes of a million bytes, with the present one among them. */
export function sizeOptions(now: number): { value: string; label: string }[] {
  return [...new Set([...sizes, now])].sort((a, b) => a - b).map((size) => ({ value: String(size), label: megabytes(size) }));
}

const megabytes = (size: number): string => (size >= 1000 ? `${size / 1000} GB` : `${size} MB`);

export function stateOf({ state }: History): { state: State; word: string; say?: string } {
  switch (state.kind) {
    case "writing":
      return { state: "ok", word: "writing" };
    case "paused":
      return { state: "critical", word: "paused", say: state.say };
    case "memory":
      return {
        state: "unknown",
        word: "memory only",
        say: `What is measured is kept in memory, and is gone when the console ends.${state.say === undefined ? "" : ` ${state.say}`}`,
      };
  }
}

/** How far back a tier reaches, as a length: `18 h 20 m`; nothing while it is empty. */
export function reach(tier: Tier, now: EpochMs): string {
  return tier.from === undefined ? "–" : formatLongSpan(Math.max(0, now - tier.from));
}

/** What a change would delete of what is there, as a sentence; undefined when nothing. */
export function lossOf({ tiers, bytes }: History, change: HistoryChange, now: EpochMs): string | undefined {
  const { historyMegabytes } = change;
  if (historyMegabytes !== undefined && bytes > historyMegabytes * 1e6)
    return `The history takes ${formatDiskSize(bytes)} now. The oldest of it is deleted until it fits ${megabytes(historyMegabytes)}.`;
  for (const tier of tiers) {
    const { keep, unit, title } = wordsOf(tier);
    const length = change[keep];
    if (length === undefined || tier.from === undefined) continue;
    if (now - tier.from <= length * hours(unit === "hours" ? 1 : 24)) continue;
    const rest = keep === "historyMinuteDays" ? "" : " What is kept more coarsely stays.";
    return `${title} reaches back ${reach(tier, now)}. What is older than ${lengthWords(length, unit)} is deleted.${rest}`;
  }
  return undefined;
}
