// What the history card says, apart from how it is drawn.
import type { Preferences } from "#shared/contract/settings";
import type { History } from "#shared/contract/store";
import { formatQuantity } from "#shared/format/quantity";
import type { State } from "../../../components/state";

type KeepName = "historyRawHours" | "historyTenSecondDays" | "historyMinuteDays";

/** What each tier is, finest first, with the preference that says how long it is kept and the lengths to choose from. */
export const tierWords: readonly {
  title: string;
  about: string;
  keep: KeepName;
  unit: "hours" | "days";
  choices: readonly number[];
}[] = [
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

/** Lengths to choose from, with the present one among them. */
export function keepOptions(tier: (typeof tierWords)[number], preferences: Preferences): { value: string; label: string }[] {
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

/** Bytes as disks are sold, so that they compare with the size that was chosen. */
export function diskBytes(bytes: number): string {
  for (const [unit, one] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const) {
    if (bytes >= one) return `${Number((bytes / one).toPrecision(3))} ${unit}`;
  }
  return `${bytes} B`;
}

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
        say: state.say ?? "There is no store on disk: what is measured is gone when the console ends.",
      };
  }
}

/** How far back a tier reaches, as a length: "18 h"; nothing while it is empty. */
export function reach(tier: History["tiers"][number], now: number): string {
  return tier.from === undefined ? "–" : formatQuantity(Math.max(0, now - tier.from) / 1000, "seconds");
}
