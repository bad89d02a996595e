// One suite, asked of the fake Zipkin and of the real one: what the console makes of either must be the same.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { systemClock } from "../../electron/engine/clock";
import { connectZipkin, type ZipkinSource } from "../../electron/engine/sources/zipkin/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { findZipkin, neededForZipkin } from "../support/real-traces";
import { suite } from "../support/suite";
import { fetchTrace, findTraces } from "../support/traces/ask-traces";
import { startFakeZipkin } from "../support/traces/fake-zipkin";
import type { GeneratedTrace } from "../support/traces/generated";
import { generateTrace, generateTraces } from "../support/traces/generator";
import { callsIn } from "../support/traces/kept-traces";
import { pushZipkin } from "../support/traces/push";
import { withId } from "../support/traces/requests";
import { hex } from "../support/traces/span-words";
import { expectedSpans } from "../support/traces/told-spans";

const never = new AbortController().signal;
const found = findZipkin();

interface Server {
  url: string;
  push(traces: readonly GeneratedTrace[]): Promise<void>;
  stop(): Promise<void>;
}

const servers: { name: string; missing: string[]; start(): Promise<Server> }[] = [
  {
    name: "the fake Zipkin",
    missing: [],
    async start() {
      const fake = await startFakeZipkin();
      return { url: fake.url, push: async (traces) => fake.push(traces), stop: fake.close };
    },
  },
  {
    name: "a real Zipkin",
    missing: found === undefined ? [neededForZipkin] : [],
    async start() {
      const url = found ?? "";
      return { url, push: (traces) => pushZipkin(url, traces), stop: async () => undefined };
    },
  },
];

