// Every kind of trace that nobody should send and somebody does. All of it must be read without harm: what can be shown is shown,
// and what is wrong is said.
import type { TraceFormat } from "#shared/traces/span-table";

export interface BrokenTrace {
  name: string;
  /** Absent: of no format that there is. */
  format?: TraceFormat;
  text(): string;
  /** How many spans are read; absent: it is refused, because it is no trace. */
  spans?: number;
  /** Ends in the middle. */
  isCut?: true;
}

const traceID = "0af7651916cd43dd8448eb211c80319c";
/** Microseconds. */
const begin = 1_795_168_800_000_000;

interface Span {
  id: string;
  parent?: string;
  at?: number;
  took?: number;
  name?: string;
  more?: Record<string, unknown>;
}

function jaegerSpan({ id, parent, at = 0, took = 100, name = "work", more = {} }: Span): Record<string, unknown> {
  const references = parent === undefined ? [] : [{ refType: "CHILD_OF", traceID, spanID: parent }];
  const times = { startTime: begin + at, duration: took };
  return { traceID, spanID: id, operationName: name, references, ...times, tags: [], logs: [], processID: "p1", ...more };
}

const processes = { p1: { serviceName: "shop", tags: [] } };

const jaeger = (spans: readonly unknown[], more: Record<string, unknown> = {}): string =>
  JSON.stringify({ data: [{ traceID, spans, processes, ...more }] });

const ofSpans = (name: string, ...spans: Span[]): BrokenTrace => ({
  name,
  format: "jaeger",
  text: () => jaeger(spans.map(jaegerSpan)),
  spans: spans.length,
});

const ofMore = (name: string, more: Record<string, unknown>): BrokenTrace => ofSpans(name, { id: "a1", more });

const tag = (key: string, value: unknown, type = "string") => ({ key, type, value });

const a = "00000000000000a1";
const b = "00000000000000b2";
const c = "00000000000000c3";

const shapes: BrokenTrace[] = [
  ofSpans("a span that is its own parent", { id: a, parent: a }, { id: b, parent: a, at: 10 }),
  ofSpans("two spans that are each other's parent", { id: a, parent: b }, { id: b, parent: a, at: 10 }),
  ofSpans(
    "a circle of three with a tree on it",
    { id: a, parent: c },
    { id: b, parent: a, at: 10 },
    { id: c, parent: b, at: 20 },
    { id: "d4", parent: c, at: 30 },
    { id: "e5", parent: "d4", at: 40 },
  ),
  ofSpans("a circle beside a root", { id: "f6" }, { id: a, parent: b }, { id: b, parent: a }),
  ofSpans("a parent that is not there", { id: a, parent: "dead" }, { id: b, parent: a, at: 10 }),
  ofSpans("parents that are all not there", { id: a, parent: "dead" }, { id: b, parent: "beef", at: 10 }),
  ofSpans("two roots", { id: a }, { id: b, at: 1000 }, { id: c, parent: b, at: 1010 }),
  ofSpans("children before their parents", { id: c, parent: b, at: 20 }, { id: b, parent: a, at: 10 }, { id: a }),
  ofSpans(
    "two spans with one id, and children",
    { id: a },
    { id: b, parent: a },
    { id: b, parent: a, at: 50 },
    { id: c, parent: b },
  ),
  { ...ofSpans("the same span twice", { id: a, took: 7 }, { id: a, took: 7 }), spans: 1 },
  ofSpans("a span without an id", { id: "" }, { id: a, parent: "" }),
  ofSpans(
    "ids of odd lengths, in capitals",
    { id: "A" },
    { id: "0bB", parent: "a", at: 1 },
    { id: `${a}${b}c`, parent: "0BB", at: 2 },
  ),
  ofSpans("ids that are no numbers", { id: "root span" }, { id: "<b>", parent: "root span" }),
  { name: "a chain of 5,000", format: "jaeger", spans: 5000, text: () => jaeger(chain(5000)) },
  {
    name: "5,000 roots",
    format: "jaeger",
    spans: 5000,
    text: () => jaeger(chain(5000).map((span) => ({ ...span, references: [] }))),
  },
];

