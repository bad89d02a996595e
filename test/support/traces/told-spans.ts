// What a trace says, in one plain form: of a generated one, as a format can say it, and of one that was read. Both must be equal.
import { spanFlags, spanKinds } from "#shared/model/trace";
import { eventTags, processTags, range, spanTags } from "#shared/traces/span-detail";
import { type SpanTable, type TagRange, type TraceFormat, tagTypes } from "#shared/traces/span-table";
import { epochNs as epochNsOf } from "#shared/traces/summaries";
import { epochNs, type GeneratedTag, type GeneratedTrace, processOf } from "./generated";

export interface ToldSpan {
  id: string;
  parent: string;
  service: string;
  operation: string;
  kind: string;
  startNs: string;
  durationNs: number;
  isError: boolean;
  /** `key=value (type)`, sorted. */
  tags: string[];
  process: string[];
  events: string[];
  links: string[];
}

/** Tags that stand for fields: formats differ in who has which. */
const fieldTags = /^(span\.kind|error|otel\.(status_code|status_description|scope\..*|library\..*))$/;

/** As a server that sends `format` can say it: Jaeger's v1 has whole microseconds, and Zipkin texts only. */
export function expectedSpans(trace: GeneratedTrace, format: TraceFormat): ToldSpan[] {
  const unitNs = format === "otlp" ? 1 : 1000;
  const floor = (ns: number) => Math.floor(ns / unitNs) * unitNs;
  const isZipkin = format === "zipkin";
  const name = (text: string) => (isZipkin ? text.toLowerCase() : text);
  const told = trace.spans.map((span): ToldSpan => {
    const process = processOf(trace, span);
    return {
      id: span.spanId,
      parent: span.parentSpanId ?? "",
      service: name(process.service),
      operation: name(span.operation),
      kind: isZipkin && span.kind === "internal" ? "unset" : span.kind,
      startNs: epochNs(trace, floor(span.startNs)),
      durationNs: isZipkin ? Math.max(1000, floor(span.durationNs)) : floor(span.durationNs),
      isError: span.status === "error",
      tags: expectedTags(span.tags, format),
      process: isZipkin ? [`ipv4=${process.ipv4} (string)`, `port=${process.port} (int)`] : expectedTags(process.tags, format),
      events: span.events
        .map(({ atNs, name, tags }) =>
          [epochNs(trace, floor(atNs)), name, ...(isZipkin ? [] : expectedTags(tags, format))].join(" "),
        )
        .sort(),
      links: isZipkin ? [] : span.links.map(({ traceId, spanId }) => `${traceId} ${spanId}`).sort(),
    };
  });
  return told.sort(byId);
}

function expectedTags(tags: readonly GeneratedTag[], format: TraceFormat): string[] {
  const kept = tags.filter(({ key }) => !fieldTags.test(key));
  return kept.map(({ key, value }) => `${key}=${textOf(value)} (${format === "zipkin" ? "string" : typeOf(value)})`).sort();
}

const textOf = (value: GeneratedTag["value"]) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : String(value);

function typeOf(value: GeneratedTag["value"]): string {
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "double";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "binary";
}

export function readSpans(table: SpanTable, rows: Iterable<number>): ToldSpan[] {
  const text = (number: number | undefined) => table.texts[number as number] ?? "";
  const tagsIn = ({ from, to }: TagRange) => {
    const tags: string[] = [];
    for (let tag = from; tag < to; tag++) {
      const key = text(table.tagKey[tag]);
      // What is said twice, and what a server says of itself, is not of the sender.
      if (fieldTags.test(key) || key === "opentracing.ref_type") continue;
      tags.push(`${key}=${text(table.tagValue[tag])} (${tagTypes[table.tagType[tag] as number]})`);
    }
    return tags.sort();
  };
  const instant = (at: number) => (Number.isNaN(at) ? "untold" : epochNsOf(table, at));
  const told = Array.from(rows, (row): ToldSpan => {
    const parent = text(table.parentId[row]);
    return {
      id: text(table.spanId[row]),
      parent,
      service: text(table.service[row]),
      operation: text(table.operation[row]),
      kind: spanKinds[table.kind[row] as number] ?? "",
      startNs: instant(table.start[row] as number),
      durationNs: table.duration[row] as number,
      isError: ((table.flags[row] as number) & spanFlags.error) !== 0,
      tags: tagsIn(spanTags(table, row)),
      process: tagsIn(processTags(table, row)),
      events: range(table.eventsOf, row)
        .map((event) => {
          const name = text(table.eventName[event]);
          // Jaeger's v1 has names of events among their tags.
          const tags = tagsIn(eventTags(table, event)).filter((tag) => tag !== `event=${name} (string)`);
          return [instant(table.eventAt[event] as number), name, ...tags].join(" ");
        })
        .sort(),
      links: range(table.linksOf, row)
        .map((link) => `${text(table.linkTraceId[link])} ${text(table.linkSpanId[link])}`)
        .sort(),
    };
  });
  return told.sort(byId);
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
