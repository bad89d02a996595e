import { expect, test } from "vitest";
import { fieldsOf } from "#shared/logs/fields";
import { traceIdsIn } from "#shared/logs/trace-ids";

const long = "4bf92f3577b34da6a3ce929d0e0e4736";
const short = "a3ce929d0e0e4736";

test.each([
  { name: "trace_id in logfmt", line: `level=error trace_id=${long} msg=x`, expected: [long] },
  { name: "traceId in JSON", line: JSON.stringify({ traceId: long }), expected: [long] },
  { name: "trace.id, as ECS has it", line: JSON.stringify({ trace: { id: long } }), expected: [long] },
  { name: "otelTraceID", line: JSON.stringify({ otelTraceID: long }), expected: [long] },
  { name: "X-B3-TraceId of 64 bits", line: JSON.stringify({ headers: { "X-B3-TraceId": short } }), expected: [short] },
  { name: "traceparent", line: JSON.stringify({ traceparent: `00-${long}-${short}-01` }), expected: [long] },
  { name: "b3 in one header", line: JSON.stringify({ b3: `${long}-${short}-1` }), expected: [long] },
  { name: "Jaeger's header", line: JSON.stringify({ "uber-trace-id": `${short}:${short}:0:1` }), expected: [short] },
  { name: "a sentence", line: `request failed (trace_id: ${long}), giving up`, expected: [long] },
  { name: "JSON within a text", line: `body={\\"traceId\\":\\"${long}\\"}`, expected: [long] },
  {
    name: "two of them, each once",
    line: `trace_id=${long} parent_trace_id=${short} again traceID=${long}`,
    expected: [long, short],
  },
  { name: "capitals as they are written", line: `trace_id=${long.toUpperCase()}`, expected: [long.toUpperCase()] },
  { name: "no zeros", line: `trace_id=${"0".repeat(32)}`, expected: [] },
  { name: "no other hex", line: `commit=${long} sha256:${long}`, expected: [] },
  { name: "nothing of another length", line: "trace_id=abc123 traceId=4bf92f3577b34da6a3ce929d0e0e47361", expected: [] },
])("traceIdsIn finds $name", ({ line, expected }) => expect(traceIdsIn(line, fieldsOf(line))).toEqual(expected));
