// One suite, asked of the fake Jaeger in its versions and of a real one: what the console makes of any of them must be the same.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { systemClock } from "../../electron/engine/clock";
import { connectJaeger, type JaegerSource } from "../../electron/engine/sources/jaeger/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { findJaeger, neededForJaeger, startRealJaeger } from "../support/real-traces";
import { suite } from "../support/suite";
import { fetchTrace, findTraces } from "../support/traces/ask-traces";
import { type FakeJaegerOptions, startFakeJaeger } from "../support/traces/fake-jaeger";
import type { GeneratedTrace } from "../support/traces/generated";
import { generateTrace, generateTraces } from "../support/traces/generator";
import { callsIn } from "../support/traces/kept-traces";
import { pushOtlp } from "../support/traces/push";
import { withId } from "../support/traces/requests";
import { hex } from "../support/traces/span-words";
import { expectedSpans } from "../support/traces/told-spans";

const never = new AbortController().signal;
const jaeger = findJaeger();

interface Server {
  url: string;
  push(traces: readonly GeneratedTrace[]): Promise<void>;
  stop(): Promise<void>;
}

async function startFake(options: FakeJaegerOptions): Promise<Server> {
  const fake = await startFakeJaeger(options);
  return { url: fake.url, push: async (traces) => fake.push(traces), stop: fake.close };
}

async function startReal(): Promise<Server> {
  const real = await startRealJaeger(jaeger ?? { program: "jaeger" });
  return { ...real, push: (traces) => pushOtlp(real.otlpUrl, traces) };
}

const servers: { name: string; missing: string[]; findsWhatWentWell?: true; start(): Promise<Server> }[] = [
  { name: "the fake Jaeger of 2026", missing: [], start: () => startFake({ api: "v3" }) },
  { name: "the fake Jaeger 2.20", missing: [], start: () => startFake({ api: "both" }) },
  { name: "the fake Jaeger 2.13", missing: [], findsWhatWentWell: true, start: () => startFake({ api: "v3-old" }) },
  { name: "the fake Jaeger 1.76", missing: [], start: () => startFake({ api: "v3-old", isVersion1: true }) },
  { name: "a fake Jaeger without API v3", missing: [], start: () => startFake({ api: "v1" }) },
  {
    name: "a fake Jaeger that answers in pieces, below a path",
    missing: [],
    findsWhatWentWell: true,
    start: () => startFake({ api: "v3-old", answersInPieces: true, prefix: "/tools/jaeger" }),
  },
  { name: "a real Jaeger", missing: jaeger ? [] : [neededForJaeger], findsWhatWentWell: true, start: startReal },
];

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error.failure,
  );

