import { expect, test } from "vitest";
import type { Exemplar } from "#shared/contract/query";
import { exemplarLink, exemplarMarks, isOnAxis, topOf, traceOf } from "../../../../renderer/pages/metrics/exemplar-marks";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const exemplar = (labels: Record<string, string>, more: Partial<Exemplar> = {}): Exemplar => ({
  timeMs: 1_795_259_684_218,
  value: 0.31,
  labels,
  series: { __name__: "http_request_duration_seconds_bucket", le: "0.5" },
  ...more,
});

test.each([
  [
    { trace_id: traceId, span_id: "00f067aa0ba902b7" },
    { traceId, spanId: "00f067aa0ba902b7" },
  ],
  [{ traceID: traceId }, { traceId, spanId: undefined }],
  [{ TraceID: traceId.slice(16) }, { traceId: traceId.slice(16), spanId: undefined }],
  [{ trace_id: "0".repeat(32) }, undefined],
  [{ trace_id: "../../etc/passwd" }, undefined],
  [{ user: traceId }, undefined],
])("an exemplar with %j is of the trace %j", (labels, expected) => expect(traceOf(exemplar(labels))).toEqual(expected));

test("its trace opens at its span, and the server is told about when it was", () => {
  expect(exemplarLink(exemplar({ trace_id: traceId, span_id: "00f067aa0ba902b7" }), "jaeger")).toBe(
    `/traces/trace/${traceId}?source=jaeger&span=00f067aa0ba902b7&around=1795259684218000000`,
  );
  expect(exemplarLink(exemplar({}), "jaeger")).toBeUndefined();
});

test("it tells its value in the unit of what was counted, and then its own labels before those of its series", () => {
  expect(exemplarMarks([exemplar({ trace_id: traceId })], { expr: "rate(x[5m])", opensIn: "Jaeger" })).toEqual([
    {
      id: "0",
      time: 1_795_259_684_218,
      value: undefined,
      rows: [
        { label: "http_request_duration_seconds_bucket", value: "310\u00a0ms", isNearest: true },
        { label: "trace_id", value: traceId },
        { label: "le", value: "0.5" },
      ],
      note: "Click to open its trace in Jaeger",
    },
  ]);
});

test.each([
  ["histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))", true],
  ["histogram_avg(rate(x[5m]))", true],
  ["sum(rate(x_bucket[5m]))", false],
  ["my_histogram_quantile", false],
])("of %s the values of exemplars have a place on the axis: %s", (expr, expected) => {
  expect(isOnAxis(expr)).toBe(expected);
  expect(exemplarMarks([exemplar({})], { expr, opensIn: undefined })[0]?.value).toBe(expected ? 0.31 : undefined);
});

test("what reorders text in a label is written out, and long values are cut", () => {
  const [mark] = exemplarMarks([exemplar({ "a\u202eb": "x".repeat(100) })], { expr: "x", opensIn: undefined });
  expect(mark?.rows[1]).toEqual({ label: "a\\u202eb", value: `${"x".repeat(80)}…` });
  expect(mark?.note).toBeUndefined();
});

test("without a server of traces it says what is missing", () => {
  const [mark] = exemplarMarks([exemplar({ trace_id: traceId })], { expr: "x", opensIn: undefined });
  expect(mark?.note).toBe("Connect a Jaeger or a Zipkin to open its trace.");
});

test("the axis reaches up to nine in ten of them, and an outlier does not press the lines down", () => {
  const values = [...Array.from({ length: 19 }, (_, index) => ({ value: index / 10 })), { value: 60 }];
  expect(topOf(values)).toBe(1.7);
  expect(topOf([{}, {}])).toBeUndefined();
});
