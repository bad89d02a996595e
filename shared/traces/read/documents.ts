// Where spans stand in the documents that are read: Jaeger's answers and files, OpenTelemetry's in all their wrappings, Zipkin's
// lists, and files with a span or a trace a line. Which of them it is shows by the names of members as they come.
import type { TraceFormat } from "../span-table";
import type { ReadContext } from "./context";
import { idOf } from "./ids";
import { addJaegerProcess, addJaegerSpan, warningsOf } from "./jaeger-span";
import { isObject, type JsonObject, member } from "./json-values";
import { addOtlpSpan, addResource, scopeText } from "./otlp-span";
import type { ListPlace, ObjectPlace, Place } from "./place";
import { createPlainSpans } from "./plain-spans";
import { addZipkinSpan } from "./zipkin-span";

export interface Documents {
  root: Place;
  /** What was seen beside spans. */
  seen: {
    format: TraceFormat | undefined;
    /** What it looks like where no span is in it. */
    guess: TraceFormat | undefined;
    /** Members of unknown names, and values where an object should be: of a document without spans they tell what it is. */
    strangers: Set<string>;
    /** What a server said in place of an answer. */
    error: string | undefined;
  };
}

const spanMembers = ["spanID", "parentSpanID", "operationName", "references", "startTime", "logs", "processID", "process"];
const zipkinMembers = [
  "id",
  "traceId",
  "parentId",
  "name",
  "kind",
  "timestamp",
  "annotations",
  "localEndpoint",
  "remoteEndpoint",
];
const commonMembers = ["traceID", "duration", "tags", "shared", "debug", "warnings", "processes", "errors", "error"];
/** Members of answers that say nothing of spans, and of documents with nothing in them. */
const knownBeside = new Set(["total", "limit", "offset", "metrics", "schemaUrl", "schema_url", "flags"]);

