// Spans as OpenTelemetry's JSON has them (`/api/v3` of Jaeger, a collector's file exporter), in either spelling of its names.
// Every member that is zero or empty may be missing.
import { spanFlags, spanKinds } from "../../model/trace";
import { type ReadContext, withoutId } from "./context";
import { otlpIdOf, parentIdOf } from "./ids";
import { isObject, type JsonObject, listOf, member, textOf } from "./json-values";
import { kindOf } from "./kind";
import { instantOfNanos, timesOfNanos } from "./span-times";
import { type SpanTableWriter, tagTypeNumber } from "./table-writer";
import { addOtlpTags, otlpValue } from "./tag-values";

/** Under this key a Jaeger keeps the warnings of a span that it got in another form. */
export const warningsKey = "@jaeger@warnings";

/** What a reference of Jaeger's was, where it was made a link. */
export const refTypeKey = "opentracing.ref_type";

/** Service, process and scope stand around the span, maybe behind it: they are filled in later. */
export function addOtlpSpan({ writer, problems }: ReadContext, span: JsonObject, at: number): void {
  const spanId = otlpIdOf(member(span, "spanId", "span_id"));
  if (spanId === "") problems.note(withoutId, at);
  const { texts } = writer;
  const { start, duration } = timesOfNanos(
    member(span, "startTimeUnixNano", "start_time_unix_nano"),
    member(span, "endTimeUnixNano", "end_time_unix_nano"),
    writer,
    problems,
    at,
  );
  const warnings: string[] = [];
  const tagsFrom = addOtlpTags(writer, span.attributes, (key, value) => {
    if (key !== warningsKey) return false;
    warnings.push(...warningTexts(value));
    return true;
  });
  const state = textOf(member(span, "traceState", "trace_state"));
  if (state !== "") writer.addTag("w3c.tracestate", state, tagTypeNumber("string"));
  const status = isObject(span.status) ? span.status : {};
  if (isStatus(status.code, 1, "OK")) writer.addTag("otel.status_code", "OK", tagTypeNumber("string"));
  const tagsTo = writer.tagCount;
  addEvents(writer, span, problems, at);
  addLinks(writer, span);
  warnings.push(...droppedOf(span));
  const told = [...new Set(warnings)].join("\n");
  writer.addSpan({
    traceId: texts.number(otlpIdOf(member(span, "traceId", "trace_id"))),
    spanId: texts.number(spanId),
    parentId: texts.number(parentIdOf(otlpIdOf(member(span, "parentSpanId", "parent_span_id")))),
    service: 0,
    operation: texts.number(textOf(span.name)),
    kind: otlpKind(span.kind),
    flags: isStatus(status.code, 2, "ERROR") ? spanFlags.error : 0,
    start,
    duration,
    process: 0,
    tagsFrom,
    tagsTo,
    statusMessage: texts.value(textOf(status.message)),
    scope: 0,
    warnings: texts.value(told),
    isSharedHalf: false,
  });
}

/** What stands around spans: the service is one of the attributes of the resource. */
export function addResource(writer: SpanTableWriter, resource: unknown): { process: number; service: number } {
  let service = "";
  const attributes = isObject(resource) ? resource.attributes : undefined;
  const from = addOtlpTags(writer, attributes, (key, value) => {
    if (key !== "service.name") return false;
    service = otlpValue(value).text;
    return true;
  });
  return { process: writer.addProcess(from), service: writer.texts.number(service) };
}

/** The name of a library and its version. */
export function scopeText(scope: unknown): string {
  if (!isObject(scope)) return "";
  const [name, version] = [textOf(scope.name), textOf(scope.version)];
  return version === "" ? name : `${name} ${version}`;
}

function addEvents(writer: SpanTableWriter, span: JsonObject, problems: ReadContext["problems"], at: number): void {
  for (const event of listOf(span.events)) {
    if (!isObject(event)) continue;
    const from = addOtlpTags(writer, event.attributes);
    writer.addEvent(
      instantOfNanos(member(event, "timeUnixNano", "time_unix_nano"), writer, problems, at),
      writer.texts.value(textOf(event.name)),
      from,
    );
  }
}

function addLinks(writer: SpanTableWriter, span: JsonObject): void {
  for (const link of listOf(span.links)) {
    if (!isObject(link)) continue;
    let kind = "link";
    const from = addOtlpTags(writer, link.attributes, (key, value) => {
      if (key !== refTypeKey) return false;
      kind = otlpValue(value).text.replaceAll("_", " ") || kind;
      return true;
    });
    const traceId = otlpIdOf(member(link, "traceId", "trace_id"));
    writer.addLink(traceId, otlpIdOf(member(link, "spanId", "span_id")), kind, from);
  }
}

/** A number, or its name: `2`, `SPAN_KIND_SERVER`. */
export function otlpKind(kind: unknown): number {
  if (typeof kind === "number") return Number.isInteger(kind) && kind > 0 && kind < spanKinds.length ? kind : 0;
  const name = textOf(kind).replace("SPAN_KIND_", "");
  return kindOf(name);
}

export const isStatus = (code: unknown, number: number, name: string) =>
  code === number || (typeof code === "string" && code.replace("STATUS_CODE_", "") === name);

function warningTexts(value: unknown): string[] {
  const list = isObject(value) ? member(value, "arrayValue", "array_value") : undefined;
  const texts = isObject(list) ? listOf(list.values) : [value];
  return texts.map((text) => otlpValue(text).text).filter((text) => text !== "");
}

const dropped = [
  ["attributes", "droppedAttributesCount", "dropped_attributes_count"],
  ["events", "droppedEventsCount", "dropped_events_count"],
  ["links", "droppedLinksCount", "dropped_links_count"],
] as const;

/** A tracer keeps so many of each, and says how many more there were. */
function droppedOf(span: JsonObject): string[] {
  return dropped.flatMap(([what, ...names]) => {
    const count = Number(member(span, ...names) ?? 0);
    return count > 0 ? [`The tracer left out ${count} ${count === 1 ? what.slice(0, -1) : what}.`] : [];
  });
}
