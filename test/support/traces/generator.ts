// Traces as a shop of many services makes them, of any size, repeated by their seed.
import type { SpanKind } from "#shared/model/trace";
import { createRandom, type Random } from "../random-numbers";
import type { GeneratedProcess, GeneratedSpan, GeneratedTrace } from "./generated";
import { exceptionEvent, hex, processTags, serviceName, spanTags, type Work } from "./span-words";
import { type ShapedSpan, shapeTree } from "./tree-shape";
import { timesOf } from "./tree-times";

export type { GeneratedSpan, GeneratedTrace } from "./generated";
export { jaegerBytes, jaegerJson } from "./write-jaeger";
export { otlpBytes, otlpJson } from "./write-otlp";
export { zipkinBytes, zipkinJson } from "./write-zipkin";

export interface GenerateOptions {
  seed: number;
  /** Exactly as many. */
  spans: number;
  /** Levels below the root; 8 unless told. */
  depth?: number;
  /** The most children of most spans; 6 unless told. */
  fanOut?: number;
  /** 8 unless told; a small trace meets not all of them. */
  services?: number;
  /** Milliseconds that the clock of a service is off at most, ahead or behind. The first service's is right. */
  skew?: number;
  /** How many spans name a parent that is not there. */
  orphans?: number;
  /** How many times 14 equal queries stand one after the other, where there is room for them. */
  repeated?: number;
  /** How many spans have a link: to spans of this trace and to those of others, by turns. */
  links?: number;
  /** The share of spans that fail of themselves; those that called them mostly fail too. 0.01 unless told. */
  errors?: number;
  /** The share of spans that go on after the one that caused them has ended; 0 unless told. */
  outliving?: number;
  /** Times are whole nanoseconds, and not whole microseconds: only OTLP can say them. */
  hasNanoseconds?: boolean;
  startMs?: number;
  /** Spans stand as their programs send them, when they are finished, unless told. */
  order?: "finished" | "tree" | "random";
}

/** 2026-11-20 10:00 in UTC. */
export const generatedStartMs = 1_795_168_800_000;

export function generateTrace(options: GenerateOptions): GeneratedTrace {
  const { seed, spans, depth = 8, fanOut = 6, services = 8, repeated = 0, startMs = generatedStartMs } = options;
  const random = createRandom(seed);
  const traceId = hex(random, 32);
  const shape = shapeTree(random, { spans, depth, fanOut, services, repeated });
  const unitNs = options.hasNanoseconds ? 1 : 1000;
  const times = timesOf(random, shape, { unitNs, outliving: options.outliving ?? 0 });
  const { processes, processOf } = makeProcesses(random, shape, options);
  const hasFailed = failuresIn(random, shape, options.errors ?? 0.01);
  const ids = shape.map(() => hex(random, 16));

  const made = shape.map((shaped, index): GeneratedSpan => {
    const process = processOf[index] ?? 0;
    const { skewNs } = processes[process] as GeneratedProcess;
    const startNs = (times.start[index] ?? 0) + skewNs;
    const durationNs = times.duration[index] ?? 0;
    const isError = hasFailed[index] === 1;
    const failure =
      isError && random.chance(0.6) ? exceptionEvent(random, startNs + Math.floor(durationNs / unitNs) * unitNs) : undefined;
    return {
      spanId: ids[index] as string,
      ...(shaped.parent >= 0 && { parentSpanId: ids[shaped.parent] as string }),
      process,
      operation: shaped.name,
      kind: kindOf[shaped.work],
      startNs,
      durationNs,
      tags: spanTags(random, shaped, processes[process] as GeneratedProcess, isError),
      events: failure ? [failure.event] : notes(random, shaped.work, startNs, durationNs, unitNs),
      links: [],
      status: isError ? "error" : random.chance(0.1) ? "ok" : "unset",
      ...(failure && { statusMessage: failure.message }),
    };
  });

  addLinks(random, made, traceId, options.links ?? 0);
  takeParentsAway(random, made, options.orphans ?? 0);
  return { traceId, startMs, processes, spans: ordered(random, made, options.order ?? "finished") };
}

