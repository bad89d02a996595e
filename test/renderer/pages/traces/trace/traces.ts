// Small traces drawn by hand, as columns.
import { type SpanKind, spanFlags, spanKinds, type Trace } from "#shared/model/trace";

export interface DrawnSpan {
  /** `service operation`. */
  name: string;
  /** In the order of the waterfall: roots have 0. */
  depth: number;
  /** In milliseconds. */
  start: number;
  duration: number;
  /** What is added to `start` where clocks are corrected. */
  shift?: number;
  kind?: SpanKind;
  flags?: (keyof typeof spanFlags)[];
  /** Stretches on the critical path, in milliseconds. */
  critical?: [from: number, to: number][];
  run?: number;
}

const ms = 1e6;

/** The columns of a trace whose spans are given from top to bottom. */
export function drawnTrace(spans: DrawnSpan[], parts: Partial<Trace> = {}): Trace {
  const services = [...new Set(spans.map(({ name }) => name.split(" ")[0] ?? ""))];
  const operations = [...new Set(spans.map(({ name }) => name.split(" ").slice(1).join(" ")))];
  const parent = spans.map(({ depth }, index) => {
    for (let above = index - 1; above >= 0; above--) if ((spans[above]?.depth ?? 0) === depth - 1) return above;
    return -1;
  });
  const size = spans.map(({ depth }, index) => {
    const next = spans.findIndex((other, at) => at > index && other.depth <= depth);
    return (next < 0 ? spans.length : next) - index - 1;
  });
  const critical = spans.map((span) => span.critical ?? []);
  const criticalOf = new Uint32Array(spans.length + 1);
  for (const [index, stretches] of critical.entries()) criticalOf[index + 1] = (criticalOf[index] ?? 0) + stretches.length;
  const end = Math.max(...spans.map(({ start, duration }) => start + duration)) * ms;
  return {
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    startNs: "1795168800000000000",
    durationNs: end,
    recordedDurationNs: end,
    count: spans.length,
    services,
    operations,
    parent: Int32Array.from(parent),
    depth: Uint32Array.from(spans, ({ depth }) => depth),
    size: Uint32Array.from(size),
    start: Float64Array.from(spans, ({ start }) => start * ms),
    shift: Float64Array.from(spans, ({ shift = 0 }) => shift * ms),
    duration: Float64Array.from(spans, ({ duration }) => duration * ms),
    self: Float64Array.from(spans, ({ duration }) => duration * ms),
    service: Uint32Array.from(spans, ({ name }) => services.indexOf(name.split(" ")[0] ?? "")),
    operation: Uint32Array.from(spans, ({ name }) => operations.indexOf(name.split(" ").slice(1).join(" "))),
    kind: Uint8Array.from(spans, ({ kind = "unset" }) => spanKinds.indexOf(kind)),
    flags: Uint16Array.from(spans, ({ flags = [] }) => flags.reduce((bits, flag) => bits | spanFlags[flag], 0)),
    criticalOf,
    criticalFrom: Float64Array.from(critical.flat(), ([from]) => from * ms),
    criticalTo: Float64Array.from(critical.flat(), ([, to]) => to * ms),
    run: Int32Array.from(spans, ({ run = -1 }) => run),
    runs: [],
    problems: [],
    isIncomplete: false,
    ...parts,
  };
}