for (const { name, missing, start } of servers) {
  suite(name, missing, () => {
    const nowMs = Date.now();
    // Services of this run only: a Zipkin that goes on has traces of its own.
    const own = `t${nowMs.toString(36)}`;
    const random = createRandom(nowMs);
    const renamed = (traces: readonly GeneratedTrace[]) =>
      traces.map((trace) => ({
        ...withId(trace, hex(random, 32)),
        processes: trace.processes.map((process) => ({ ...process, service: `${own}-${process.service}` })),
      }));
    const startMs = nowMs - 120_000;
    const options = { spans: 60, services: 4, orphans: 1, repeated: 1, errors: 0.02 };
    const traces = renamed(generateTraces(6, { ...options, seed: chooseSeed(), startMs, everyMs: 10_000 }));
    const frontend = `${own}-frontend`;
    const window = { startMs: startMs - 60_000, endMs: nowMs };
    const newestFirst = traces.map(({ traceId }) => traceId).reverse();
    const [first] = traces;
    if (!first) throw new Error("there are traces");
    const serviceOf = (trace: GeneratedTrace, process: number) => trace.processes[process]?.service;
    const where = (test: (trace: GeneratedTrace, span: GeneratedTrace["spans"][number]) => boolean) =>
      traces
        .filter((trace) => trace.spans.some((span) => serviceOf(trace, span.process) === frontend && test(trace, span)))
        .map(({ traceId }) => traceId)
        .reverse();

    let server: Server;
    let source: ZipkinSource;
    const search = (asked: Partial<Parameters<typeof findTraces>[1]>) =>
      findTraces(source, { service: frontend, ...window, ...asked });
    beforeAll(async () => {
      server = await start();
      source = await connectZipkin({
        connection: connectionTo(server.url, { kind: "zipkin" }),
        readSecret: async () => undefined,
        clock: systemClock,
      });
      await server.push(traces);
      await eventually(async () => (await search({})).ids.length === traces.length || undefined, "the traces are there");
    });
    afterAll(async () => {
      await source?.close();
      await server?.stop();
    });

    test("names of services and operations are all there, in small letters", async () => {
      const services = await source.services({ signal: never });
      const wanted = new Set(traces.flatMap((trace) => trace.spans.map(({ process }) => serviceOf(trace, process))));
      expect(services.filter((service) => service.startsWith(own))).toEqual([...wanted].sort());
      const operations = traces.flatMap((trace) =>
        trace.spans
          .filter(({ process }) => serviceOf(trace, process) === frontend)
          .map(({ operation }) => operation.toLowerCase()),
      );
      expect(await source.operations({ service: frontend, signal: never })).toEqual([...new Set(operations)].sort());
    });

    describe("a search", () => {
      test("finds the traces of a service, newest first, with what a list says of them", async () => {
        const { summaries, ids } = await search({});
        expect(ids).toEqual(newestFirst);
        const root = first.spans.find(({ parentSpanId }) => parentSpanId === undefined);
        expect(summaries.at(-1)).toMatchObject({
          rootService: frontend,
          rootOperation: root?.operation.toLowerCase(),
          spans: 60,
          errors: first.spans.filter(({ status }) => status === "error").length,
          orphans: 1,
        });
      });

      test("by operation, by tags and for errors", async () => {
        const span = first.spans.find(({ process, tags }) => serviceOf(first, process) === frontend && tags.length > 3);
        if (!span) throw new Error("there is a span");
        const tags = span.tags.slice(0, 2).map(({ key, value }) => ({ key, value: String(value) }));
        const says = (each: typeof span, wanted: { key: string; value: string }) =>
          each.tags.some(({ key, value }) => key === wanted.key && String(value) === wanted.value);
        expect((await search({ operation: span.operation })).ids).toEqual(where((_, each) => each.operation === span.operation));
        expect((await search({ tags })).ids).toEqual(where((_, each) => tags.every((wanted) => says(each, wanted))));
        expect((await search({ tags: [{ key: "not", value: "there" }] })).ids).toEqual([]);
        expect((await search({ tags: [{ key: "error", value: "" }] })).ids).toEqual(where((_, { status }) => status === "error"));
      });

      test("by duration, by the longest alone too", async () => {
        const lengths = first.spans.map(({ durationNs }) => durationNs).sort((a, b) => a - b);
        const minDurationNs = lengths.at(-3) ?? 0;
        expect((await search({ minDurationNs })).ids).toEqual(where((_, { durationNs }) => durationNs >= minDurationNs));
        const maxDurationNs = lengths[1] ?? 0;
        expect((await search({ maxDurationNs })).ids).toEqual(where((_, { durationNs }) => durationNs <= maxDurationNs));
        expect((await search({ minDurationNs: 3_600_000_000_000 })).ids).toEqual([]);
      });

      test("is bound to its time and to its number, and needs no service", async () => {
        expect((await search({ startMs: startMs + 25_000 })).ids).toEqual(newestFirst.slice(0, 3));
        expect((await search({ endMs: startMs + 25_000 })).ids).toEqual(newestFirst.slice(3));
        expect((await search({ limit: 2 })).ids).toHaveLength(2);
        expect((await search({ service: "nobody" })).ids).toEqual([]);
        const { ids } = await findTraces(source, { ...window, limit: 1000 });
        expect(ids).toEqual(expect.arrayContaining(newestFirst));
      });
    });

    describe("a trace", () => {
      test("comes with everything that was sent", async () => {
        for (const trace of traces) {
          const { spans, isCut, problems } = await fetchTrace(source, trace.traceId);
          expect({ isCut, problems }).toEqual({ isCut: false, problems: [] });
          expect(spans).toEqual(expectedSpans(trace, "zipkin"));
        }
      });

      test("is found by its id in capitals; one that nobody knows is not found", async () => {
        expect((await fetchTrace(source, first.traceId.toUpperCase())).spans).toHaveLength(60);
        const unknown = hex(random, 32);
        const failure = await fetchTrace(source, unknown).catch(({ failure }: AppError) => failure);
        expect(failure).toMatchObject({ kind: "not-found", say: expect.stringContaining(unknown) });
      });

      test("of clocks that do not agree, and of hostile words, comes as it was recorded", async () => {
        const [trace] = renamed([generateTrace({ seed: 6, spans: 30, services: 5, skew: 2000, startMs })]);
        const span = trace?.spans[1];
        if (!trace || !span) throw new Error("there is a span");
        span.operation = "<img src=x onerror=alert(1)> \u202egnp.exe";
        span.tags.push(
          { key: "__proto__", value: "polluted" },
          { key: "constructor", value: "x" },
          { key: "lines", value: "one\ntwo\t😀 𝒳" },
          { key: "long", value: "x".repeat(300_000) },
        );
        await server.push([trace]);
        await eventually(() => fetchTrace(source, trace.traceId).catch(() => undefined), "the trace is there");
        expect((await fetchTrace(source, trace.traceId)).spans).toEqual(expectedSpans(trace, "zipkin"));
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      });
    });

    test("dependencies say who called whom, how often, and how often in vain", async () => {
      const counts = new Map<string, { calls: number; errors: number }>();
      for (const trace of traces) {
        for (const { parent, child } of callsIn(trace)) {
          const [from, to] = [serviceOf(trace, parent.process), serviceOf(trace, child.process)];
          if (child.kind !== "server" || from === to) continue;
          const counted = counts.get(`${from} ${to}`) ?? { calls: 0, errors: 0 };
          counted.calls++;
          if (child.status === "error") counted.errors++;
          counts.set(`${from} ${to}`, counted);
        }
      }
      const told = await source.dependencies({ endMs: nowMs, lookbackMs: 3_600_000, signal: never });
      for (const [call, { calls, errors }] of counts) {
        const dependency = told.find(({ parent, child }) => `${parent} ${child}` === call);
        // Traces of the tests above may be among them.
        expect(dependency?.calls).toBeGreaterThanOrEqual(calls);
        expect(dependency?.errors ?? 0).toBeGreaterThanOrEqual(errors);
      }
    });

    test("the test of the connection names what it has found", async () => {
      expect(JSON.stringify(await source.inspect(never))).toMatch(/Zipkin/);
      await source.probe(never);
    });
  });
}
