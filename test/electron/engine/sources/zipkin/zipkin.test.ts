// Against the fake Zipkin, which is held against a real one elsewhere, and against servers that behave badly on purpose.
import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import type { TraceSearch } from "#shared/contract/traces";
import type { AppError } from "#shared/model/failure";
import { hours, minutes } from "#shared/units/time";
import { connectZipkin } from "../../../../../electron/engine/sources/zipkin/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { startHttp } from "../../../../support/misbehaving-server";
import { type FakeZipkinOptions, startFakeZipkin } from "../../../../support/traces/fake-zipkin";
import { generatedStartMs, generateTrace } from "../../../../support/traces/generator";

const never = new AbortController().signal;
const started: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

async function connect(url: string) {
  const clock = createFakeClock(generatedStartMs + minutes(5));
  const connection = connectionTo(url, { kind: "zipkin", name: "Prod" });
  const zipkin = await connectZipkin({ connection, readSecret: async () => undefined, clock });
  started.push(() => zipkin.close({ breakOff: true }));
  return zipkin;
}

const traces = [1, 2, 3].map((seed) => generateTrace({ seed, spans: 12, errors: 0.3, startMs: generatedStartMs + seed * 1000 }));
const [first = traces[0]] = traces;
const root = first?.spans.find(({ parentSpanId }) => parentSpanId === undefined);
const service = (first && root && first.processes[root.process]?.service) ?? "";

async function open(options: FakeZipkinOptions = {}) {
  const server = await startFakeZipkin(options);
  started.push(server.close);
  server.push(traces);
  return { zipkin: await connect(server.url), server };
}

async function serve(answer: RequestListener, path = "") {
  const server = await startHttp(answer);
  started.push(server.stop);
  return { zipkin: await connect(server.url + path), host: new URL(server.url).host };
}

type Zipkin = Awaited<ReturnType<typeof connectZipkin>>;
const lastHour: TraceSearch = { tags: [], startMs: generatedStartMs - hours(1), endMs: generatedStartMs + hours(1), limit: 20 };

async function find(zipkin: Zipkin, search: Partial<TraceSearch> = {}) {
  const warnings: string[] = [];
  const bytes: Uint8Array[] = [];
  for await (const part of zipkin.search({ ...lastHour, ...search, signal: never })) {
    if (part.kind === "warning") warnings.push(part.say);
    if (part.kind === "bytes") bytes.push(part.bytes);
  }
  const found = JSON.parse(Buffer.concat(bytes).toString() || "[]") as { traceId: string }[][];
  return { ids: found.map((spans) => spans[0]?.traceId).sort(), warnings };
}

async function textOf(zipkin: Zipkin, traceId: string): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of zipkin.trace({ traceId, signal: never })) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: AppError) => error.failure ?? error,
  );

const allIds = traces.map(({ traceId }) => traceId).sort();

test("tells its services, and what they do", async () => {
  const { zipkin } = await open();
  const services = await zipkin.services({ signal: never });
  expect(services).toContain(service);
  expect(await zipkin.operations({ service, signal: never })).toContain(root?.operation.toLowerCase());
  expect(await zipkin.abilities({ signal: never })).toEqual({
    api: "Zipkin, API v2",
    searchesWithoutService: true,
    hasSummaries: false,
    hasDependencies: true,
  });
  expect(await zipkin.inspect(never)).toMatchObject({
    kind: "zipkin",
    server: "Zipkin 3.5.1",
    version: "3.5.1",
    traces: { api: "API v2", services },
  });
});

describe("a search", () => {
  test("finds traces of any service, or of one, and says once that it brings whole ones", async () => {
    const { zipkin } = await open();
    expect(await find(zipkin)).toEqual({
      ids: allIds,
      warnings: ["A Zipkin sends whole traces for a search: fewer results come faster."],
    });
    expect(await find(zipkin, { service })).toEqual({ ids: allIds, warnings: [] });
    expect((await find(zipkin, { service: "nobody" })).ids).toEqual([]);
    expect((await find(zipkin, { limit: 1 })).ids).toHaveLength(1);
    expect((await find(zipkin, { endMs: generatedStartMs - minutes(30) })).ids).toEqual([]);
  });

  test.each<{ name: string; search: Partial<TraceSearch>; sent: Record<string, string | null> }>([
    {
      name: "tags as Zipkin writes them, and a tag that is only there",
      search: {
        tags: [
          { key: "error", value: "" },
          { key: "http.method", value: "GET" },
        ],
      },
      sent: { annotationQuery: "error and http.method=GET" },
    },
    { name: "times in milliseconds", search: { startMs: 1000.4, endMs: 3000.4 }, sent: { endTs: "3000", lookback: "2000" } },
    {
      name: "durations in microseconds",
      search: { minDurationNs: 1500, maxDurationNs: 2500 },
      sent: { minDuration: "1", maxDuration: "3" },
    },
    {
      name: "no longest duration without a shortest",
      search: { maxDurationNs: 2e6 },
      sent: { minDuration: "1", maxDuration: "2000" },
    },
    { name: "an operation", search: { service, operation: "get" }, sent: { serviceName: service, spanName: "get" } },
    {
      name: "nothing that was not asked",
      search: {},
      sent: { serviceName: null, spanName: null, annotationQuery: null, minDuration: null },
    },
  ])("sends $name", async ({ search, sent }) => {
    const { zipkin, server } = await open();
    await find(zipkin, search);
    const params = server.requests.at(-1)?.params;
    for (const [name, value] of Object.entries(sent)) expect([name, params?.get(name)]).toEqual([name, value]);
  });

  test.each([
    { key: "a", value: "x and y" },
    { key: "a and b", value: "" },
    { key: "a=b", value: "" },
  ])("for a tag that Zipkin's own words cannot say is refused (%o)", async (tag) => {
    const { zipkin, server } = await open();
    expect(await failureOf(find(zipkin, { tags: [tag] }))).toMatchObject({
      kind: "bad-request",
      say: `Zipkin cannot look for the tag ${tag.key}: “ and ” in it, or “=” in its name, means something else there.`,
    });
    expect(server.requests).toEqual([]);
  });
});

