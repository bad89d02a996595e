// Traces as OpenTelemetry's JSON: `{"resourceSpans":[…]}`, what Jaeger's third API answers with and collectors write.
import { spanFlags } from "../../model/trace";
import { refTypeKey, warningsKey } from "../read/otlp-span";
import { eventTags, linkTags, processTags, range, spanTags } from "../span-detail";
import { type SpanTable, type TagRange, tagTypes } from "../span-table";
import { epochNs } from "../summaries";
import { otlpValueText } from "./otlp-value";
import { rowsBy } from "./rows-by";

export function* writeOtlp(table: SpanTable, rows: Uint32Array): Generator<string> {
  const text = textIn(table);
  yield '{"resourceSpans":[';
  let isFirst = true;
  // Spans of one resource and one library together: the order of spans means nothing in this form.
  const groups = rowsBy(rows, (row) => `${table.process[row]} ${table.service[row]} ${table.scope[row]}`);
  for (const group of groups) {
    const row = group[0] as number;
    const service = `{"key":"service.name","value":${otlpValueText(text(table.service[row]), "string")}}`;
    const attributes = [...(table.service[row] === 0 ? [] : [service]), ...attributesIn(table, processTags(table, row))];
    const scope = text(table.scope[row]);
    yield `${isFirst ? "" : ","}\n{"resource":{"attributes":[${attributes.join(",")}]},"scopeSpans":[{${scopeMember(scope)}"spans":[`;
    isFirst = false;
    for (let index = 0; index < group.length; index++)
      yield `${index === 0 ? "" : ","}\n${spanText(table, group[index] as number)}`;
    yield "]}]}";
  }
  yield "\n]}\n";
}

const textIn = (table: SpanTable) => (number: number | undefined) => table.texts[number as number] as string;

/** The version is behind the last blank; without one the whole is the name. */
function scopeMember(scope: string): string {
  if (scope === "") return "";
  const blank = scope.lastIndexOf(" ");
  const parts = blank > 0 ? { name: scope.slice(0, blank), version: scope.slice(blank + 1) } : { name: scope };
  return `"scope":${JSON.stringify(parts)},`;
}

function spanText(table: SpanTable, row: number): string {
  const text = textIn(table);
  const [start, duration] = [table.start[row] as number, table.duration[row] as number];
  const parent = text(table.parentId[row]);
  const parts = [
    `"traceId":${JSON.stringify(text(table.traceId[row]))}`,
    `"spanId":${JSON.stringify(text(table.spanId[row]))}`,
    parent !== "" && `"parentSpanId":${JSON.stringify(parent)}`,
    `"name":${JSON.stringify(text(table.operation[row]))}`,
    table.kind[row] !== 0 && `"kind":${table.kind[row]}`,
    !Number.isNaN(start) && `"startTimeUnixNano":"${epochNs(table, start)}"`,
    !Number.isNaN(start + duration) && `"endTimeUnixNano":"${epochNs(table, start + duration)}"`,
    ...listMember("attributes", spanAttributes(table, row)),
    ...listMember("events", eventTexts(table, row)),
    ...listMember("links", linkTexts(table, row)),
    statusText(table, row),
  ];
  return `{${parts.filter((part) => part !== false).join(",")}}`;
}

const listMember = (name: string, items: string[]) => (items.length === 0 ? [] : [`"${name}":[${items.join(",")}]`]);

const okTag = { key: "otel.status_code", value: "OK" };

function spanAttributes(table: SpanTable, row: number): string[] {
  const attributes = attributesIn(table, spanTags(table, row), (key, value) => key === okTag.key && value === okTag.value);
  const warnings = textIn(table)(table.warnings[row]);
  if (warnings === "") return attributes;
  const values = warnings.split("\n").map((warning) => otlpValueText(warning, "string"));
  return [...attributes, `{"key":"${warningsKey}","value":{"arrayValue":{"values":[${values.join(",")}]}}}`];
}

function statusText(table: SpanTable, row: number): string | false {
  const isError = ((table.flags[row] as number) & spanFlags.error) !== 0;
  const message = textIn(table)(table.statusMessage[row]);
  const code = isError ? 2 : isOk(table, row) ? 1 : 0;
  if (code === 0 && message === "") return false;
  return `"status":${JSON.stringify({ ...(code !== 0 && { code }), ...(message !== "" && { message }) })}`;
}

/** What reading makes of a status that is told to be good. */
function isOk(table: SpanTable, row: number): boolean {
  const text = textIn(table);
  const { from, to } = spanTags(table, row);
  for (let tag = from; tag < to; tag++) {
    if (text(table.tagKey[tag]) === okTag.key && text(table.tagValue[tag]) === okTag.value) return true;
  }
  return false;
}

const eventTexts = (table: SpanTable, row: number) =>
  range(table.eventsOf, row).map((event) => {
    const at = table.eventAt[event] as number;
    const parts = [
      ...(Number.isNaN(at) ? [] : [`"timeUnixNano":"${epochNs(table, at)}"`]),
      `"name":${JSON.stringify(textIn(table)(table.eventName[event]))}`,
      ...listMember("attributes", attributesIn(table, eventTags(table, event))),
    ];
    return `{${parts.join(",")}}`;
  });

const linkTexts = (table: SpanTable, row: number) =>
  range(table.linksOf, row).map((link) => {
    const text = textIn(table);
    const kind = text(table.linkKind[link]);
    const attributes = attributesIn(table, linkTags(table, link));
    if (kind !== "link") attributes.push(`{"key":"${refTypeKey}","value":${otlpValueText(kind.replaceAll(" ", "_"), "string")}}`);
    const parts = [
      `"traceId":${JSON.stringify(text(table.linkTraceId[link]))}`,
      `"spanId":${JSON.stringify(text(table.linkSpanId[link]))}`,
      ...listMember("attributes", attributes),
    ];
    return `{${parts.join(",")}}`;
  });

function attributesIn(
  table: SpanTable,
  { from, to }: TagRange,
  isElse: (key: string, value: string) => boolean = () => false,
): string[] {
  const text = textIn(table);
  const attributes: string[] = [];
  for (let tag = from; tag < to; tag++) {
    const [key, value] = [text(table.tagKey[tag]), text(table.tagValue[tag])];
    if (isElse(key, value)) continue;
    const type = tagTypes[table.tagType[tag] as number] ?? "string";
    attributes.push(`{"key":${JSON.stringify(key)},"value":${otlpValueText(value, type)}}`);
  }
  return attributes;
}
