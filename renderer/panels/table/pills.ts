/** The parts of a value that are shown one by one: of a list, of a text that holds one as JSON, or between commas. */
export function pillsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return value === null || value === undefined || Number.isNaN(value) ? [] : [value];
  if (value.startsWith("[")) {
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list)) return list;
    } catch {
      // It only began like a list: split at its commas as any other text.
    }
  }
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