export function createDocuments(context: ReadContext): Documents {
  const { writer, problems } = context;
  const { texts } = writer;
  const seen: Documents["seen"] = { format: undefined, guess: undefined, strangers: new Set(), error: undefined };

  function take(format: TraceFormat): void {
    seen.format ??= format;
    writer.format = seen.format;
  }

  function takeSpan(value: unknown, at: number): void {
    const format = isObject(value) ? formatOf(value) : undefined;
    if (!isObject(value) || !format) {
      problems.note("Something that is no span stands in a list of spans.", at);
      return;
    }
    take(format);
    addSpan[format](context, value, at);
  }

  const guess = (format: TraceFormat) => {
    seen.guess ??= format;
  };

  const plain = createPlainSpans(context);
  /** Of the format that the spans before had: the first of all is parsed. */
  const takePlain = (bytes: Uint8Array, at: number) => (seen.format && plain[seen.format]?.(bytes, at)) ?? -1;

  const span: Place = { take: takeSpan, plain: takePlain };

  // --- OpenTelemetry: resources with scopes with spans; what they are may stand behind what is in them ---

  let firstOfScope = 0;
  const scope: ObjectPlace = {
    enters: new Map([["spans", { list: { items: span } }]]),
    keeps: new Set(["scope", "instrumentationLibrary", "instrumentation_library"]),
    begins() {
      firstOfScope = writer.count;
    },
    ends(kept) {
      const name = scopeText(kept.get("scope") ?? kept.get("instrumentationLibrary") ?? kept.get("instrumentation_library"));
      writer.table.scope.fill(texts.number(name), firstOfScope, writer.count);
    },
  };
  const scopes: Place = { list: { items: { object: scope } } };

  let firstOfResource = 0;
  const resource: ObjectPlace = {
    enters: new Map([
      ["scopeSpans", scopes],
      ["scope_spans", scopes],
      ["instrumentationLibrarySpans", scopes],
      ["instrumentation_library_spans", scopes],
    ]),
    keeps: new Set(["resource"]),
    begins() {
      firstOfResource = writer.count;
    },
    ends(kept) {
      if (writer.count === firstOfResource) return;
      const { process, service } = addResource(writer, kept.get("resource"));
      writer.table.process.fill(process, firstOfResource, writer.count);
      writer.table.service.fill(service, firstOfResource, writer.count);
    },
  };
  const resources: Place = { list: { items: { object: resource }, begins: () => take("otlp") } };

  // --- Anything else: a wrapping, a Jaeger trace, or a span; all of them may be in lists, and in each other ---

  const anything: Place = { take: (value) => takeStranger(value) };
  const inList: Place = { ...anything };
  const inListOfLists: Place = { ...anything };
  const result: Place = { ...anything };
  const anyList: Place = { list: { items: inList } };
  /** The objects that are open: where their spans begin, and whether they have a list of their own. */
  const open: { first: number; hasSpans: boolean }[] = [];
  const spans: ListPlace = {
    items: span,
    begins() {
      guess("jaeger");
      for (const trace of open.slice(-1)) trace.hasSpans = true;
    },
  };

  const object: ObjectPlace = {
    enters: new Map<string, Place>([
      ["data", anyList],
      ["traces", anyList],
      ["trace", anything],
      ["result", result],
      ["_source", anything],
      ["spans", { list: spans }],
      ["resourceSpans", resources],
      ["resource_spans", resources],
      ["batches", resources],
    ]),
    keeps: new Set([...spanMembers, ...zipkinMembers, ...commonMembers]),
    begins() {
      open.push({ first: writer.count, hasSpans: false });
    },
    passes(key) {
      if (!knownBeside.has(key)) addStranger(key);
    },
    ends(kept, at) {
      const ended = open.pop();
      if (ended?.hasSpans) endTrace(kept, ended.first);
      else if (kept.has("spanID") || (kept.has("id") && kept.has("traceId"))) endSpan(kept, at);
      else if (kept.has("error") || kept.has("errors")) seen.error ??= errorText(kept.get("error"), kept.get("errors"));
      else for (const key of kept.keys()) addStranger(key);
    },
  };
  anything.object = object;
  result.object = {
    ...object,
    begins() {
      guess("otlp");
      object.begins?.();
    },
  };
  inList.object = object;
  inList.list = { items: inListOfLists };
  inListOfLists.object = object;
  const root: Place = { ...anything, list: { items: inList, begins: () => guess("zipkin") } };

  function takeStranger(value: unknown): void {
    addStranger(value === null ? "null" : Array.isArray(value) ? "a list" : typeof value);
  }

  /** A few tell what it is; a file of something else may have millions. */
  function addStranger(name: string): void {
    if (seen.strangers.size < 100) seen.strangers.add(name);
  }

  /** Jaeger's trace: its spans name their processes, which may stand before or behind them. */
  function endTrace(kept: ReadonlyMap<string, unknown>, first: number): void {
    if (seen.format !== undefined && seen.format !== "jaeger") return;
    take("jaeger");
    const traceId = idOf(kept.get("traceID"));
    const warnings = warningsOf(kept.get("warnings"));
    if (warnings !== "") problems.note(`The source warns of trace ${traceId}: ${warnings}`);
    nameProcesses(kept.get("processes"), first);
    const { table } = writer;
    for (let row = first; row < table.count; row++) if (table.traceId[row] === 0) table.traceId[row] = texts.number(traceId);
  }

  function nameProcesses(processes: unknown, first: number): void {
    const { table } = writer;
    const known = new Map<number, { process: number; service: number }>();
    for (let row = first; row < table.count; row++) {
      const name = table.process[row] as number;
      let found = known.get(name);
      if (!found) {
        const process = isObject(processes) ? member(processes, texts.texts[name] as string) : undefined;
        if (!isObject(process)) problems.note("The part of the text that tells which service a span is of is missing.");
        found = isObject(process) ? addJaegerProcess(writer, process) : { process: 0, service: 0 };
        known.set(name, found);
      }
      table.process[row] = found.process;
      table.service[row] = found.service;
    }
  }

  /** A span that stands alone in a list or on a line. Behind it come others: they are taken whole, which is faster. */
  function endSpan(kept: ReadonlyMap<string, unknown>, at: number): void {
    const span: JsonObject = Object.fromEntries(kept);
    const before = writer.count;
    takeSpan(span, at);
    if (!Object.hasOwn(span, "spanID")) {
      for (const place of [inList, inListOfLists]) place.object = undefined;
      for (const place of [inList, inListOfLists]) {
        place.take = takeSpan;
        place.plain = takePlain;
      }
    } else if (writer.count > before) nameOwnProcess(span, before);
  }

  /** A span of Jaeger's that brings its process along, as its stores keep them. */
  function nameOwnProcess({ process, processID }: JsonObject, row: number): void {
    const found = isObject(process) ? addJaegerProcess(writer, process) : undefined;
    if (!found && processID !== undefined) return;
    writer.table.process[row] = found?.process ?? 0;
    writer.table.service[row] = found?.service ?? 0;
  }

  return { root, seen };
}

const addSpan = { jaeger: addJaegerSpan, otlp: addOtlpSpan, zipkin: addZipkinSpan };

/** Names that a span of each format has, and no other one's; the ids first, which all should have. */
const tellingNames: readonly (readonly [string, TraceFormat])[] = [
  ["spanID", "jaeger"],
  ["spanId", "otlp"],
  ["span_id", "otlp"],
  ["id", "zipkin"],
  ["operationName", "jaeger"],
  ["startTime", "jaeger"],
  ["startTimeUnixNano", "otlp"],
  ["start_time_unix_nano", "otlp"],
  ["localEndpoint", "zipkin"],
  ["timestamp", "zipkin"],
];

const formatOf = (span: JsonObject) => tellingNames.find(([name]) => Object.hasOwn(span, name))?.[1];

/** `{code, message}`, `{httpCode, message}`, a list of `{code, msg}`, or a text. */
function errorText(error: unknown, errors: unknown): string | undefined {
  const first = Array.isArray(errors) ? errors[0] : error;
  if (typeof first === "string") return first;
  if (!isObject(first)) return undefined;
  const text = member(first, "message", "msg");
  return typeof text === "string" && text !== "" ? text : undefined;
}
