import { expect, test } from "vitest";
import { readTraceId } from "../../../../../renderer/pages/traces/search/trace-id";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

test.each([
  { name: "as it is", text: traceId },
  { name: "with blanks and quotes around it", text: ` "${traceId}", ` },
  { name: "in upper case", text: traceId.toUpperCase() },
  { name: "behind a 0x", text: `0x${traceId}` },
  { name: "with the dashes of a UUID", text: "4bf92f35-77b3-4da6-a3ce-929d0e0e4736" },
  { name: "as the base64 of OTLP's JSON", text: "S/kvNXezTaajzpKdDg5HNg==" },
  { name: "in the header of AWS", text: "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=53995c3f42cd8ad8;Sampled=1" },
  { name: "on Jaeger's page", text: `https://h/jaeger/trace/${traceId}?uiEmbed=v0` },
  { name: "on Zipkin's page", text: `http://h:9411/zipkin/traces/${traceId}` },
  { name: "in a search of Jaeger's page", text: `http://h:16686/search?traceID=${traceId}&limit=20` },
  {
    name: "in the JSON of Grafana's address",
    text: `https://g/explore?left=${encodeURIComponent(JSON.stringify({ queries: [{ query: traceId }] }))}`,
  },
  { name: "in a log line", text: `level=info msg="done" trace_id=${traceId} ms=5` },
  { name: "in a line of JSON", text: `{"msg":"done","traceId":"${traceId}"}` },
  { name: "in JSON inside of JSON", text: `{"line":"{\\"trace_id\\":\\"${traceId}\\"}"}` },
])("an id is found $name", ({ text }) => expect(readTraceId(text)).toEqual({ ok: true, traceId }));

test.each([
  { name: "a traceparent", text: `00-${traceId}-${spanId}-01` },
  { name: "a traceparent with its name", text: `traceparent: 00-${traceId}-${spanId}-01` },
  { name: "Jaeger's header", text: `${traceId}:${spanId}:0:1` },
  { name: "Jaeger's header, encoded", text: `${traceId}%3A${spanId}%3A0%3A1` },
  { name: "B3 in one header", text: `b3: ${traceId}-${spanId}-1-05e3ac9a4f6e3b90` },
  { name: "a link to a span", text: `https://h/trace/${traceId}?uiFind=${spanId}` },
  { name: "a log line with both", text: `trace_id=${traceId} span_id=${spanId}` },
])("$name has the span, too", ({ text }) => expect(readTraceId(text)).toEqual({ ok: true, traceId, spanId }));

test.each([
  { name: "a short id", text: "abc", expected: "abc" },
  { name: "an id of 64 bits", text: "A3CE929D0E0E4736", expected: "a3ce929d0e0e4736" },
  { name: "Jaeger's header without leading zeros", text: "1f:2:0:1", expected: "1f" },
  { name: "a short id in a link", text: "http://h/trace/abc", expected: "abc" },
])("$name is an id", ({ text, expected }) => expect(readTraceId(text)).toMatchObject({ ok: true, traceId: expected }));

test.each([
  { name: "nothing", text: " ", message: "Paste the id of a trace." },
  {
    name: "an id of zeros",
    text: "0".repeat(32),
    message: "An id of zeros is that of no trace: it was not sampled, or not set.",
  },
  {
    name: "a traceparent of zeros",
    text: `00-${"0".repeat(32)}-${spanId}-00`,
    message: "An id of zeros is that of no trace: it was not sampled, or not set.",
  },
  { name: "a word", text: "checkout", message: "“checkout” is no trace id: it has 1 to 32 hexadecimal digits, and “h” is none." },
  { name: "too many digits", text: "a".repeat(33), message: "A trace id has at most 32 hexadecimal digits; these are 33." },
  { name: "a sentence", text: "no id in here", message: "There is no trace id in “no id in here”." },
  { name: "a link to somewhere else", text: "https://example.org/", message: expect.stringContaining("is no trace id") },
  { name: "letters that turn the line around", text: "\u202eabc x", message: "There is no trace id in “\\u202eabc x”." },
])("$name is refused with a sentence", ({ text, message }) => expect(readTraceId(text)).toEqual({ ok: false, message }));

test("half a per cent sign in a link is no reason to fail", () => {
  expect(readTraceId(`https://h/x?a=100%&traceId=${traceId}`)).toEqual({ ok: true, traceId });
});
