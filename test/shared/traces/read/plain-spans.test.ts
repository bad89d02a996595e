// What is read straight out of bytes says the same as what is parsed: in pieces of a few bytes no span is whole, so all are parsed.
import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { createTraceReading } from "#shared/traces/read/index";
import { createRandom, type Random } from "../../../support/random-numbers";
import { generateTrace, jaegerJson, otlpJson, zipkinJson } from "../../../support/traces/generator";
import { plainSpans } from "../../../support/traces/plain-spans";

function told(bytes: Uint8Array, pieceLength: number): unknown {
  const reading = createTraceReading();
  for (let from = 0; from < bytes.length; from += pieceLength) reading.push(bytes.slice(from, from + pieceLength));
  try {
    const { table, problems, isCut } = reading.end();
    return { spans: plainSpans(table), format: table.format, problems, isCut };
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}

const rounds = 150;

const bytesOf = (text: string) => new TextEncoder().encode(text);

const trace = generateTrace({ seed: 5, spans: 14, links: 2, orphans: 1, errors: 0.2 });
const formats = [
  { name: "Jaeger JSON", text: jaegerJson([trace]) },
  { name: "OTLP JSON", text: otlpJson([trace], { isAnswer: true }) },
  { name: "Zipkin JSON", text: zipkinJson([trace], { sharesIds: true }) },
];

describe.each(formats)("$name", ({ text }) => {
  test("says the same read whole and in pieces", () => {
    const bytes = bytesOf(text);
    const parsed = told(bytes, 40);
    for (const length of [bytes.length, 3000, 1021]) expect(told(bytes, length)).toEqual(parsed);
  });

  test("says the same where it is written over lines", () => {
    const bytes = bytesOf(JSON.stringify(JSON.parse(text), null, "\t"));
    expect(told(bytes, bytes.length)).toEqual(told(bytes, 40));
  });

  test("says the same with words of it changed to what nobody expects", () => {
    const random = createRandom(7);
    for (let round = 0; round < rounds; round++) {
      const bytes = bytesOf(withChanges(random, text));
      expect(told(bytes, bytes.length)).toEqual(told(bytes, 60));
    }
  });

  test("says the same with bytes of it changed", () => {
    const random = createRandom(8);
    for (let round = 0; round < rounds; round++) {
      const bytes = bytesOf(text);
      for (let times = random.whole(1, 3); times > 0; times--) bytes[random.whole(0, bytes.length - 1)] = random.pick(signs);
      expect(told(bytes, bytes.length)).toEqual(told(bytes, 60));
    }
  });
});

const ids = { traceID: "ab", spanID: "c1", operationName: "GET", startTime: 1795168800000000, duration: 5, processID: "p1" };
const otlpIds = {
  traceId: "ab",
  spanId: "c1",
  startTimeUnixNano: "1795168800085067001",
  endTimeUnixNano: "1795168800085067009",
};

test.each([
  { name: "a whole number that is called a float", span: { ...ids, tags: [{ key: "a", type: "float64", value: 2 }] } },
  { name: "a number of an unknown type", span: { ...ids, tags: [{ key: "a", type: "what", value: 2.5 }] } },
  { name: "a fact called a string", span: { ...ids, tags: [{ key: "error", type: "string", value: true }] } },
  { name: "a tag without a value", span: { ...ids, tags: [{ key: "a", type: "string", value: null }] } },
  {
    name: "a reference into another trace",
    span: { ...ids, references: [{ refType: "CHILD_OF", traceID: "cd", spanID: "c2" }] },
  },
  { name: "a span that follows", span: { ...ids, references: [{ refType: "FOLLOWS_FROM", traceID: "ab", spanID: "c2" }] } },
  { name: "a parent of zeros", span: { ...ids, references: [{ refType: "CHILD_OF", traceID: "ab", spanID: "00" }] } },
  { name: "a time in milliseconds", span: { ...ids, startTime: 1795168800000 } },
  { name: "an id in capitals", span: { ...ids, spanID: "C1" } },
  { name: "warnings", span: { ...ids, warnings: ["late"] } },
  { name: "a state of the trace", span: { ...otlpIds, traceState: "a=b" } },
  { name: "a status that is well", span: { ...otlpIds, status: { code: 1 } } },
  {
    name: "a status by its name",
    span: { ...otlpIds, kind: "SPAN_KIND_SERVER", status: { message: "x", code: "STATUS_CODE_ERROR" } },
  },
  { name: "a kind that is none", span: { ...otlpIds, kind: 77 } },
  { name: "attributes that were left out", span: { ...otlpIds, droppedAttributesCount: 2 } },
  {
    name: "a status that is well behind events",
    span: { ...otlpIds, events: [{ name: "e", attributes: [{ key: "k", value: { intValue: 7 } }] }], status: { code: 1 } },
  },
  { name: "a link", span: { ...otlpIds, links: [{ traceId: "cd", spanId: "ef" }] } },
])("$name says the same as if it were parsed", ({ span }) => {
  const first = "traceID" in span ? ids : otlpIds;
  const spans = [{ ...first, ...("traceID" in first ? { spanID: "01" } : { spanId: "01" }) }, span];
  const processes = { p1: { serviceName: "a", tags: [] } };
  const whole = "traceID" in span ? { spans, processes } : { resourceSpans: [{ scopeSpans: [{ spans }] }] };
  const bytes = bytesOf(JSON.stringify(whole));
  const parsed = told(bytes, 20);
  expect(parsed).toMatchObject({ spans: [{}, {}] });
  expect(told(bytes, bytes.length)).toEqual(parsed);
});

const signs = [...'"\\{}[],:0159-+.eE_aZ \n\t\u0000\u007f'].map((sign) => sign.charCodeAt(0)).concat(0x80, 0xc3, 0xff);

/** Values that stand for strings, numbers and words. */
const strangers = [
  "null",
  "true",
  "false",
  "0",
  "-0",
  "-1",
  "01",
  "1.0",
  "1e3",
  "1E-7",
  "-5",
  "0.1254171",
  "1.",
  ".5",
  "+1",
  "1e999",
  "123456789012345678",
  "9007199254740993",
  "99999999999999999999",
  '""',
  '"x"',
  '"\\u0041"',
  '"\\n\\"\\\\"',
  '"\\x"',
  '"\\ud800"',
  '"é→😀"',
  '"\\u00e9"',
  '"__proto__"',
  '"ERROR"',
  '"true"',
  '"0000000000000000"',
  '"00AB"',
  '" ab "',
  '"event"',
  '"error"',
  '"span.kind"',
  '"otel.status_code"',
  '"@jaeger@warnings"',
  '"float64"',
  '"int64"',
  '"1795168800085067000"',
  '"1795168800085067"',
  "1795168800085067000",
  "{}",
  "[]",
  '[{"a":1}]',
  '{"stringValue":"x"}',
  '{"arrayValue":{"values":[]}}',
  '"x":1,"x"',
  '"spanID":""',
  '"name":"a","name"',
  "tru",
  "nul",
];

/** Some of its strings, numbers and words, names of members among them, are others. */
function withChanges(random: Random, whole: string): string {
  let text = whole;
  for (let times = random.whole(1, 4); times > 0; times--) {
    const words = [...text.matchAll(/"[^"]*"|-?\d+(\.\d+)?|true|false|null/g)];
    const word = random.pick(words);
    text = text.slice(0, word.index) + random.pick(strangers) + text.slice(word.index + word[0].length);
  }
  return text;
}
