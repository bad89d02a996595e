// What a line says beside its text: the fields that its parser would find, with the names that Loki gives them.
import type { Labels } from "../model/labels";
import { type JsonKind, looksLikeJson, readJsonFields } from "./json-fields";
import { readLogfmtFields } from "./logfmt-fields";

/** Where a field was found; of `json` and `logfmt` the parser of that name finds it again. */
export type FieldOrigin = "json" | "logfmt" | "metadata" | "parsed" | "label";

export interface LogField {
  name: string;
  value: string;
  from: FieldOrigin;
  /** What it is in JSON; a list or a deep object is told as its text. */
  kind?: JsonKind;
  /** It can be read, but Loki's parsers pass over it: no filter finds it. */
  isPassedOver?: true;
}

/** Beyond so many fields a line is data, and not something to be read. */
export const mostFields = 1000;

/** The fields of a line: what stands in it, then what the query's parsers found beyond that, then its metadata. */
export function fieldsOf(line: string, parsed?: Labels | null, metadata?: Labels | null): LogField[] {
  const fields = new Map<string, LogField>();
  const take = (field: LogField): boolean => {
    if (!fields.has(field.name)) fields.set(field.name, field);
    return fields.size >= mostFields;
  };
  // The query's own parsers have said what the fields are, so theirs stand first and keep their names.
  for (const [name, value] of Object.entries(parsed ?? {})) if (take({ name, value, from: "parsed" })) break;
  const had = new Set(Object.entries(parsed ?? {}).map(([name, value]) => `${withoutSuffix(name)}=${value}`));
  const isNew = (name: string, value: string) => !had.has(`${name}=${value}`);
  if (looksLikeJson(line)) {
    readJsonFields(line, (name, kind, value) => {
      const text = kind === "null" ? "" : value();
      const isPassedOver = kind === "list" || kind === "object";
      return isNew(name, text) && take({ name, value: text, from: "json", kind, ...(isPassedOver && { isPassedOver }) });
    });
  } else {
    readLogfmtFields(line, (name, value, isWellFormed) => {
      const text = value();
      return isNew(name, text) && take({ name, value: text, from: "logfmt", ...(!isWellFormed && { isPassedOver: true }) });
    });
  }
  for (const [name, value] of Object.entries(metadata ?? {})) {
    // Beside a field of the same name: they are two things. No name has the sign that keeps them apart here.
    fields.set(`\u0000${name}`, { name, value, from: "metadata" });
  }
  return [...fields.values()];
}

/** A parsed field of the same name as a label gets this behind it. */
export const extractedSuffix = "_extracted";

const withoutSuffix = (name: string): string => (name.endsWith(extractedSuffix) ? name.slice(0, -extractedSuffix.length) : name);

/** A line with all that is known of it. */
export interface LineParts {
  labels: Labels;
  line: string;
  parsed?: Labels | null | undefined;
  metadata?: Labels | null | undefined;
}

/** One field or label of a line, without reading the others: for a column, and for figures over many lines. */
export function fieldValue({ labels, line, parsed, metadata }: LineParts, name: string): string | undefined {
  for (const set of [parsed, metadata, labels]) {
    if (set && Object.hasOwn(set, name)) return set[name];
  }
  return fieldInLine(line, name);
}

/** The field as a parser would find it in the text alone. */
export function fieldInLine(line: string, name: string): string | undefined {
  let found: string | undefined;
  if (looksLikeJson(line)) {
    readJsonFields(line, (each, kind, value) => {
      if (each !== name) return false;
      found = kind === "null" ? "" : value();
      return true;
    });
  } else {
    readLogfmtFields(line, (each, value) => {
      if (each !== name) return false;
      found = value();
      return true;
    });
  }
  return found;
}
