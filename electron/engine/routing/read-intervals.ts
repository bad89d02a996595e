// The time intervals of an alertmanager.yml. https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0
import type { Node } from "yaml";
import {
  parseDaysOfMonth,
  parseMonths,
  parseTimes,
  parseWeekdays,
  parseYears,
  type Range,
  type RangeResult,
} from "#shared/alerting/interval-text";
import { isLocation } from "#shared/alerting/time-intervals";
import type { TimeInterval, TimeIntervalPart } from "#shared/model/routing";
import type { Field, YamlReader } from "../yaml/yaml-reader";
import { readTexts, strict } from "./read-matchers";

const partFields = ["times", "weekdays", "days_of_month", "months", "years", "location"];

/** `time_intervals`, and `mute_time_intervals` as they were called once: all names in one. */
export function readTimeIntervals(reader: YamlReader, fields: readonly (Field | undefined)[]): TimeInterval[] {
  const intervals: TimeInterval[] = [];
  for (const field of fields) {
    if (!field?.node) continue;
    for (const node of reader.list(field.node, field.key.text, field.key)) {
      const interval = readInterval(reader, node);
      if (!interval) continue;
      if (intervals.some(({ name }) => name === interval.name)) {
        reader.error(`there are two time intervals called ${JSON.stringify(interval.name)}`, startOf(reader, node));
      } else intervals.push(interval);
    }
  }
  return intervals;
}

const startOf = (reader: YamlReader, node: Node) => ({ from: reader.stretchOf(node).from, to: reader.stretchOf(node).from });

function readInterval(reader: YamlReader, node: Node): TimeInterval | undefined {
  const start = startOf(reader, node);
  const fields = reader.fields(node, "a time interval", start);
  if (!fields) return undefined;
  reader.onlyKnown(fields, "a time interval", ["name", "time_intervals"], strict);
  const name = reader.text(fields.get("name"), "name");
  if (!name?.text) reader.error("a time interval needs a name", name ?? start);
  const list = fields.get("time_intervals");
  const parts = list ? reader.list(list.node, "time_intervals", list.key) : [];
  return { name: name?.text ?? "", parts: parts.flatMap((part) => readPart(reader, part) ?? []) };
}

function readPart(reader: YamlReader, node: Node): TimeIntervalPart | undefined {
  const fields = reader.fields(node, "an entry of time_intervals", startOf(reader, node));
  if (!fields) return undefined;
  reader.onlyKnown(fields, "an entry of time_intervals", partFields, strict);
  const part: TimeIntervalPart = {
    times: readTimes(reader, fields.get("times")),
    weekdays: readRanges(reader, fields.get("weekdays"), "weekdays", parseWeekdays),
    daysOfMonth: readRanges(reader, fields.get("days_of_month"), "days_of_month", parseDaysOfMonth),
    months: readRanges(reader, fields.get("months"), "months", parseMonths),
    years: readRanges(reader, fields.get("years"), "years", parseYears),
    location: readLocation(reader, fields.get("location")),
  };
  // What is not said is not there: the tree is shown, compared and kept.
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}

/** An empty list restricts nothing, as if it were not there. */
function readRanges(
  reader: YamlReader,
  field: Field | undefined,
  what: string,
  parse: (text: string) => RangeResult,
): Range[] | undefined {
  const ranges = readTexts(reader, field, what).flatMap(({ text, node }) => {
    const read = parse(text);
    if (read.ok) return [read.range];
    reader.error(read.message, reader.stretchOf(node));
    return [];
  });
  return ranges.length > 0 ? ranges : undefined;
}

function readTimes(reader: YamlReader, field: Field | undefined): Range[] | undefined {
  if (!field?.node) return undefined;
  const ranges = reader.list(field.node, "times", field.key).flatMap((node): Range[] => {
    const owner = startOf(reader, node);
    const fields = reader.fields(node, "an entry of times", owner);
    if (!fields) return [];
    reader.onlyKnown(fields, "an entry of times", ["start_time", "end_time"], strict);
    const start = reader.text(fields.get("start_time"), "start_time");
    const end = reader.text(fields.get("end_time"), "end_time");
    if (!start?.text || !end?.text) {
      reader.error("an entry of times needs both start_time and end_time", owner);
      return [];
    }
    const read = parseTimes(start.text, end.text);
    if (read.ok) return [read.range];
    reader.error(read.message, { from: start.from, to: Math.max(start.to, end.to) });
    return [];
  });
  return ranges.length > 0 ? ranges : undefined;
}

function readLocation(reader: YamlReader, field: Field | undefined): string | undefined {
  const text = reader.text(field, "location");
  if (!text || text.text === "" || text.text === "UTC") return undefined;
  if (isLocation(text.text)) return text.text;
  reader.error(`no place called ${JSON.stringify(text.text)} is known: write it like Europe/Berlin, UTC or Local`, text);
  return undefined;
}
