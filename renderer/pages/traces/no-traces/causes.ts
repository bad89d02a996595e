// Why a server has no traces, the most likely first. Facts of Jaeger, OpenTelemetry and Zipkin, in our words.

export interface Cause {
  title: string;
  /** What it is, and what to do. */
  why: string;
  /** To be copied. */
  code?: { label: string; text: string };
}

/**
 * In place of `JaegerExporter(agent_host_name=…, agent_port=6831)`, which many guides still have: the exporter and its port went away,
 * the rest of their code stays as it is.
 */
export const otlpExporterLines = `from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

otlp_exporter = OTLPSpanExporter(endpoint="http://localhost:4317", insecure=True)
span_processor = BatchSpanProcessor(otlp_exporter)
trace.get_tracer_provider().add_span_processor(span_processor)
`;

const reaches = (ports: string): Cause => ({
  title: "Nothing reaches it",
  why: `${ports} In a container those ports must be published; and from inside another container, localhost is that container itself: use the name of the server's.`,
});

const older: readonly Cause[] = [
  {
    title: "The code follows an older guide",
    why: "JaegerExporter of opentelemetry.exporter.jaeger.thrift, with agent_host_name and port 6831, was removed from OpenTelemetry for Python. Install opentelemetry-exporter-otlp-proto-grpc, and put these lines in the place of the exporter and its processor.",
    code: { label: "Copy the lines", text: otlpExporterLines },
  },
  {
    title: "It sends to an old port",
    why: "5775, 6831 and 6832 were those of the agent, 14250 and 14268 those of its collectors: the agent is gone, and today's libraries do not speak to any of them. Send OTLP to 4317 (gRPC) or 4318 (HTTP).",
  },
  {
    title: "An old all-in-one does not listen for OTLP",
    why: "Images of Jaeger 1.35 and some after it take OTLP only when they are told to; newer ones always do.",
    code: { label: "Copy the option", text: "-e COLLECTOR_OTLP_ENABLED=true -p 4317:4317 -p 4318:4318" },
  },
];

const common: readonly Cause[] = [
  {
    title: "A short script ends before it has sent",
    why: "BatchSpanProcessor sends every few seconds. A program that is done sooner has to empty it at its end.",
    code: { label: "Copy the line", text: "trace.get_tracer_provider().shutdown()" },
  },
  {
    title: "They are sampled away",
    why: "A sampler that keeps one in a thousand keeps none of ten. For a try, have it keep all.",
    code: { label: "Copy the setting", text: "OTEL_TRACES_SAMPLER=always_on" },
  },
  {
    title: "They are somebody else's",
    why: "Where a server keeps tenants apart, a connection without the header, or with another value, sees nothing. It is part of the connection's settings.",
  },
  {
    title: "Their time is not now",
    why: "When the clock of a sender is off, or its times have the wrong unit, its traces lie outside of the time that is looked in. Look a week back.",
  },
  {
    title: "They were there before it started",
    why: "A server that keeps traces in memory has lost them when it starts again.",
  },
];

export const causesFor = (kind: "jaeger" | "zipkin"): readonly Cause[] =>
  kind === "zipkin"
    ? [
        reaches(
          "A Zipkin takes spans by POST at /api/v2/spans, on port 9411. OTLP goes to a collector that has a zipkin exporter.",
        ),
        ...common,
      ]
    : [reaches("A Jaeger takes OTLP on port 4317 by gRPC, and on port 4318 by HTTP at /v1/traces."), ...older, ...common];
