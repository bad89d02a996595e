/** Which lines in a row count as one: those with the same text, the same but for its numbers, or the same signs between words. */
export type Dedup = "none" | "exact" | "numbers" | "signature";
export type LineOrder = "newest" | "oldest";
export type TimeStyle = "ms" | "ns" | "none";

/** How lines are shown; a link holds it. */
export interface ViewSettings {
  /** Which line stands first. */
  order: LineOrder;
  wrap: boolean;
  /** JSON and logfmt spread over lines of their own. */
  prettify: boolean;
  dedup: Dedup;
  /** Fields and labels that stand in columns of their own, before the line. */
  columns: readonly string[];
  showLabels: boolean;
  showTime: TimeStyle;
  /** Colours that programs wrote for a terminal; otherwise their codes are shown. */
  ansi: boolean;
}

export const usualView: ViewSettings = {
  order: "newest",
  wrap: false,
  prettify: false,
  dedup: "none",
  columns: [],
  showLabels: false,
  showTime: "ms",
  ansi: true,
};