for (const { name, missing, findsWhatWentWell, start } of servers) {
  suite(name, missing, () => {
    const nowMs = Date.now();
    // Services of this run only: a Jaeger that others use has traces of its own.
    const own = `t${nowMs.toString(36)}`;
    const random = createRandom(nowMs);
    const renamed = (traces: readonly GeneratedTrace[]) =>
      traces.map((trace) => ({
        ...withId(trace, hex(random, 32)),
        processes: trace.processes.map((process) => ({ ...process, service: `${own}-${process.service}` })),
      }));
    const options = { spans: 60, services: 4, links: 6, orphans: 1, repeated: 1, errors: 0.02, hasNanoseconds: true };
    const startMs = nowMs - 120_000;
    const traces = renamed(generateTraces(6, { ...options, seed: chooseSeed(), startMs, everyMs: 10_000 }));
    const frontend = `${own}-frontend`;
    const window = { startMs: startMs - 60_000, endMs: nowMs };
    const newestFirst = traces.map(({ traceId }) => traceId).reverse();
    const [first] = traces;
    if (!first) throw new Error("there are traces");
    const spansWith = (trace: GeneratedTrace, test: (span: GeneratedTrace["spans"][number]) => boolean) => trace.spans.some(test);
    const serviceOf = (trace: GeneratedTrace, process: number) => trace.processes[process]?.service;

    let server: Server;
    let source: JaegerSource;
    beforeAll(async () => {
      server = await start();
      source = await connectJaeger({
        connection: connectionTo(server.url, { kind: "jaeger" }),
        readSecret: async () => undefined,
        clock: systemClock,
      });
      await server.push(traces);
      await eventually(async () => {
        const { ids } = await findTraces(source, { service: frontend, ...window });
        return ids.length === traces.length || undefined;
      }, "the traces are there");
    });
    afterAll(async () => {
      await source?.close();
      await server?.stop();
    });

    const search = async (asked: Partial<Parameters<typeof findTraces>[1]>) =>
      findTraces(source, { service: frontend, ...window, ...asked });
    const where = (test: (trace: GeneratedTrace) => boolean) =>
      traces
        .filter(test)
        .map(({ traceId }) => traceId)
        .reverse();

    describe("names", () => {
      test("of services are all there, sorted", async () => {
        const services = await source.services({ signal: never });
        const wanted = new Set(traces.flatMap((trace) => trace.spans.map(({ process }) => serviceOf(trace, process))));
        expect(services).toEqual([...services].sort());
        expect(services.filter((service) => service.startsWith(`${own}-`))).toEqual([...wanted].sort());
      });

      test("of operations are those of the service, once each", async () => {
        const wanted = traces.flatMap((trace) =>
          trace.spans.filter(({ process }) => serviceOf(trace, process) === frontend).map(({ operation }) => operation),
        );
        expect(await source.operations({ service: frontend, signal: never })).toEqual([...new Set(wanted)].sort());
        expect(await source.operations({ service: "nobody", signal: never })).toEqual([]);
      });
    });

    describe("a search", () => {
      test("finds the traces of a service, newest first, with what a list says of them", async () => {
        const { summaries, ids } = await search({});
        expect(ids).toEqual(newestFirst);
        const told = summaries.find(({ traceId }) => traceId === first.traceId);
        const root = first.spans.find(({ parentSpanId }) => parentSpanId === undefined);
        expect(told).toMatchObject({
          rootService: frontend,
          rootOperation: root?.operation,
          spans: 60,
          errors: first.spans.filter(({ status }) => status === "error").length,
          orphans: 1,
        });
        expect(told?.services.reduce((sum, { spans }) => sum + spans, 0)).toBe(60);
        expect(new Set(told?.services.map(({ name }) => name))).toEqual(
          new Set(first.spans.map(({ process }) => serviceOf(first, process))),
        );
        const ends = first.spans.map(({ startNs, durationNs }) => startNs + durationNs);
        const starts = first.spans.map(({ startNs }) => startNs);
        // Where a Jaeger sends whole microseconds, each end may be one too early.
        expect(Math.abs((told?.durationNs ?? 0) - (Math.max(...ends) - Math.min(...starts)))).toBeLessThan(2000);
      });

      test("by operation finds only those that have it in that service", async () => {
        const operation = traces.flatMap(({ spans }) => spans.map((span) => span.operation))[3] ?? "";
        const wanted = where((trace) =>
          spansWith(trace, (span) => span.operation === operation && serviceOf(trace, span.process) === frontend),
        );
        expect((await search({ operation })).ids).toEqual(wanted);
        expect((await search({ operation: "no such operation" })).ids).toEqual([]);
      });

      test("by tags finds those that have all of them in one span", async () => {
        const span = first.spans.find(({ process, tags }) => serviceOf(first, process) === frontend && tags.length > 3);
        const tags = (span?.tags ?? []).slice(0, 3).map(({ key, value }) => ({ key, value: String(value) }));
        const hasAll = where((trace) =>
          spansWith(
            trace,
            (each) =>
              serviceOf(trace, each.process) === frontend &&
              tags.every((wanted) => each.tags.some(({ key, value }) => key === wanted.key && String(value) === wanted.value)),
          ),
        );
        expect(hasAll).toContain(first.traceId);
        expect((await search({ tags })).ids).toEqual(hasAll);
        expect((await search({ tags: [...tags, { key: "not", value: "there" }] })).ids).toEqual([]);
      });

      test("for errors finds those in which the service failed", async () => {
        const having = (wanted: string) =>
          where((trace) =>
            spansWith(trace, ({ status, process }) => status === wanted && serviceOf(trace, process) === frontend),
          );
        const { ids } = await search({ tags: [{ key: "error", value: "true" }] });
        // The storage in memory of 2.13 takes the text "true" for no, and then finds what went well.
        expect([having("error"), ...(findsWhatWentWell ? [having("ok")] : [])]).toContainEqual(ids);
      });

      test("by duration finds those with a span that takes so long, and not longer", async () => {
        const lengths = traces
          .flatMap((trace) => trace.spans.filter(({ process }) => serviceOf(trace, process) === frontend))
          .map(({ durationNs }) => durationNs)
          .sort((a, b) => a - b);
        const minDurationNs = Math.floor((lengths.at(-4) ?? 0) / 1000) * 1000;
        const longer = where((trace) =>
          spansWith(trace, ({ durationNs, process }) => durationNs >= minDurationNs && serviceOf(trace, process) === frontend),
        );
        expect((await search({ minDurationNs })).ids).toEqual(longer);
        expect((await search({ minDurationNs: 3_600_000_000_000 })).ids).toEqual([]);
        const maxDurationNs = Math.ceil((lengths[2] ?? 0) / 1000) * 1000;
        const shorter = where((trace) =>
          spansWith(trace, ({ durationNs, process }) => durationNs <= maxDurationNs && serviceOf(trace, process) === frontend),
        );
        expect((await search({ maxDurationNs })).ids).toEqual(shorter);
      });

      test("is bound to its time and to its number", async () => {
        expect((await search({ startMs: startMs + 25_000 })).ids).toEqual(newestFirst.slice(0, 3));
        expect((await search({ endMs: startMs + 25_000 })).ids).toEqual(newestFirst.slice(3));
        expect((await search({ limit: 2 })).ids).toHaveLength(2);
      });

      test("for a service that is not there finds nothing, and does not fail", async () => {
        expect(await search({ service: "nobody" })).toMatchObject({ ids: [] });
      });

      test("without a service finds all where that can be, and asks for one where not", async () => {
        const { searchesWithoutService } = await source.abilities({ signal: never });
        const { service: _, ...any } = { service: undefined, ...window, limit: 1000 };
        const found = await findTraces(source, any).catch(({ failure }: AppError) => failure);
        if (searchesWithoutService) expect("ids" in found && found.ids).toEqual(expect.arrayContaining(newestFirst));
        else if ("ids" in found) expect(found.warnings).toEqual([expect.stringContaining("service")]);
        else expect(found).toMatchObject({ kind: "bad-request", say: expect.stringContaining("service") });
      });
    });

    describe("a trace", () => {
      test("comes with everything that was sent", async () => {
        for (const trace of traces) {
          const { spans, table, isCut, problems } = await fetchTrace(source, trace.traceId);
          expect({ isCut, problems }).toEqual({ isCut: false, problems: [] });
          expect(spans).toEqual(expectedSpans(trace, table.format));
        }
      });

      test("is found by its id in capitals, and where it is about known when it was", async () => {
        expect((await fetchTrace(source, first.traceId.toUpperCase())).spans).toHaveLength(60);
        expect((await fetchTrace(source, first.traceId, { startMs, endMs: startMs + 1000 })).spans).toHaveLength(60);
        expect((await fetchTrace(source, first.traceId, { startMs: startMs - 86_400_000 })).spans).toHaveLength(60);
      });

      test("with a short id is found with and without its zeros", async () => {
        const short = withId(generateTrace({ seed: nowMs, spans: 5, startMs }), `0000000000000000${hex(random, 16)}`);
        await server.push([short]);
        const id = short.traceId.slice(16);
        await eventually(() => fetchTrace(source, id).catch(() => undefined), "the trace is there");
        expect((await fetchTrace(source, id)).spans).toHaveLength(5);
        expect((await fetchTrace(source, short.traceId)).spans).toHaveLength(5);
      });

      test("that nobody knows fails as not found, with its id", async () => {
        const unknown = hex(random, 32);
        const failure = await failureOf(fetchTrace(source, unknown));
        expect(failure).toMatchObject({ kind: "not-found", say: expect.stringContaining(unknown) });
      });

      test("of clocks that do not agree comes as it was recorded", async () => {
        const [skewed] = renamed([generateTrace({ seed: 5, spans: 40, services: 5, skew: 2000, startMs })]);
        if (!skewed) throw new Error("there is a trace");
        await server.push([skewed]);
        await eventually(() => fetchTrace(source, skewed.traceId).catch(() => undefined), "the trace is there");
        const { spans, table } = await fetchTrace(source, skewed.traceId);
        expect(spans).toEqual(expectedSpans(skewed, table.format));
      });

      test("of hostile words and odd values comes as it was sent", async () => {
        const [trace] = renamed([generateTrace({ seed: 6, spans: 4, startMs, order: "tree" })]);
        const span = trace?.spans[1];
        if (!trace || !span) throw new Error("there is a span");
        span.operation = "<img src=x onerror=alert(1)> \u202egnp.exe";
        span.tags.push(
          { key: "__proto__", value: "polluted" },
          { key: "constructor", value: "x" },
          { key: "json", value: '{"a":[1,{"b":null}]}' },
          { key: "lines", value: "one\ntwo\t\u001b[31mred 😀 𝒳" },
          { key: "long", value: "x".repeat(300_000) },
          { key: "big", value: 9_223_372_036_854_775_807n },
          { key: "bytes", value: new Uint8Array([0, 1, 2, 255]) },
          { key: "empty", value: "" },
          { key: "no", value: false },
          { key: "zero", value: 0 },
        );
        await server.push([trace]);
        await eventually(() => fetchTrace(source, trace.traceId).catch(() => undefined), "the trace is there");
        const { spans, table } = await fetchTrace(source, trace.traceId);
        expect(spans).toEqual(expectedSpans(trace, table.format));
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      });

      test("of 3,000 spans comes whole", async () => {
        const [long] = renamed([generateTrace({ seed: 8, spans: 3000, startMs })]);
        if (!long) throw new Error("there is a trace");
        // Senders send what has ended, a few hundred spans each time; some receivers take no more.
        for (let from = 0; from < 3000; from += 500) await server.push([{ ...long, spans: long.spans.slice(from, from + 500) }]);
        const { spans, table } = await eventually(async () => {
          const fetched = await fetchTrace(source, long.traceId).catch(() => undefined);
          return fetched?.spans.length === 3000 ? fetched : undefined;
        }, "all its spans are there");
        expect(spans).toEqual(expectedSpans(long, table.format));
      });
    });

    test("dependencies say who called whom, how often", async () => {
      const counts = new Map<string, number>();
      for (const trace of traces) {
        for (const { parent, child } of callsIn(trace)) {
          const [from, to] = [serviceOf(trace, parent.process), serviceOf(trace, child.process)];
          if (from !== to) counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
        }
      }
      const told = await source.dependencies({ endMs: nowMs, lookbackMs: 3_600_000, signal: never });
      const others = told.filter(({ parent, child }) => parent !== child && parent.startsWith(`${own}-`));
      // Traces of the tests above may be among them.
      for (const [call, count] of counts) {
        expect(others.find(({ parent, child }) => `${parent} ${child}` === call)?.calls).toBeGreaterThanOrEqual(count);
      }
    });

    test("the test of the connection names what it has found", async () => {
      const tested = await source.inspect(never);
      expect(JSON.stringify(tested)).toMatch(/Jaeger/);
      await source.probe(never);
    });
  });
}
