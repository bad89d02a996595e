// Spans of Jaeger's as its servers and its page write them.
import { spanFlags } from "../../model/trace";
import { parentIdOf } from "./ids";
import { instantOf, isPlausible } from "./instants";
import { meaningOf } from "./jaeger-span";
import { braces, brackets, comma, nameBytes, type PlainJson } from "./plain-json";
import { type SpanTableWriter, tagTypeNumber } from "./table-writer";
import { namedType } from "./tag-values";

const members = [
  "traceID",
  "spanID",
  "operationName",
  "references",
  "startTime",
  "duration",
  "tags",
  "logs",
  "processID",
  "warnings",
  "flags",
] as const;
const memberNames = members.map(nameBytes);

const names = {
  key: nameBytes("key"),
  type: nameBytes("type"),
  value: nameBytes("value"),
  refType: nameBytes("refType"),
  traceID: nameBytes("traceID"),
  spanID: nameBytes("spanID"),
  timestamp: nameBytes("timestamp"),
  fields: nameBytes("fields"),
};

const [string, int, double] = [tagTypeNumber("string"), tagTypeNumber("int"), tagTypeNumber("double")];

/** Adds the span that begins here. What was added of one that is not plain is for the caller to take back. */
export function createPlainJaeger(writer: SpanTableWriter, json: PlainJson): () => void {
  const { texts } = writer;
  const text = (number: number) => texts.texts[number] as string;
  /** By the number of the text of a type. */
  const types: number[] = [];
  let key = 0;
  let value = 0;
  let type = 0;

  function readTag(): void {
    json.sign(braces.open);
    json.name(names.key);
    key = json.text();
    json.sign(comma);
    json.name(names.type);
    const said = json.text();
    types[said] ??= namedType(text(said));
    json.sign(comma);
    json.name(names.value);
    value = json.scalar();
    json.sign(braces.close);
    if (json.type === string) type = types[said] as number;
    else type = json.type === int && types[said] === double ? double : json.type;
  }

  function readTags(): void {
    json.sign(brackets.open);
    if (json.has(brackets.close)) return;
    do {
      readTag();
      writer.addNumberedTag(key, value, type);
    } while (json.goesOn(brackets.close));
  }

  /** The parent: the one reference, to a span of the same trace. */
  function readReferences(traceId: number): number {
    json.sign(brackets.open);
    if (json.has(brackets.close)) return 0;
    json.sign(braces.open);
    json.name(names.refType);
    const kind = json.text();
    json.sign(comma);
    json.name(names.traceID);
    const of = json.id();
    json.sign(comma);
    json.name(names.spanID);
    const spanId = json.id();
    json.sign(braces.close);
    json.sign(brackets.close);
    return text(kind) === "CHILD_OF" && of === traceId ? spanId : json.fail();
  }

  function readLogs(): void {
    json.sign(brackets.open);
    if (json.has(brackets.close)) return;
    do {
      json.sign(braces.open);
      json.name(names.timestamp);
      const at = instant(json.whole());
      json.sign(comma);
      json.name(names.fields);
      const from = writer.tagCount;
      const name = readFields();
      json.sign(braces.close);
      writer.addEvent(writer.at(at), name, from);
    } while (json.goesOn(brackets.close));
  }

  /** The name of the log is its field `event`; it is then no field of it any more. */
  function readFields(): number {
    let name = 0;
    json.sign(brackets.open);
    if (json.has(brackets.close)) return name;
    do {
      readTag();
      if (name === 0 && value !== 0 && text(key) === "event") name = value;
      else writer.addNumberedTag(key, value, type);
    } while (json.goesOn(brackets.close));
    return name;
  }

  /** Microseconds of our days. */
  function instant(micros: number) {
    if (!isPlausible(micros / 1e6)) json.fail();
    return instantOf(micros, "microseconds");
  }

  return () => {
    let [traceId, spanId, parentId, operation, process] = [0, 0, 0, 0, 0];
    let [start, duration] = [Number.NaN, Number.NaN];
    let [tagsFrom, tagsTo] = [0, 0];
    let read = 0;
    let last = -1;
    json.sign(braces.open);
    do {
      last = json.nameAmong(memberNames, last + 1);
      // A member that comes twice is not plain.
      if (read & (1 << last)) json.fail();
      read |= 1 << last;
      switch (members[last]) {
        case "traceID":
          traceId = json.id();
          break;
        case "spanID":
          spanId = json.id();
          break;
        case "operationName":
          operation = json.text();
          break;
        case "references":
          parentId = readReferences(traceId);
          break;
        case "startTime":
          start = writer.startAt(instant(json.whole()));
          break;
        case "duration":
          duration = json.whole() * 1000;
          break;
        case "tags":
          tagsFrom = writer.tagCount;
          readTags();
          tagsTo = writer.tagCount;
          break;
        case "logs":
          // The times of events count from that of a span.
          if (Number.isNaN(start)) json.fail();
          else readLogs();
          break;
        case "processID":
          process = json.text();
          break;
        case "warnings":
          if (json.has(brackets.open)) json.sign(brackets.close);
          else json.null();
          break;
        case "flags":
          json.whole();
      }
    } while (json.goesOn(braces.close));
    if (!json.isPlain) return;
    // Without these it is not the usual one; the process may be named at its place in a way of its own.
    if (traceId === 0 || spanId === 0 || Number.isNaN(start) || Number.isNaN(duration)) {
      json.fail();
      return;
    }
    const meaning = meaningOf(writer.table, tagsFrom, tagsTo);
    writer.addSpan({
      traceId,
      spanId,
      parentId: texts.number(parentIdOf(text(parentId))),
      service: 0,
      operation,
      kind: meaning.kind,
      flags: meaning.isError ? spanFlags.error : 0,
      start,
      duration,
      process,
      tagsFrom,
      tagsTo,
      statusMessage: texts.value(meaning.statusMessage),
      scope: texts.number(meaning.scope),
      warnings: 0,
      isSharedHalf: false,
    });
  };
}