/** Some traces, each a little after the one before. */
export const generateTraces = (count: number, options: GenerateOptions & { everyMs?: number }): GeneratedTrace[] =>
  Array.from({ length: count }, (_, index) =>
    generateTrace({
      ...options,
      seed: options.seed + index * 7919,
      startMs: (options.startMs ?? generatedStartMs) + index * (options.everyMs ?? 1000),
    }),
  );

const kindOf: Record<Work, SpanKind> = {
  serve: "server",
  call: "client",
  query: "client",
  cache: "client",
  inside: "internal",
  publish: "producer",
  consume: "consumer",
};

/** Each service runs once or twice; a span is in the program of its parent, unless the service is another one. */
function makeProcesses(random: Random, shape: readonly ShapedSpan[], options: GenerateOptions) {
  const processes: GeneratedProcess[] = [];
  const instances = new Map<number, number[]>();
  const processOf = new Uint32Array(shape.length);
  shape.forEach(({ service, parent }, index) => {
    const caller = shape[parent];
    if (caller?.service === service) {
      processOf[index] = processOf[parent] ?? 0;
      return;
    }
    let running = instances.get(service);
    if (!running) {
      running = Array.from({ length: random.whole(1, 2) }, (_, instance) => {
        const process = processTags(random, serviceName(service), instance);
        // The tree begins in the first service: what is off is off against it.
        if (service !== 0 && options.skew) process.skewNs = random.whole(-options.skew * 1000, options.skew * 1000) * 1000;
        return processes.push(process) - 1;
      });
      instances.set(service, running);
    }
    processOf[index] = random.pick(running);
  });
  return { processes, processOf };
}

function failuresIn(random: Random, shape: readonly ShapedSpan[], share: number): Uint8Array {
  const hasFailed = Uint8Array.from(shape, () => (random.chance(share) ? 1 : 0));
  for (let index = shape.length - 1; index > 0; index--) {
    const { parent } = shape[index] as ShapedSpan;
    if (hasFailed[index] === 1 && random.chance(0.6)) hasFailed[parent] = 1;
  }
  return hasFailed;
}

function notes(random: Random, work: Work, startNs: number, durationNs: number, unitNs: number): GeneratedSpan["events"] {
  if (work !== "serve" || !random.chance(0.3)) return [];
  const atNs = startNs + Math.floor((durationNs * random.fraction()) / unitNs) * unitNs;
  return [{ atNs, name: "cache.miss", tags: [{ key: "key", value: `cart:${hex(random, 12)}` }] }];
}

function addLinks(random: Random, spans: GeneratedSpan[], traceId: string, count: number): void {
  for (let at = 0; at < count; at++) {
    const span = random.pick(spans);
    const tags = [{ key: "messaging.operation.type", value: "receive" }];
    if (at % 2 === 0) span.links.push({ traceId: hex(random, 32), spanId: hex(random, 16), tags });
    else span.links.push({ traceId, spanId: random.pick(spans).spanId, tags });
  }
}

function takeParentsAway(random: Random, spans: readonly GeneratedSpan[], count: number): void {
  const others = spans.filter(({ parentSpanId }) => parentSpanId !== undefined);
  for (let at = 0; at < count && others.length > 0; at++) {
    const [span] = others.splice(random.whole(0, others.length - 1), 1);
    if (span) span.parentSpanId = hex(random, 16);
  }
}

function ordered(random: Random, spans: GeneratedSpan[], order: NonNullable<GenerateOptions["order"]>): GeneratedSpan[] {
  if (order === "tree") return spans;
  if (order === "finished") return spans.sort((a, b) => a.startNs + a.durationNs - b.startNs - b.durationNs);
  for (let at = spans.length - 1; at > 0; at--) {
    const other = random.whole(0, at);
    [spans[at], spans[other]] = [spans[other] as GeneratedSpan, spans[at] as GeneratedSpan];
  }
  return spans;
}