const times: BrokenTrace[] = [
  ofSpans("a duration of nothing", { id: a, took: 0 }, { id: b, parent: a, took: 0 }),
  ofSpans("a duration below nothing", { id: a, took: -500 }, { id: b, parent: a, at: 10, took: -1 }),
  ofSpans("a span before its parent", { id: a, at: 1000 }, { id: b, parent: a, at: -60_000_000 }),
  ofSpans("a child that lasts longer than its parent", { id: a, took: 10 }, { id: b, parent: a, at: 5, took: 10_000_000 }),
  ofSpans("a span of the year 1970 among others", { id: a }, { id: b, parent: a, more: { startTime: 1234 } }),
  ofSpans("a span a century away", { id: a }, { id: b, parent: a, at: 3_155_760_000_000_000 }),
  ofMore("times in milliseconds", { startTime: begin / 1000, duration: 5 }),
  ofMore("times in nanoseconds", { startTime: begin * 1000, duration: 5_000_000 }),
  ofMore("times in seconds", { startTime: begin / 1_000_000, duration: 1 }),
  ofMore("times as texts", { startTime: String(begin), duration: "100" }),
  ofMore("times with fractions", { startTime: begin + 0.5, duration: 0.25 }),
  ofMore("no times", { startTime: undefined, duration: undefined }),
  ofMore("times that are null", { startTime: null, duration: null }),
  ofMore("times that are words", { startTime: "yesterday", duration: "1.5s" }),
  ofMore("a duration beyond all numbers", { duration: 1e300 }),
];

const hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";

const words: BrokenTrace[] = [
  ofSpans("script in names", { id: a, name: hostile, more: { processID: "p2" } }),
  ofMore("script in tags", { tags: [tag(hostile, hostile), tag("link", "javascript:alert(1)")] }),
  ofMore("signs that turn text around, and control signs", {
    operationName: "a\u202egnp.exe\u0000\u001b[31m\ud800",
    tags: [tag("\u2066k", "\u0007")],
  }),
  ofMore("tags named like parts of an object", {
    tags: ["__proto__", "constructor", "toString", "hasOwnProperty"].map((key) => tag(key, key)),
  }),
  {
    name: "programs named like parts of an object",
    format: "jaeger",
    spans: 2,
    text: () =>
      `{"data":[{"traceID":"${traceID}","spans":[${JSON.stringify(jaegerSpan({ id: a, more: { processID: "__proto__" } }))},${JSON.stringify(jaegerSpan({ id: b, more: { processID: "constructor" } }))}],"processes":{"__proto__":{"serviceName":"shop","tags":[]},"constructor":{"serviceName":"till","tags":[]}}}]}`,
  },
  ofMore("a program that is not there", { processID: "p9" }),
  ofMore("no program", { processID: undefined }),
  ofMore("no name", { operationName: undefined }),
  ofMore("names that are no texts", { operationName: { a: 1 }, spanID: 12, processID: 7 }),
  ofMore("no tags and no logs", { tags: undefined, logs: undefined, references: undefined }),
  ofMore("lists that are null", { tags: null, logs: null, references: null, warnings: null }),
  ofMore("lists that are no lists", { tags: {}, logs: "x", references: 5, warnings: true }),
  ofMore("list entries that are no entries", { tags: [null, 1, "x", [], {}], logs: [null, 3, {}], references: [null, {}, "x"] }),
  ofMore("tags with objects, and without types", {
    tags: [
      { key: "o", value: { deep: [1, { er: null }] } },
      { key: "none" },
      { value: "no key" },
      tag("n", 1, "int64"),
      tag("wrong", "x", "int64"),
    ],
  }),
  ofMore("the same tag twice", { tags: [tag("k", "1"), tag("k", "2")] }),
  ofMore("whole numbers beyond a double", { tags: [tag("big", "9223372036854775807", "int64")] }),
  {
    name: "whole numbers beyond a double, unquoted",
    format: "jaeger",
    spans: 1,
    text: () => jaeger([jaegerSpan({ id: a, more: { tags: [tag("big", "@", "int64")] } })]).replace('"@"', "9223372036854775807"),
  },
  {
    name: "a tag of 10 MB",
    format: "jaeger",
    spans: 1,
    text: () => jaeger([jaegerSpan({ id: a, more: { tags: [tag("big", "x".repeat(10_000_000))] } })]),
  },
  {
    name: "5,000 tags on one span",
    format: "jaeger",
    spans: 1,
    text: () =>
      jaeger([jaegerSpan({ id: a, more: { tags: Array.from({ length: 5000 }, (_, at) => tag(`key-${at}`, at, "int64")) } })]),
  },
  {
    name: "5,000 events on one span, before, in and after it",
    format: "jaeger",
    spans: 1,
    text: () =>
      jaeger([
        jaegerSpan({
          id: a,
          more: {
            logs: Array.from({ length: 5000 }, (_, at) => ({
              timestamp: begin - 10_000 + at,
              fields: [tag("event", `e${at}`)],
            })),
          },
        }),
      ]),
  },
  { name: "a value nested 5,000 deep", format: "jaeger", spans: 1, text: () => nested(5000) },
];

