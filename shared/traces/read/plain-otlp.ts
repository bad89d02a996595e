// Spans of OpenTelemetry's as servers and collectors write them.
import { spanFlags } from "../../model/trace";
import { parentIdOf } from "./ids";
import { isStatus, otlpKind, warningsKey } from "./otlp-span";
import { braces, brackets, comma, nameBytes, type PlainJson } from "./plain-json";
import { type SpanTableWriter, tagTypeNumber } from "./table-writer";

const members = [
  "traceId",
  "spanId",
  "parentSpanId",
  "flags",
  "name",
  "kind",
  "startTimeUnixNano",
  "endTimeUnixNano",
  "attributes",
  "events",
  "links",
  "status",
  "traceState",
  "droppedAttributesCount",
  "droppedEventsCount",
  "droppedLinksCount",
] as const;
const memberNames = members.map(nameBytes);

const eventMembers = ["timeUnixNano", "name", "attributes"] as const;
const eventNames = eventMembers.map(nameBytes);

const statusMembers = ["message", "code"] as const;
const statusNames = statusMembers.map(nameBytes);

const [key, value] = [nameBytes("key"), nameBytes("value")] as const;
const valueNames = ["stringValue", "intValue", "boolValue", "doubleValue"].map(nameBytes);
const valueTypes = [tagTypeNumber("string"), tagTypeNumber("int"), tagTypeNumber("bool"), tagTypeNumber("double")];
const [string, int] = [tagTypeNumber("string"), tagTypeNumber("int")];

/** Adds the span that begins here. What was added of one that is not plain is for the caller to take back. */
export function createPlainOtlp(writer: SpanTableWriter, json: PlainJson): () => void {
  const { texts } = writer;
  const text = (number: number) => texts.texts[number] as string;

  function readAttribute(): void {
    json.sign(braces.open);
    json.name(key);
    const keyNumber = json.text();
    if (text(keyNumber) === warningsKey) json.fail();
    json.sign(comma);
    json.name(value);
    json.sign(braces.open);
    const which = json.nameAmong(valueNames, 0);
    const valueNumber = json.scalar();
    json.sign(braces.close);
    json.sign(braces.close);
    if (json.isPlain) writer.addNumberedTag(keyNumber, valueNumber, valueTypes[which] as number);
  }

  function readAttributes(): void {
    json.sign(brackets.open);
    if (json.has(brackets.close)) return;
    do readAttribute();
    while (json.goesOn(brackets.close));
  }

  function readEvents(): void {
    json.sign(brackets.open);
    if (json.has(brackets.close)) return;
    do readEvent();
    while (json.goesOn(brackets.close));
  }

  function readEvent(): void {
    const from = writer.tagCount;
    let [at, name] = [Number.NaN, 0];
    let read = 0;
    let last = -1;
    json.sign(braces.open);
    do {
      last = json.nameAmong(eventNames, last + 1);
      if (read & (1 << last)) json.fail();
      read |= 1 << last;
      switch (eventMembers[last]) {
        case "timeUnixNano":
          json.instant();
          at = writer.at(json);
          break;
        case "name":
          name = json.text();
          break;
        case "attributes":
          readAttributes();
      }
    } while (json.goesOn(braces.close));
    if (json.isPlain) writer.addEvent(at, name, from);
  }

  const status = { isError: false, isOk: false, message: 0 };

  function readStatus(): void {
    let last = -1;
    let read = 0;
    json.sign(braces.open);
    if (json.has(braces.close)) return;
    do {
      last = json.nameAmong(statusNames, last + 1);
      if (read & (1 << last)) json.fail();
      read |= 1 << last;
      if (statusMembers[last] === "message") status.message = json.text();
      else {
        const code = numberOrText();
        status.isError = isStatus(code, 2, "ERROR");
        status.isOk = isStatus(code, 1, "OK");
      }
    } while (json.goesOn(braces.close));
  }

  /** Of a list of names, which some write as their numbers. */
  function numberOrText(): number | string {
    const said = text(json.scalar());
    if (json.type !== string && json.type !== int) json.fail();
    return json.type === int ? Number(said) : said;
  }

  return () => {
    let [traceId, spanId, parentId, operation, kind] = [0, 0, 0, 0, 0];
    let [start, startSeconds, startNanos, duration] = [Number.NaN, 0, 0, Number.NaN];
    let [tagsFrom, tagsTo] = [writer.tagCount, writer.tagCount];
    let read = 0;
    let last = -1;
    status.isError = status.isOk = false;
    status.message = 0;
    json.sign(braces.open);
    do {
      last = json.nameAmong(memberNames, last + 1);
      // A member that comes twice is not plain.
      if (read & (1 << last)) json.fail();
      read |= 1 << last;
      switch (members[last]) {
        case "traceId":
          traceId = json.id();
          break;
        case "spanId":
          spanId = json.id();
          break;
        case "parentSpanId":
          parentId = json.id();
          break;
        case "name":
          operation = json.text();
          break;
        case "kind":
          kind = otlpKind(numberOrText());
          break;
        case "startTimeUnixNano":
          json.instant();
          if (!json.isPlain) break;
          startSeconds = json.seconds;
          startNanos = json.nanos;
          start = writer.startAt(json);
          break;
        case "endTimeUnixNano":
          json.instant();
          duration = (json.seconds - startSeconds) * 1e9 + (json.nanos - startNanos);
          if (Number.isNaN(start)) json.fail();
          break;
        case "attributes":
          tagsFrom = writer.tagCount;
          readAttributes();
          tagsTo = writer.tagCount;
          break;
        case "events":
          // Their times count from that of a span, and their tags stand behind its own.
          if (Number.isNaN(start)) json.fail();
          else readEvents();
          break;
        case "links":
          json.sign(brackets.open);
          json.sign(brackets.close);
          break;
        case "status":
          readStatus();
          break;
        case "traceState":
          if (json.text() !== 0) json.fail();
          break;
        case "flags":
          json.whole();
          break;
        case "droppedAttributesCount":
        case "droppedEventsCount":
        case "droppedLinksCount":
          if (json.whole() !== 0) json.fail();
      }
    } while (json.goesOn(braces.close));
    if (!json.isPlain) return;
    if (status.isOk) {
      // It is a tag behind the others, where those of events are now.
      if (tagsTo !== writer.tagCount) json.fail();
      writer.addTag("otel.status_code", "OK", string);
      tagsTo = writer.tagCount;
    }
    if (traceId === 0 || spanId === 0 || Number.isNaN(start) || Number.isNaN(duration)) json.fail();
    if (!json.isPlain) return;
    writer.addSpan({
      traceId,
      spanId,
      parentId: texts.number(parentIdOf(text(parentId))),
      service: 0,
      operation,
      kind,
      flags: status.isError ? spanFlags.error : 0,
      start,
      duration,
      process: 0,
      tagsFrom,
      tagsTo,
      statusMessage: status.message,
      scope: 0,
      warnings: 0,
      isSharedHalf: false,
    });
  };
}