describe("a trace", () => {
  test("comes by an id in capitals, which Zipkin itself refuses", async () => {
    const { zipkin } = await open();
    const text = await textOf(zipkin, first?.traceId.toUpperCase() ?? "");
    expect(JSON.parse(text)).toHaveLength(12);
  });

  test("of 16 digits is found by 32 that begin with zeros", async () => {
    const { zipkin } = await open({ hasShortIds: true });
    const short = first?.traceId.slice(16) ?? "";
    expect(JSON.parse(await textOf(zipkin, `${"0".repeat(16)}${short}`))).toHaveLength(12);
  });

  test("that is not there is told as not there", async () => {
    const { zipkin } = await open();
    expect(await failureOf(textOf(zipkin, "abc"))).toMatchObject({
      kind: "not-found",
      say: "Prod has no trace abc: it has not come, or is older than what is kept there.",
    });
  });
});

test("tells which service calls which, and how many of the calls failed", async () => {
  const { zipkin } = await open();
  const found = await zipkin.dependencies({ endMs: generatedStartMs + hours(1), lookbackMs: hours(2), signal: never });
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ calls, errors }) => calls > 0 && errors !== undefined)).toBe(true);
});

describe("in place of an answer", () => {
  const html = { "content-type": "text/html" };

  test("Zipkin's own page is recognised where its address was given", async () => {
    const { zipkin, host } = await serve((_, response) => response.writeHead(200, html).end("<!doctype html>Zipkin"), "/zipkin");
    expect(await failureOf(zipkin.services({ signal: never }))).toMatchObject({
      kind: "not-that-server",
      say: `${host} answered with Zipkin's web page: leave /zipkin out of the URL of Prod, as in http://${host}.`,
    });
  });

  test.each<{ name: string; status: number; type: string; body: string; failure: object }>([
    {
      name: "its own refusal",
      status: 400,
      type: "text/*",
      body: "endTs <= 0",
      failure: { kind: "bad-request", say: "Prod refused the request: endTs <= 0." },
    },
    {
      name: "a path that is not there",
      status: 404,
      type: "text/plain",
      body: "404 Not Found",
      failure: { kind: "not-that-server", say: expect.stringContaining("is Prod a Zipkin") },
    },
    {
      name: "a login page",
      status: 200,
      type: "text/html",
      body: "<!doctype html>Sign in",
      failure: { kind: "not-that-server" },
    },
    {
      name: "a failure",
      status: 500,
      type: "text/*",
      body: "storage is away",
      failure: { kind: "server-error", say: "Prod failed (500), saying “storage is away”." },
    },
    { name: "broken JSON", status: 200, type: "application/json", body: '["a', failure: { kind: "not-that-server" } },
    {
      name: "another shape",
      status: 200,
      type: "application/json",
      body: '{"services":[]}',
      failure: { kind: "not-that-server", say: "Prod answered in a shape that Zipkin's API does not have." },
    },
  ])("$name is told", async ({ status, type, body, failure }) => {
    const { zipkin } = await serve((_, response) => response.writeHead(status, { "content-type": type }).end(body));
    expect(await failureOf(zipkin.services({ signal: never }))).toMatchObject(failure);
  });
});

test("a Zipkin without traces says where they are sent to", async () => {
  const { zipkin, host } = await serve((request, response) => {
    if (request.url === "/api/v2/services") response.writeHead(200, { "content-type": "application/json" }).end("[]");
    else response.writeHead(404).end();
  });
  expect((await zipkin.inspect(never)).remarks.at(-1)).toBe(
    `No traces have come yet: programs send them to http://${host}/api/v2/spans.`,
  );
});
