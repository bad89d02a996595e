// Traces as Jaeger's own JSON, which its UI opens. What it has no member for becomes the tags that OpenTelemetry agreed on.
import { spanFlags, spanKinds, type TagType } from "../../model/trace";
import { eventTags, processTags, range, spanTags } from "../span-detail";
import { type SpanTable, type TagRange, tagTypes } from "../span-table";
import { epochNs } from "../summaries";
import { isSameTrace } from "../traces-in";
import { rowsBy } from "./rows-by";

export function* writeJaeger(table: SpanTable, rows: Uint32Array): Generator<string> {
  const text = textIn(table);
  yield '{"data":[';
  let isFirst = true;
  for (const group of rowsBy(rows, (row) => table.traceId[row] as number)) {
    const traceId = JSON.stringify(text(table.traceId[group[0] as number]));
    yield `${isFirst ? "" : ","}\n{"traceID":${traceId},"spans":[`;
    isFirst = false;
    const processes = new Map<string, { id: string; row: number }>();
    for (let index = 0; index < group.length; index++) {
      const row = group[index] as number;
      const says = `${table.process[row]} ${table.service[row]}`;
      const process = processes.get(says) ?? { id: `p${processes.size + 1}`, row };
      processes.set(says, process);
      yield `${index === 0 ? "" : ","}\n${spanText(table, row, process.id)}`;
    }
    yield `],\n"processes":{${[...processes.values()].map(({ id, row }) => `"${id}":${processText(table, row)}`).join(",\n")}}}`;
  }
  yield "\n]}\n";
}

const textIn = (table: SpanTable) => (number: number | undefined) => table.texts[number as number] as string;

const processText = (table: SpanTable, row: number) =>
  `{"serviceName":${JSON.stringify(textIn(table)(table.service[row]))},"tags":[${tagTexts(table, processTags(table, row)).join(",")}]}`;

function spanText(table: SpanTable, row: number, processId: string): string {
  const text = textIn(table);
  const [start, duration] = [table.start[row] as number, table.duration[row] as number];
  const warnings = text(table.warnings[row]);
  const parts = [
    `"traceID":${JSON.stringify(text(table.traceId[row]))}`,
    `"spanID":${JSON.stringify(text(table.spanId[row]))}`,
    `"operationName":${JSON.stringify(text(table.operation[row]))}`,
    `"references":[${referenceTexts(table, row).join(",")}]`,
    ...(Number.isNaN(start) ? [] : [`"startTime":${microsOf(table, start)}`]),
    ...(Number.isNaN(duration) ? [] : [`"duration":${Math.round(duration / 1000)}`]),
    `"tags":[${[...tagTexts(table, spanTags(table, row)), ...agreedTags(table, row)].join(",")}]`,
    `"logs":[${logTexts(table, row).join(",")}]`,
    `"processID":"${processId}"`,
    `"warnings":${warnings === "" ? "null" : JSON.stringify(warnings.split("\n"))}`,
  ];
  return `{${parts.join(",")}}`;
}

/** Digits of microseconds: those of nanoseconds without the last three, which a number could not keep. */
const microsOf = (table: SpanTable, at: number) => String(BigInt(epochNs(table, at)) / 1000n);

function referenceTexts(table: SpanTable, row: number): string[] {
  const text = textIn(table);
  const [traceId, parent] = [text(table.traceId[row]), text(table.parentId[row])];
  const links = range(table.linksOf, row).map((link) => ({
    traceId: text(table.linkTraceId[link]),
    spanId: text(table.linkSpanId[link]),
    kind: text(table.linkKind[link]),
  }));
  // A parent that the span follows from is a link too, and is told by that.
  const isTold = links.some(
    (link) => link.spanId === parent && link.kind === "follows from" && isSameTrace(link.traceId, traceId),
  );
  const childOf = parent !== "" && !isTold ? [{ traceId, spanId: parent, kind: "child of" }] : [];
  return [...childOf, ...links].map(({ traceId: of, spanId, kind }) =>
    JSON.stringify({ refType: refTypeOf(kind), traceID: of, spanID: spanId }),
  );
}

/** A link of OpenTelemetry is one that a span follows from, as Jaeger itself has it. */
const refTypeOf = (kind: string) => (kind === "link" ? "FOLLOWS_FROM" : kind.toUpperCase().replaceAll(" ", "_"));

/** Tags for what stands in columns, where the span does not have them already. */
function agreedTags(table: SpanTable, row: number): string[] {
  const text = textIn(table);
  const { from, to } = spanTags(table, row);
  const has = (key: string) => {
    for (let tag = from; tag < to; tag++) if (text(table.tagKey[tag]) === key) return true;
    return false;
  };
  const tags: string[] = [];
  const add = (key: string, value: string, type: TagType = "string") => {
    if (value !== "" && !has(key)) tags.push(tagText(key, value, type));
  };
  if (table.kind[row] !== 0) add("span.kind", spanKinds[table.kind[row] as number] ?? "");
  if (((table.flags[row] as number) & spanFlags.error) !== 0) add("error", "true", "bool");
  add("otel.status_description", text(table.statusMessage[row]));
  const scope = text(table.scope[row]);
  if (has("otel.library.name")) return tags;
  const blank = scope.lastIndexOf(" ");
  add("otel.scope.name", blank > 0 ? scope.slice(0, blank) : scope);
  if (blank > 0) add("otel.scope.version", scope.slice(blank + 1));
  return tags;
}

const logTexts = (table: SpanTable, row: number) =>
  range(table.eventsOf, row).map((event) => {
    const text = textIn(table);
    const at = table.eventAt[event] as number;
    const name = text(table.eventName[event]);
    const fields = tagTexts(table, eventTags(table, event));
    if (name !== "") fields.unshift(tagText("event", name, "string"));
    return `{${Number.isNaN(at) ? "" : `"timestamp":${microsOf(table, at)},`}"fields":[${fields.join(",")}]}`;
  });

function tagTexts(table: SpanTable, { from, to }: TagRange): string[] {
  const text = textIn(table);
  const tags: string[] = [];
  for (let tag = from; tag < to; tag++) {
    tags.push(tagText(text(table.tagKey[tag]), text(table.tagValue[tag]), tagTypes[table.tagType[tag] as number] ?? "string"));
  }
  return tags;
}

const jaegerTypes: Record<TagType, string> = {
  string: "string",
  bool: "bool",
  int: "int64",
  double: "float64",
  binary: "binary",
  json: "string",
};

const tagText = (key: string, value: string, type: TagType) =>
  `{"key":${JSON.stringify(key)},"type":"${jaegerTypes[type]}","value":${valueText(value, type)}}`;

/** Numbers that a double would change stay text. */
function valueText(value: string, type: TagType): string {
  if (type === "bool" && (value === "true" || value === "false")) return value;
  if ((type === "int" || type === "double") && String(Number(value)) === value && Number.isFinite(Number(value))) return value;
  return JSON.stringify(value);
}
