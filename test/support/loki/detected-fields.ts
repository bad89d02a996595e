// What Loki makes out of a sample of lines: their fields, of which type, and how many values they have.
import type { LogEntry } from "#shared/logs/block";

interface Field {
  values: Set<string>;
  parsers: Set<string>;
}

export function detectedFields(entries: readonly LogEntry[]) {
  const fields = new Map<string, Field>();
  const note = (label: string, value: string, parser?: string) => {
    const field = fields.get(label) ?? { values: new Set(), parsers: new Set() };
    fields.set(label, field);
    field.values.add(value);
    if (parser) field.parsers.add(parser);
  };
  for (const { line, metadata } of entries) {
    for (const [label, value] of Object.entries(metadata ?? {})) note(label, value);
    const json = jsonFields(line);
    for (const [label, value] of json ?? logfmtFields(line)) note(label, value, json ? "json" : "logfmt");
  }
  return [...fields].map(([label, { values, parsers }]) => ({
    label,
    type: typeOf([...values][0] ?? ""),
    cardinality: values.size,
    parsers: parsers.size > 0 ? [...parsers] : null,
    ...(parsers.has("json") && { jsonPath: [label] }),
  }));
}

export function valuesOfField(entries: readonly LogEntry[], name: string): string[] {
  const values = new Set<string>();
  for (const { line, metadata } of entries) {
    for (const [label, value] of [...Object.entries(metadata ?? {}), ...(jsonFields(line) ?? logfmtFields(line))]) {
      if (label === name) values.add(value);
    }
  }
  return [...values];
}

function jsonFields(line: string): [string, string][] | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== "object" || parsed === null) return undefined;
    return Object.entries(parsed).flatMap(([name, value]) =>
      typeof value === "object" ? [] : [[name, String(value)] satisfies [string, string]],
    );
  } catch {
    // A line that only begins like JSON has none of its fields.
    return undefined;
  }
}

const logfmtFields = (line: string): [string, string][] =>
  [...line.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/g)].map(({ 1: name = "", 2: quoted, 3: bare }) => [name, quoted ?? bare ?? ""]);

function typeOf(value: string): string {
  if (/^-?\d+$/.test(value)) return "int";
  if (/^-?\d*\.\d+$/.test(value)) return "float";
  if (/^(true|false)$/.test(value)) return "boolean";
  if (/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(value)) return "duration";
  return /^\d+(\.\d+)?\s?([KMGT]i?)?B$/.test(value) ? "bytes" : "string";
}