const otlpSpan = (more: Record<string, unknown>) => ({
  traceId: traceID,
  spanId: "b7ad6b7169203331",
  name: "work",
  startTimeUnixNano: "1795168800000000001",
  endTimeUnixNano: "1795168800000100001",
  ...more,
});

const otlpText = (resourceSpans: unknown) => JSON.stringify({ resourceSpans });
const otlp = (name: string, ...spans: Record<string, unknown>[]): BrokenTrace => ({
  name: `OTLP: ${name}`,
  format: "otlp",
  spans: spans.length,
  text: () => otlpText([{ resource: {}, scopeSpans: [{ spans: spans.map(otlpSpan) }] }]),
});

const ofOtlp: BrokenTrace[] = [
  otlp("every zero field is missing", { startTimeUnixNano: undefined, endTimeUnixNano: undefined, name: undefined }),
  otlp("a parent of zeros", { parentSpanId: "0000000000000000" }),
  otlp("ids as base64", { traceId: "CvdlGRbNQ92ESOshHIAxnA==", spanId: "t61rcWkgMzE=" }),
  otlp("kinds and statuses as words", { kind: "SPAN_KIND_SERVER", status: { code: "STATUS_CODE_ERROR" } }),
  otlp("kinds and statuses that there are not", { kind: 77, status: { code: -1, message: 5 } }),
  otlp("times as numbers", { startTimeUnixNano: 1795168800000000000, endTimeUnixNano: 1795168800000100000 }),
  otlp("an end before the start", { endTimeUnixNano: "1795168799000000000" }),
  otlp("an end at 0", { endTimeUnixNano: "0" }),
  otlp("times in microseconds", { startTimeUnixNano: "1795168800000000", endTimeUnixNano: "1795168800000100" }),
  otlp("values of every kind, and of none", {
    attributes: [
      { key: "list", value: { arrayValue: { values: [{ intValue: "1" }, { stringValue: "two" }, {}] } } },
      { key: "map", value: { kvlistValue: { values: [{ key: "__proto__", value: { boolValue: true } }] } } },
      { key: "bytes", value: { bytesValue: "AAEC" } },
      { key: "empty", value: {} },
      { key: "none" },
      { key: "null", value: null },
      { key: "two", value: { stringValue: "a", intValue: "1" } },
    ],
  }),
  {
    name: "OTLP: a resource behind its spans, as sorted keys would not have it",
    format: "otlp",
    spans: 1,
    text: () =>
      `{"resourceSpans":[{"scopeSpans":[{"spans":[${JSON.stringify(otlpSpan({}))}],"scope":{"name":"late"}}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}}]}`,
  },
  {
    name: "OTLP: names with underscores",
    format: "otlp",
    spans: 1,
    text: () =>
      `{"resource_spans":[{"resource":{},"scope_spans":[{"scope":{},"spans":[{"trace_id":"${traceID}","span_id":"b7ad6b7169203331","name":"work","start_time_unix_nano":"1795168800000000001","end_time_unix_nano":"1795168800000100001"}]}]}]}`,
  },
  {
    name: "OTLP: several answers one after the other",
    format: "otlp",
    spans: 2,
    text: () =>
      [a, b]
        .map((spanId) => `{"result":${otlpText([{ resource: {}, scopeSpans: [{ spans: [otlpSpan({ spanId })] }] }])}}`)
        .join("\n"),
  },
  {
    name: "OTLP: lists that are null",
    format: "otlp",
    spans: 1,
    text: () =>
      `{"resourceSpans":[{"resource":null,"scopeSpans":null},{"scopeSpans":[{"spans":null},{"scope":null,"spans":[${JSON.stringify(otlpSpan({ attributes: null, events: null, links: null, status: null }))}]}]}]}`,
  },
];

