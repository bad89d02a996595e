import { expect, test } from "vitest";
import type { ConnectionRow } from "#shared/contract/connections";
import { spanIdIn, traceWays } from "../../../../../../renderer/pages/logs/detail/pivots/trace-ways";

const row = (id: string, kind: ConnectionRow["kind"], more: Partial<ConnectionRow> = {}): ConnectionRow => ({
  ...{ id, kind, name: id.toUpperCase(), url: "http://h", auth: { kind: "none" }, headerNames: [], tls: { skipVerify: false } },
  ...{ showsAlerts: true, state: { kind: "ok" }, storedSecrets: [], lockedSecrets: [] },
  ...more,
});
const asked = { source: "loki", id: "4bf92f3577b34da6", aroundNs: "1795259684218000123" };
const loki = row("loki", "loki", { traceUrl: "https://jaeger.example:16686/trace/{trace}" });
const inJaeger = { name: "JAEGER", to: "/traces/trace/4bf92f3577b34da6?source=jaeger&around=1795259684218000123" };
const inZipkin = { name: "ZIPKIN", to: "/traces/trace/4bf92f3577b34da6?source=zipkin&around=1795259684218000123" };
const outside = { host: "jaeger.example:16686", href: "https://jaeger.example:16686/trace/4bf92f3577b34da6" };

test.each([
  {
    name: "here, and where the connection says",
    rows: [loki, row("jaeger", "jaeger")],
    expected: { inside: [inJaeger], outside },
  },
  {
    name: "in each server with traces",
    rows: [row("loki", "loki"), row("jaeger", "jaeger"), row("prom", "prometheus"), row("zipkin", "zipkin")],
    expected: { inside: [inJaeger, inZipkin] },
  },
  { name: "only where the connection says", rows: [loki], expected: { inside: [], outside } },
  { name: "nowhere", rows: [row("loki", "loki")], expected: { inside: [] } },
])("a trace that a line names opens $name", ({ rows, expected }) => expect(traceWays(rows, asked)).toEqual(expected));

test("the span that the line is of is opened with its trace", () => {
  const { inside } = traceWays([row("jaeger", "jaeger")], { ...asked, spanId: "00f067aa0ba902b7" });
  expect(inside[0]?.to).toContain("span=00f067aa0ba902b7");
});

test.each([
  { name: "span_id", value: "00F067AA0BA902B7", expected: "00f067aa0ba902b7" },
  { name: "otel.spanID", value: "00f067aa0ba902b7", expected: "00f067aa0ba902b7" },
  { name: "parent_of_lifespanid", value: "00f067aa0ba902b7", expected: undefined },
  { name: "span_id", value: "javascript:alert(1)", expected: undefined },
])("the field $name=$value names the span $expected", ({ name, value, expected }) =>
  expect(spanIdIn([{ name, value }])).toBe(expected),
);

test("of two spans none is meant", () => {
  const fields = ["00f067aa0ba902b7", "00f067aa0ba902b8"].map((value) => ({ name: "span_id", value }));
  expect(spanIdIn(fields)).toBeUndefined();
});
