// The ways to write a number that there are; the catalogue says which unit is written in which.
import type { EpochMs } from "../../units/time";

/** What the text of a number can depend on beside the number: dates have a time zone, ages a now. */
export interface FormatContext {
  /** `browser` (the viewer's own), `utc`, or a name of the time zone database. */
  timeZone?: string | undefined;
  now?: EpochMs | undefined;
  /** The values lie so close together that their dates need milliseconds. */
  showMs?: boolean | undefined;
}

/** One size of a unit: kilobytes are `{ size: 1000, unit: "kB" }`, where the values are bytes. */
export interface ScaleStep {
  size: number;
  unit: string;
}

export type ValueFormat =
  /** The number as it is, behind or before a text. `isCount`: whole numbers are written whole: "5 pods", not "5.00 pods". */
  | { kind: "plain"; unit: string; isInFront: boolean; isCount: boolean }
  /** The number in the size that fits it. Steps rise. */
  | { kind: "scaled"; steps: readonly ScaleStep[]; isCount: boolean; money?: { symbol: string; isBehind: boolean }; suits: Suit }
  /** Per cent, of values that are so many times smaller. */
  | { kind: "percent"; factor: number }
  /** Words made of the number: a date, a duration, yes or no. */
  | { kind: "words"; write(value: number, decimals: number | undefined, context: FormatContext): string; suits: Suit };

/** Which steps of an axis look round: 1, 2, 5; powers of two; or those of clocks, for values that are so many ms each. */
export type Suit = "decimal" | "binary" | "whole" | { msEach: number };

export const noBreakSpace = "\u00a0";