const zipkinSpan = (more: Record<string, unknown>) => ({
  traceId: traceID,
  id: a,
  name: "get",
  timestamp: begin,
  duration: 100,
  localEndpoint: { serviceName: "shop" },
  ...more,
});
const zipkin = (name: string, ...spans: Record<string, unknown>[]): BrokenTrace => ({
  name: `Zipkin: ${name}`,
  format: "zipkin",
  spans: spans.length,
  text: () => JSON.stringify(spans.map(zipkinSpan)),
});

const ofZipkin: BrokenTrace[] = [
  zipkin("no times yet", { timestamp: undefined, duration: undefined }),
  zipkin("no endpoint", { localEndpoint: undefined }),
  zipkin("an endpoint of nothing", { localEndpoint: null, remoteEndpoint: {}, tags: null, annotations: null }),
  zipkin("both halves of a call", { kind: "CLIENT" }, { kind: "SERVER", shared: true, timestamp: begin + 10, duration: 50 }),
  zipkin("the server's half alone", { kind: "SERVER", shared: true, parentId: b }),
  zipkin("halves that come the wrong way round", { kind: "SERVER", shared: true }, { kind: "CLIENT" }),
  zipkin("one trace with ids of 16 and of 32 digits", {}, { traceId: traceID.slice(16), id: b, parentId: a }),
  zipkin("tags that are no texts", { tags: { a: 1, b: null, c: { d: [] }, error: true } }),
  {
    name: "Zipkin: a tag named __proto__",
    format: "zipkin",
    spans: 1,
    text: () => JSON.stringify([zipkinSpan({})]).replace('"duration"', '"tags":{"__proto__":"x"},"duration"'),
  },
];

const whole = () => jaeger([a, b, c].map((id) => jaegerSpan({ id, name: "wörk — ✂" })));

/** Ends that leave some spans whole. */
const cut: BrokenTrace[] = [
  {
    name: "cut off before the first span",
    format: "jaeger",
    spans: 0,
    isCut: true,
    text: () => `{"data":[{"traceID":"${traceID}","spans":[`,
  },
  {
    name: "cut off within the third span",
    format: "jaeger",
    spans: 2,
    isCut: true,
    text: () => whole().slice(0, whole().lastIndexOf('"duration"')),
  },
  {
    name: "cut off within a text, at its escape",
    format: "jaeger",
    spans: 2,
    isCut: true,
    text: () => `${whole().slice(0, whole().lastIndexOf('"operationName"'))}"operationName":"a\\`,
  },
  {
    name: "cut off behind the spans, before the programs",
    format: "jaeger",
    spans: 3,
    isCut: true,
    text: () => whole().slice(0, whole().indexOf(',"processes"')),
  },
  { name: "cut off before the last brace", format: "jaeger", spans: 3, isCut: true, text: () => whole().slice(0, -1) },
  {
    name: "OTLP: cut off within the second span",
    format: "otlp",
    spans: 1,
    isCut: true,
    text: () => otlpText([{ resource: {}, scopeSpans: [{ spans: [otlpSpan({}), otlpSpan({ spanId: b })] }] }]).slice(0, -60),
  },
  {
    name: "Zipkin: cut off within the second span",
    format: "zipkin",
    spans: 1,
    isCut: true,
    text: () => JSON.stringify([zipkinSpan({}), zipkinSpan({ id: b })]).slice(0, -20),
  },
];

