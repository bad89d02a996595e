import type { DetailLine, LoadedLines } from "../../../../../renderer/pages/logs/detail/lines";

/** A line with what a test does not care about filled in. */
export const aLine = (parts: Partial<DetailLine> = {}): DetailLine => ({
  id: 1,
  ms: Date.UTC(2026, 10, 21, 11, 14, 44, 218),
  ns: 123_456,
  labels: { service: "gateway" },
  line: "",
  metadata: undefined,
  parsed: undefined,
  cutLength: undefined,
  level: "unknown",
  ...parts,
});

export const loaded = (lines: readonly DetailLine[]): LoadedLines => ({
  size: lines.length,
  line: (position) => lines[position],
  onChange: () => () => {},
});
