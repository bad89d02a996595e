// The fields of a sample of lines: what they are called, how many values they have, and what kind of values.
import type { DetectedField } from "#shared/contract/logs";
import type { LogEntry } from "#shared/logs/block";
import { fieldsOf } from "#shared/logs/fields";

/** What a value looks like, the narrowest first. */
const types: readonly [type: string, pattern: RegExp][] = [
  ["boolean", /^(?:true|false)$/],
  ["int", /^[+-]?\d{1,18}$/],
  ["float", /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/],
  ["duration", /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/],
  ["bytes", /^\d+(?:\.\d+)? ?(?:[kKMGTPE]i?)?B$/],
];
const mostFields = 200;
const mostValues = 1000;

export function detectedFields(entries: readonly LogEntry[]): DetectedField[] {
  const found = new Map<string, { values: Set<string>; parsers: Set<string> }>();
  for (const { line, parsed, metadata } of entries) {
    for (const { name, value, from } of fieldsOf(line, parsed, metadata)) {
      let field = found.get(name);
      if (!field) {
        if (found.size >= mostFields) continue;
        field = { values: new Set(), parsers: new Set() };
        found.set(name, field);
      }
      if (field.values.size < mostValues) field.values.add(value);
      if (from === "json" || from === "logfmt") field.parsers.add(from);
    }
  }
  return [...found].map(([name, { values, parsers }]) => ({
    name,
    type: typeOf(values),
    cardinality: values.size,
    parsers: [...parsers].sort(),
  }));
}

function typeOf(values: ReadonlySet<string>): string {
  const filled = [...values].filter((value) => value !== "");
  if (filled.length === 0) return "string";
  return types.find(([, pattern]) => filled.every((value) => pattern.test(value)))?.[0] ?? "string";
}
