// A cell that holds a small line instead of one value.
export interface Sparkline {
  kind: "sparkline";
  times: Float64Array;
  values: Float64Array;
  /** What it comes to: what is written, sorted by and coloured by. */
  last: number | string | null;
}

export const isSparkline = (value: unknown): value is Sparkline =>
  typeof value === "object" && value !== null && (value as Partial<Sparkline>).kind === "sparkline" && "last" in value;
