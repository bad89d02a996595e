import { fieldValue, type LineParts } from "#shared/logs/fields";

/** The part of a LineStore that is read. */
interface Lines {
  size: number;
  lineAt(index: number): LineParts | undefined;
}

/** So few lines are read in a key's time, and show what is usual. */
const mostLines = 1000;
const mostValues = 200;
/** A longer value is a message, which nobody filters by as a whole. */
const longestValue = 200;

/** The values that a field has among lines that are loaded, the most frequent first; of many lines, an even sample. */
export function loadedValues(lines: Lines, field: string): string[] {
  const counts = new Map<string, number>();
  const step = Math.max(1, lines.size / mostLines);
  for (let index = 0; index < lines.size; index += step) {
    const line = lines.lineAt(Math.floor(index));
    const value = line && fieldValue(line, field);
    if (value === undefined || value === "" || value.length > longestValue) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostValues)
    .map(([value]) => value);
}
