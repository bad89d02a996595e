import { levelOf } from "#shared/logs/level";
import type { StoredLine } from "../../renderer/pages/logs/lines/line-store";

/** A line as the list keeps it. */
export function aLine(line: string, parts: Partial<StoredLine> = {}): StoredLine {
  const labels = parts.labels ?? { app: "x" };
  return {
    id: 1,
    ms: Date.UTC(2026, 10, 21, 12, 5, 9, 123),
    ns: 456_789,
    line,
    metadata: undefined,
    parsed: undefined,
    cutLength: undefined,
    level: levelOf(labels, line, parts.metadata, parts.parsed),
    ...parts,
    labels,
  };
}

/** Lines in the order in which they stand. */
export const someLines = (lines: readonly StoredLine[]) => ({
  size: lines.length,
  line: (position: number) => lines[position],
  levelAt: (position: number) => lines[position]?.level ?? "unknown",
});
