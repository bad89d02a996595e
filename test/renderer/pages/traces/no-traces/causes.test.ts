import { expect, test } from "vitest";
import { causesFor, otlpExporterLines } from "../../../../../renderer/pages/traces/no-traces/causes";

const words = (kind: "jaeger" | "zipkin") =>
  causesFor(kind)
    .map(({ title, why, code }) => `${title} ${why} ${code?.text ?? ""}`)
    .join("\n");

test.each([
  "4317",
  "4318",
  "5775",
  "6831",
  "6832",
  "14250",
  "14268",
  "COLLECTOR_OTLP_ENABLED",
  "JaegerExporter",
  "header",
  "sampl",
  "shutdown()",
])("who misses traces in a Jaeger is told of %s", (fact) => expect(words("jaeger")).toContain(fact));

test("a Zipkin has another port, and nothing to do with the exporter of Jaeger", () => {
  expect(words("zipkin")).toContain("9411");
  expect(words("zipkin")).not.toContain("JaegerExporter");
});

test("the lines that are to be copied import what they use, and leave the rest of the guides' code as it is", () => {
  const [imported, ...rest] = otlpExporterLines
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "");
  expect(imported).toBe("from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter");
  expect(rest).toEqual([
    'otlp_exporter = OTLPSpanExporter(endpoint="http://localhost:4317", insecure=True)',
    "span_processor = BatchSpanProcessor(otlp_exporter)",
    "trace.get_tracer_provider().add_span_processor(span_processor)",
  ]);
});
