import { type SpanDetail, spanFlags, type Tag, type Trace } from "#shared/model/trace";

interface GivenSpan {
  start: number;
  duration: number;
  shift?: number;
  operation?: number;
  service?: number;
  isError?: boolean;
}

const operations = ["GET /", "SELECT", "render"];
const services = ["gateway", "postgres"];

/** Spans in the order of the waterfall, all below the first. */
export function traceOf(spans: readonly GivenSpan[], more: Partial<Trace> = {}): Trace {
  const column = (of: (span: GivenSpan) => number) => spans.map(of);
  const count = spans.length;
  return {
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    startNs: "1795259684218000123",
    durationNs: 10e9,
    recordedDurationNs: 20e9,
    count,
    services,
    operations,
    parent: Int32Array.from(spans, (_, index) => (index === 0 ? -1 : 0)),
    depth: Uint32Array.from(spans, (_, index) => (index === 0 ? 0 : 1)),
    size: new Uint32Array(count),
    start: Float64Array.from(column(({ start }) => start)),
    shift: Float64Array.from(column(({ shift = 0 }) => shift)),
    duration: Float64Array.from(column(({ duration }) => duration)),
    self: Float64Array.from(column(({ duration }) => duration / 2)),
    service: Uint32Array.from(column(({ service = 0 }) => service)),
    operation: Uint32Array.from(column(({ operation = 0 }) => operation)),
    kind: new Uint8Array(count),
    flags: Uint16Array.from(column(({ isError = false }) => (isError ? spanFlags.error : 0))),
    criticalOf: new Uint32Array(count + 1),
    criticalFrom: new Float64Array(0),
    criticalTo: new Float64Array(0),
    run: new Int32Array(count).fill(-1),
    runs: [],
    problems: [],
    isIncomplete: false,
    ...more,
  };
}

export const tag = (key: string, value: string, more: Partial<Tag> = {}): Tag => ({ key, value, type: "string", ...more });

export const detailWith = (more: Partial<SpanDetail>): SpanDetail => ({
  position: 0,
  spanId: "00f067aa0ba902b7",
  service: "gateway",
  operation: "GET /",
  kind: "server",
  tags: [],
  process: [],
  events: [],
  links: [],
  linkedFrom: [],
  warnings: [],
  ...more,
});
