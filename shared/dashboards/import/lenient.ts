// Reading JSON that anybody wrote: numbers in quotes, lists where an object was meant, nothing where something was.

export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The objects of a list, each with its place in it. */
export function recordsOf(value: unknown): { value: Json; index: number }[] {
  return listOf(value).flatMap((item, index) => (isRecord(item) ? [{ value: item, index }] : []));
}

export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

export const textsOf = (value: unknown): string[] =>
  listOf(value)
    .map(textOf)
    .filter((text) => text !== "");

/** `5`, `"5"`, `" 5 "`; not `""`, `"5s"`, `null` or `NaN`. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "string" && value.trim() !== "") return numberOf(Number(value));
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export const flagOf = (value: unknown): boolean => value === true || value === "true" || value === 1;

/** The same without the properties that are undefined, so that an absent option stays absent. */
export function defined(record: Json): Json {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The entry of a table for a word from a file; never what objects have by themselves, such as `constructor`. */
export function entryOf<Value>(table: Readonly<Record<string, Value>>, word: unknown): Value | undefined {
  const name = textOf(word);
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export function without(record: Json, names: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.has(name)));
}

export const isEmpty = (record: Json): boolean => Object.keys(record).length === 0;
