// Traces through the whole engine and both transports, as a window asks for them: connections are saved, and streams bring, piece by
// piece, what the servers send.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StreamFrame, StreamInput, StreamName } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { createTraceReading } from "#shared/traces/read/index";
import { tracesIn } from "#shared/traces/traces-in";
import { createMemoryVault } from "../../electron/cli/asker";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { eventually } from "../support/eventually";
import { createFakeNotifier } from "../support/fake-notifier";
import { type FakeJaeger, startFakeJaeger } from "../support/traces/fake-jaeger";
import type { FakeServer } from "../support/traces/fake-server";
import { startFakeZipkin } from "../support/traces/fake-zipkin";
import { generatedStartMs, generateTrace } from "../support/traces/generator";
import { expectedSpans, readSpans } from "../support/traces/told-spans";
import { quietLog, type Transport, transports } from "../support/transports";

const trace = generateTrace({ seed: 12, spans: 20_000, links: 50, orphans: 2, repeated: 10, skew: 5 });
const search = { tags: [], startMs: generatedStartMs - 1000, endMs: generatedStartMs + 600_000, limit: 20 };
const servers: FakeServer[] = [];
let dataFolder: string;
let engine: Engine;
let jaeger: FakeJaeger;

async function save(kind: string, url: string, name: string): Promise<string> {
  const saved = await engine.api.run("connections.save", { kind, name, url });
  if (!saved.ok) throw new Error(saved.failure.say);
  return saved.value.id;
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-traces-"));
  const notifier = createFakeNotifier();
  engine = await createEngine({
    dataFolder,
    shell: "desktop",
    version: "1.2.3",
    vault: createMemoryVault(),
    log: quietLog,
    notifier,
  });
  await engine.start();
  jaeger = await startFakeJaeger();
  servers.push(jaeger);
  jaeger.push([trace]);
});
afterAll(async () => {
  await engine?.close();
  await Promise.all(servers.map((server) => server.close()));
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Takes frames one after the other, as a window does that reads each before it asks for the next. */
function take<N extends StreamName>({ bridge }: Transport, name: N, input: StreamInput<N>): Promise<StreamFrame<N>[]> {
  const frames: StreamFrame<N>[] = [];
  return new Promise((resolve, reject) => {
    const stream = bridge.open(
      name,
      input,
      2,
      (frame) => {
        frames.push(frame);
        stream.grant(1);
      },
      (failure) => (failure ? reject(Object.assign(new Error(failure.say), { failure })) : resolve(frames)),
    );
  });
}

const failureOf = (promise: Promise<unknown>): Promise<Failure | undefined> =>
  promise.then(
    () => undefined,
    (error: { failure: Failure }) => error.failure,
  );

describe.each(transports)("over $name", ({ open }) => {
  let window: Transport;
  beforeAll(async () => {
    window = await open(engine.api);
  });
  afterAll(() => window.close());

  test("a trace of 20,000 spans comes in pieces of a megabyte at most, and says all that was sent", async () => {
    const source = await save("jaeger", jaeger.url, "Traces");
    const frames = await take(window, "traces.trace", { source, traceId: trace.traceId });
    expect(frames.length).toBeGreaterThan(10);
    expect(Math.max(...frames.map(({ bytes }) => bytes.byteLength))).toBeLessThanOrEqual(1024 * 1024);
    const reading = createTraceReading();
    for (const { bytes } of frames) reading.push(bytes);
    const { table, isCut, problems } = reading.end();
    expect({ isCut, problems }).toEqual({ isCut: false, problems: [] });
    expect(readSpans(table, tracesIn(table)[0]?.rows ?? [])).toEqual(expectedSpans(trace, "otlp"));
  });

  test("a search brings summaries where the server has them, and never the traces", async () => {
    const source = await save("jaeger", jaeger.url, "Traces");
    const frames = await take(window, "traces.search", { source, search });
    expect(frames).toMatchObject([{ kind: "summaries", summaries: [{ traceId: trace.traceId, spans: 20_000, orphans: 2 }] }]);
    expect(jaeger.requests.filter(({ path }) => path === "/api/v3/traces")).toEqual([]);
  });

  test("a Zipkin's search brings whole traces, as bytes", async () => {
    const zipkin = await startFakeZipkin();
    servers.push(zipkin);
    zipkin.push([{ ...trace, spans: trace.spans.slice(0, 500) }]);
    const source = await save("zipkin", zipkin.url, "Older traces");
    const reading = createTraceReading();
    for (const frame of await take(window, "traces.search", { source, search })) {
      if (frame.kind === "bytes") reading.push(frame.bytes);
    }
    expect(reading.end().table.count).toBe(500);
  });

  test("names and dependencies come as answers", async () => {
    const source = await save("jaeger", jaeger.url, "Traces");
    const services = await engine.api.run("traces.services", { source });
    expect(services.ok && services.value.services).toEqual([...new Set(trace.processes.map(({ service }) => service))].sort());
    const dependencies = await engine.api.run("traces.dependencies", { source, endMs: search.endMs, lookbackMs: 3_600_000 });
    const others = dependencies.ok ? dependencies.value.dependencies : [];
    // What the two lost for want of their parents is not counted; the root was called by nobody.
    expect(others.reduce((sum, { calls }) => sum + calls, 0)).toBe(20_000 - 3);
  });

  test("a window that has seen enough ends the request", async () => {
    const slow = await startFakeJaeger();
    servers.push(slow);
    slow.push([trace]);
    slow.misbehave({ kind: "slow", pieces: 1000, pauseMs: 20 }, trace.traceId);
    const source = await save("jaeger", slow.url, "Slow traces");
    let frames = 0;
    const stream = window.bridge.open(
      "traces.trace",
      { source, traceId: trace.traceId },
      1,
      () => void frames++,
      () => undefined,
    );
    await eventually(() => frames || undefined, "the first piece");
    stream.close();
    await eventually(() => slow.openConnections() === 0 || undefined, "the connection is given up");
    expect(frames).toBe(1);
  });

  test.each<{ name: string; break(server: FakeJaeger): void; kind: string; say: RegExp }>([
    { name: "a trace that is not there", break: () => undefined, kind: "not-found", say: /00000000000000000000000000000abc|abc/ },
    { name: "a login page", break: (it) => it.misbehave({ kind: "html" }), kind: "not-that-server", say: /page|HTML|web/i },
    {
      name: "a proxy that refuses",
      break: (it) => it.misbehave({ kind: "status", status: 403, text: "<h1>Forbidden</h1>" }),
      kind: "unauthorized",
      say: /403|refuse|allowed/i,
    },
    {
      name: "a server that has too much to do",
      break: (it) => it.misbehave({ kind: "status", status: 503, text: "try later" }),
      kind: "server-error",
      say: /503|try later/,
    },
  ])("$name is a failure that says so", async ({ break: breakIt, kind, say }) => {
    const broken = await startFakeJaeger();
    servers.push(broken);
    breakIt(broken);
    const source = await save("jaeger", broken.url, "Broken");
    const failure = await failureOf(take(window, "traces.trace", { source, traceId: "abc" }));
    expect(failure).toMatchObject({ kind, say: expect.stringMatching(say) });
  });
});
