// Spans as Jaeger's own JSON has them (its UI's files, and `/api/traces` of the first API).
import { spanFlags } from "../../model/trace";
import type { SpanTable } from "../span-table";
import { type ReadContext, withoutId } from "./context";
import { idOf, paddedId, parentIdOf } from "./ids";
import { isObject, type JsonObject, listOf, member, textOf } from "./json-values";
import { kindOf } from "./kind";
import { instantOfMicros, timesOfMicros } from "./span-times";
import type { SpanTableWriter } from "./table-writer";
import { addJaegerTags } from "./tag-values";

/** The process of a span is known later: until then its column has the number of the text that names it. */
export function addJaegerSpan({ writer, problems }: ReadContext, span: JsonObject, at: number): void {
  const spanId = idOf(span.spanID);
  if (spanId === "") problems.note(withoutId, at);
  const { texts } = writer;
  const traceId = idOf(span.traceID);
  const { start, duration } = timesOfMicros(span.startTime, span.duration, writer, problems, at);
  const tagsFrom = addJaegerTags(writer, span.tags);
  const tagsTo = writer.tagCount;
  const meaning = meaningOf(writer.table, tagsFrom, tagsTo);
  for (const log of listOf(span.logs)) if (isObject(log)) addLog(writer, log);
  const parentId = addReferences(writer, span, traceId);
  writer.addSpan({
    traceId: texts.number(traceId),
    spanId: texts.number(spanId),
    parentId: texts.number(parentId),
    service: 0,
    operation: texts.number(textOf(span.operationName)),
    kind: meaning.kind,
    flags: meaning.isError ? spanFlags.error : 0,
    start,
    duration,
    process: texts.number(textOf(span.processID)),
    tagsFrom,
    tagsTo,
    statusMessage: texts.value(meaning.statusMessage),
    scope: texts.number(meaning.scope),
    warnings: texts.value(warningsOf(span.warnings)),
    isSharedHalf: false,
  });
}

export const warningsOf = (warnings: unknown): string => listOf(warnings).map(textOf).join("\n");

/** The tags of a process, but those that say which service it is: `serviceName` does. */
export function addJaegerProcess(writer: SpanTableWriter, process: JsonObject): { process: number; service: number } {
  const from = addJaegerTags(writer, process.tags);
  return { process: writer.addProcess(from), service: writer.texts.number(textOf(process.serviceName)) };
}

export interface Meaning {
  kind: number;
  isError: boolean;
  statusMessage: string;
  scope: string;
}

/** What tags say by agreement: Jaeger's own spans, and OpenTelemetry's written as Jaeger's. */
export function meaningOf({ tagKey, tagValue, texts }: SpanTable, from: number, to: number): Meaning {
  const meaning: Meaning = { kind: 0, isError: false, statusMessage: "", scope: "" };
  let version = "";
  for (let tag = from; tag < to; tag++) {
    const value = texts[tagValue[tag] as number] as string;
    switch (texts[tagKey[tag] as number]) {
      case "span.kind":
        meaning.kind = kindOf(value);
        break;
      case "error":
        if (value === "true") meaning.isError = true;
        break;
      case "otel.status_code":
        if (value === "ERROR") meaning.isError = true;
        break;
      case "otel.status_description":
        meaning.statusMessage = value;
        break;
      case "otel.scope.name":
      case "otel.library.name":
        meaning.scope = value;
        break;
      case "otel.scope.version":
      case "otel.library.version":
        version = value;
    }
  }
  if (version !== "" && meaning.scope !== "") meaning.scope += ` ${version}`;
  return meaning;
}

/** A log is named by its field `event`, where it has one: that is then no field of it any more. */
function addLog(writer: SpanTableWriter, log: JsonObject): void {
  const fields = listOf(log.fields);
  const naming = fields.findIndex((field) => isObject(field) && field.key === "event" && textOf(field.value) !== "");
  const name = naming === -1 ? "" : textOf((fields[naming] as JsonObject).value);
  const from = addJaegerTags(writer, naming === -1 ? fields : fields.toSpliced(naming, 1));
  writer.addEvent(instantOfMicros(log.timestamp, writer), writer.texts.value(name), from);
}

/**
 * The parent: the first span of the same trace that this is a child of, else the first that it follows from. All others are links;
 * so is a parent that it follows from, because nothing else would say that it is one of that kind.
 */
function addReferences(writer: SpanTableWriter, span: JsonObject, traceId: string): string {
  const references = listOf(span.references).filter(isObject);
  const isOwn = (reference: JsonObject) => {
    const of = idOf(reference.traceID);
    return of === "" || of === traceId || paddedId(of) === paddedId(traceId);
  };
  const parent =
    references.find((reference) => isOwn(reference) && !followsFrom(reference)) ??
    references.find((reference) => isOwn(reference) && followsFrom(reference));
  for (const reference of references) {
    if (reference === parent && !followsFrom(reference)) continue;
    const kind = followsFrom(reference) ? "follows from" : linkKindOf(reference.refType);
    const of = idOf(reference.traceID);
    writer.addLink(of === "" ? traceId : of, idOf(reference.spanID), kind, writer.tagCount);
  }
  return parentIdOf(idOf(parent ? parent.spanID : member(span, "parentSpanID", "parentSpanId")));
}

const followsFrom = (reference: JsonObject) => reference.refType === "FOLLOWS_FROM";

/** `CHILD_OF` as "child of". */
const linkKindOf = (type: unknown) => textOf(type).toLowerCase().replaceAll("_", " ") || "link";
