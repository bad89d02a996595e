// Spans as Zipkin's second API has them.
import { spanFlags } from "../../model/trace";
import { type ReadContext, withoutId } from "./context";
import { idOf, parentIdOf } from "./ids";
import { isObject, type JsonObject, listOf, textOf } from "./json-values";
import { kindOf } from "./kind";
import { instantOfMicros, timesOfMicros } from "./span-times";
import { type SpanTableWriter, type TagTypeNumber, tagTypeNumber } from "./table-writer";

const string = tagTypeNumber("string");

export function addZipkinSpan({ writer, problems }: ReadContext, span: JsonObject, at: number): void {
  const spanId = idOf(span.id);
  if (spanId === "") problems.note(withoutId, at);
  if (Array.isArray(span.binaryAnnotations)) {
    problems.note("Spans of Zipkin's first API were read without their service and tags; ask its `/api/v2` instead.", at);
  }
  const { texts } = writer;
  // A time of zero is Zipkin's way to say that it is not known.
  const { start, duration } = timesOfMicros(span.timestamp || undefined, span.duration || undefined, writer, problems, at);
  const process = addEndpoint(writer, span.localEndpoint);
  const tagsFrom = writer.tagCount;
  const tags = isObject(span.tags) ? Object.entries(span.tags) : [];
  for (const [key, value] of tags) writer.addTag(key, textOf(value), string);
  addRemote(writer, span.remoteEndpoint);
  const tagsTo = writer.tagCount;
  for (const annotation of listOf(span.annotations)) {
    if (!isObject(annotation)) continue;
    const name = texts.value(textOf(annotation.value));
    writer.addEvent(instantOfMicros(annotation.timestamp, writer), name, writer.tagCount);
  }
  writer.addSpan({
    traceId: texts.number(idOf(span.traceId)),
    spanId: texts.number(spanId),
    parentId: texts.number(parentIdOf(idOf(span.parentId))),
    service: texts.number(serviceOf(span.localEndpoint)),
    operation: texts.number(textOf(span.name)),
    kind: kindOf(span.kind),
    // Its presence says that the call failed, whatever its text.
    flags: tags.some(([key]) => key === "error") ? spanFlags.error : 0,
    start,
    duration,
    process,
    tagsFrom,
    tagsTo,
    statusMessage: 0,
    scope: 0,
    warnings: 0,
    isSharedHalf: span.shared === true,
  });
}

const serviceOf = (endpoint: unknown) => (isObject(endpoint) ? textOf(endpoint.serviceName) : "");

function addEndpoint(writer: SpanTableWriter, endpoint: unknown): number {
  const from = writer.tagCount;
  addAddress(writer, endpoint, "");
  return writer.addProcess(from);
}

/** The far side, under the names that OpenTracing gave it. */
function addRemote(writer: SpanTableWriter, endpoint: unknown): void {
  const service = serviceOf(endpoint);
  if (service !== "") writer.addTag("peer.service", service, string);
  addAddress(writer, endpoint, "peer.");
}

const addressParts: readonly (readonly [string, TagTypeNumber])[] = [
  ["ipv4", string],
  ["ipv6", string],
  ["port", tagTypeNumber("int")],
];

function addAddress(writer: SpanTableWriter, endpoint: unknown, prefix: string): void {
  if (!isObject(endpoint)) return;
  for (const [key, type] of addressParts) {
    const text = textOf(endpoint[key]);
    if (text !== "" && text !== "0") writer.addTag(`${prefix}${key}`, text, type);
  }
}
