import type { Frame } from "#shared/dashboards/data/frame";

export interface FormProps {
  id: string;
  /** As the file has them. */
  options: Readonly<Record<string, unknown>>;
  onChange(options: Record<string, unknown>): void;
  /** What the transformation is given. */
  frames: readonly Frame[];
  /** What their fields are called. */
  fieldNames: readonly string[];
}

/** An object inside of options, or an empty one. */
export function recordIn(options: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = Object.hasOwn(options, key) ? options[key] : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export const textIn = (record: Readonly<Record<string, unknown>>, key: string): string => {
  const value = Object.hasOwn(record, key) ? record[key] : undefined;
  return typeof value === "string" ? value : "";
};

/** The record with another entry, or without it. A field may be called anything. */
export function withEntry(record: Readonly<Record<string, unknown>>, name: string, value: unknown): Record<string, unknown> {
  const entries = Object.entries(record).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined || name === "__proto__" ? entries : [...entries, [name, value]]);
}
