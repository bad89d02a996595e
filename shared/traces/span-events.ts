// What the spans of a trace logged, in the order of time.
import { longestName } from "../model/trace";
import type { BuiltTrace } from "./build/index";
import { shorten } from "./shorten";
import { eventTags, startOf } from "./span-detail";
import type { SpanTable } from "./span-table";

/** In columns: entry `i` of each is of one event. Oldest first. */
export interface SpanEvents {
  /** Position of its span. */
  span: Uint32Array;
  /** Nanoseconds from the trace's start, as recorded. NaN: not told. */
  at: Float64Array;
  names: string[];
  /** Number of its name. */
  name: Uint32Array;
  /** Its tags as logfmt, cut. */
  fields: string[];
  /** Small letters; empty where it says none. */
  level: string[];
  /** How many there are: more than `mostEvents` are not listed. */
  total: number;
}

const mostEvents = 100_000;
const longestFields = 1000;
const longestField = 300;

export function eventsOf(table: SpanTable, built: BuiltTrace): SpanEvents {
  const found: { event: number; position: number }[] = [];
  for (let position = 0; position < built.row.length; position++) {
    const row = built.row[position] as number;
    const to = table.eventsOf[row + 1] as number;
    for (let event = table.eventsOf[row] as number; event < to; event++) found.push({ event, position });
  }
  const timeOf = (event: number) => {
    const at = table.eventAt[event] as number;
    return Number.isNaN(at) ? Number.POSITIVE_INFINITY : at;
  };
  // Equal times, and those that are not told, keep the order of the tree. Infinities have no difference.
  found.sort((a, b) => (timeOf(a.event) < timeOf(b.event) ? -1 : timeOf(a.event) > timeOf(b.event) ? 1 : 0));
  const listed = found.slice(0, mostEvents);
  const start = startOf(table, built);
  const names: string[] = [];
  const numbers = new Map<number, number>();
  const name = Uint32Array.from(listed, ({ event }) => {
    const text = table.eventName[event] as number;
    const number = numbers.get(text) ?? names.push(shorten(table.texts[text] as string, longestName)) - 1;
    numbers.set(text, number);
    return number;
  });
  return {
    span: Uint32Array.from(listed, ({ position }) => position),
    at: Float64Array.from(listed, ({ event }) => (table.eventAt[event] as number) - start),
    names,
    name,
    fields: listed.map(({ event }) => fieldsOf(table, event)),
    level: listed.map(({ event }) => levelOf(table, event)),
    total: found.length,
  };
}

export function countEvents(table: SpanTable, rows: Uint32Array): number {
  let count = 0;
  for (const row of rows) count += (table.eventsOf[row + 1] as number) - (table.eventsOf[row] as number);
  return count;
}

function fieldsOf(table: SpanTable, event: number): string {
  const { from, to } = eventTags(table, event);
  let text = "";
  for (let tag = from; tag < to && text.length < longestFields; tag++) {
    const key = table.texts[table.tagKey[tag] as number] as string;
    const value = table.texts[table.tagValue[tag] as number] as string;
    text += `${text === "" ? "" : " "}${shorten(key, longestField)}=${quoted(value)}`;
  }
  return shorten(text, longestFields);
}

function quoted(value: string): string {
  const short = shorten(value, longestField);
  return /^[^\s"=]+$/.test(short) ? short : JSON.stringify(short);
}

const levelKeys = new Set(["level", "severity", "log.level", "log.severity"]);

function levelOf(table: SpanTable, event: number): string {
  const { from, to } = eventTags(table, event);
  for (let tag = from; tag < to; tag++) {
    if (!levelKeys.has(table.texts[table.tagKey[tag] as number] as string)) continue;
    return (table.texts[table.tagValue[tag] as number] as string).slice(0, 20).toLowerCase();
  }
  const name = table.texts[table.eventName[event] as number];
  return name === "exception" || name === "error" ? "error" : "";
}