const oneSpan = () => jaeger([jaegerSpan({ id: a })]);

const wrapped: BrokenTrace[] = [
  { name: "a mark of the byte order before it", format: "jaeger", spans: 1, text: () => `\ufeff${oneSpan()}` },
  {
    name: "blanks and line ends around it",
    format: "jaeger",
    spans: 1,
    text: () => `\n\n  ${JSON.stringify(JSON.parse(oneSpan()), undefined, 2)}\r\n\n`,
  },
  { name: "a bare trace", format: "jaeger", spans: 1, text: () => oneSpan().slice('{"data":['.length, -2) },
  { name: "a bare list of traces", format: "jaeger", spans: 1, text: () => oneSpan().slice('{"data":'.length, -1) },
  {
    name: "programs before the spans",
    format: "jaeger",
    spans: 1,
    text: () => JSON.stringify({ data: [{ processes, traceID, spans: [jaegerSpan({ id: a })] }] }),
  },
  { name: "keys written with escapes", format: "jaeger", spans: 1, text: () => oneSpan().replace('"spans"', '"sp\\u0061ns"') },
  {
    name: "texts that look like structure",
    format: "jaeger",
    spans: 1,
    text: () => jaeger([jaegerSpan({ id: a, name: '"}],"spans":[{"traceID":"x' })]),
  },
  {
    name: "Jaeger's answer with an error beside it",
    format: "jaeger",
    spans: 1,
    text: () => `${oneSpan().slice(0, -1)},"errors":[{"code":500,"msg":"half of it","traceID":"${traceID}"}]}`,
  },
  {
    name: "a Jaeger without traces",
    format: "jaeger",
    spans: 0,
    text: () => '{"data":[],"total":0,"limit":0,"offset":0,"errors":null}',
  },
  { name: "a Jaeger with nothing for traces", format: "jaeger", spans: 0, text: () => '{"data":null}' },
  { name: "an OTLP answer of nothing", format: "otlp", spans: 0, text: () => '{"result":{}}' },
  { name: "an empty list", format: "zipkin", spans: 0, text: () => "[]" },
];

const noTraces: BrokenTrace[] = [
  ["nothing", ""],
  ["blanks", "  \n "],
  ["an HTML page", "<!doctype html><html><title>Jaeger UI</title><script>alert(1)</script></html>"],
  ["a text", "404 page not found\n"],
  ["a number", "42"],
  ["null", "null"],
  ["an object of something else", '{"status":"success","data":{"resultType":"vector","result":[]}}'],
  ["a list of something else", '[{"id":1,"name":"x"}]'],
  ["a list of numbers", "[1,2,3]"],
  ["Jaeger's refusal", '{"data":null,"total":0,"limit":0,"offset":0,"errors":[{"code":404,"msg":"trace not found"}]}'],
  ["the newer Jaeger's refusal", '{"error":{"httpCode":404,"message":"No traces found"}}'],
  ["YAML", "receivers:\n  otlp:\n"],
  ["bytes of a picture", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR"],
  ["braces without an end", "{".repeat(10_000)],
  ["brackets without an end", "[".repeat(10_000)],
].map(([name = "", text = ""]) => ({ name: `no trace: ${name}`, text: () => text }));

export const brokenTraces: readonly BrokenTrace[] = [
  ...shapes,
  ...times,
  ...words,
  ...ofOtlp,
  ...ofZipkin,
  ...cut,
  ...wrapped,
  ...noTraces,
];

function chain(length: number): Record<string, unknown>[] {
  return Array.from({ length }, (_, at) =>
    jaegerSpan({ id: `c${at}`, ...(at > 0 && { parent: `c${at - 1}` }), at, took: 2 * (length - at) }),
  );
}

/** Written by hand: `JSON.stringify` itself gives up on it. */
const nested = (depth: number): string =>
  jaeger([jaegerSpan({ id: a, more: { tags: [tag("deep", "@")] } })]).replace('"@"', "[".repeat(depth) + "]".repeat(depth));
