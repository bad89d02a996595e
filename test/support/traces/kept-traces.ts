// What a fake keeps of the traces that it is told of, and how it finds them: all that is asked for must be so in one span.
import type { GeneratedSpan, GeneratedTag, GeneratedTrace } from "./generated";
import { processOf } from "./generated";

export interface TraceCriteria {
  service?: string;
  operation?: string;
  leastNs?: number;
  mostNs?: number;
  /** Microseconds since the epoch, both ends included. */
  fromUs: number;
  toUs: number;
  limit: number;
  /** Each must say yes of the same span. */
  tests: readonly ((trace: GeneratedTrace, span: GeneratedSpan) => boolean)[];
  /** Compares names as the server does. */
  isSame?: (name: string, wanted: string) => boolean;
}

export interface KeptTraces {
  /** Spans of a trace that is known already are added to it. */
  add(traces: readonly GeneratedTrace[]): void;
  all(): readonly GeneratedTrace[];
  get(traceId: string): GeneratedTrace | undefined;
  /** Newest first. */
  find(criteria: TraceCriteria): GeneratedTrace[];
  services(): string[];
  operations(service: string): { name: string; spanKind: string }[];
}

export function createKeptTraces(): KeptTraces {
  const kept = new Map<string, GeneratedTrace>();

  const spansOf = function* () {
    for (const trace of kept.values())
      for (const span of trace.spans) yield { trace, span, service: processOf(trace, span).service };
  };

  return {
    add(traces) {
      for (const trace of traces) {
        const known = kept.get(trace.traceId);
        kept.set(trace.traceId, known ? joined(known, trace) : trace);
      }
    },
    all: () => [...kept.values()],
    get: (traceId) => kept.get(traceId),
    find({ limit, ...criteria }) {
      const found = [...kept.values()].filter((trace) => trace.spans.some((span) => fits(trace, span, criteria)));
      return found.sort((a, b) => b.startMs - a.startMs).slice(0, limit);
    },
    services: () => [...new Set([...spansOf()].map(({ service }) => service))],
    operations(wanted) {
      const found = new Map<string, { name: string; spanKind: string }>();
      for (const { span, service } of spansOf()) {
        if (service !== wanted) continue;
        const spanKind = span.kind === "unset" ? "" : span.kind;
        found.set(`${span.operation} ${spanKind}`, { name: span.operation, spanKind });
      }
      return [...found.values()];
    },
  };
}

/** Which spans called which: a pair for each that has its parent in the trace. */
export function* callsIn(trace: GeneratedTrace): Generator<{ parent: GeneratedSpan; child: GeneratedSpan }> {
  const known = new Map(trace.spans.map((span) => [span.spanId, span]));
  for (const child of trace.spans) {
    const parent = child.parentSpanId === undefined ? undefined : known.get(child.parentSpanId);
    if (parent) yield { parent, child };
  }
}

export const startUs = (trace: GeneratedTrace, { startNs }: GeneratedSpan): number =>
  trace.startMs * 1000 + Math.floor(startNs / 1000);

/** All that is said of a span: by itself, by its program, by its events. */
export function* tagsAround(trace: GeneratedTrace, span: GeneratedSpan): Generator<GeneratedTag> {
  yield* span.tags;
  yield* processOf(trace, span).tags;
  for (const { tags } of span.events) yield* tags;
}

type Found = Omit<TraceCriteria, "limit">;

function fits(trace: GeneratedTrace, span: GeneratedSpan, { service, operation, tests, ...rest }: Found): boolean {
  const isSame = rest.isSame ?? ((name, wanted) => name === wanted);
  if (service !== undefined && !isSame(processOf(trace, span).service, service)) return false;
  if (operation !== undefined && !isSame(span.operation, operation)) return false;
  if (span.durationNs < (rest.leastNs ?? 0) || span.durationNs > (rest.mostNs ?? Number.POSITIVE_INFINITY)) return false;
  const at = startUs(trace, span);
  return at >= rest.fromUs && at <= rest.toUs && tests.every((test) => test(trace, span));
}

/** Programs behind those known already, and times from the start of the one known. */
function joined(known: GeneratedTrace, more: GeneratedTrace): GeneratedTrace {
  const apartNs = (more.startMs - known.startMs) * 1_000_000;
  const spans = more.spans.map((span) => ({
    ...span,
    process: span.process + known.processes.length,
    startNs: span.startNs + apartNs,
    events: span.events.map((event) => ({ ...event, atNs: event.atNs + apartNs })),
  }));
  return { ...known, processes: [...known.processes, ...more.processes], spans: [...known.spans, ...spans] };
}
