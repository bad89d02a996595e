// Against the fake Jaeger, which is held against real ones elsewhere: the same questions to each of the versions that there are.
import { afterEach, describe, expect, test } from "vitest";
import type { TraceSearch } from "#shared/contract/traces";
import type { AppError } from "#shared/model/failure";
import { hours, minutes } from "#shared/units/time";
import { connectJaeger } from "../../../../../electron/engine/sources/jaeger/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { type FakeJaegerOptions, startFakeJaeger } from "../../../../support/traces/fake-jaeger";
import { generatedStartMs, generateTrace } from "../../../../support/traces/generator";

const never = new AbortController().signal;
const started: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const traces = [1, 2, 3].map((seed) => generateTrace({ seed, spans: 12, errors: 0.3, startMs: generatedStartMs + seed * 1000 }));
const [first = traces[0]] = traces;
const root = first?.spans.find(({ parentSpanId }) => parentSpanId === undefined);
const rootService = (first && root && first.processes[root.process]?.service) ?? "";

async function open(options: FakeJaegerOptions = {}, hasTraces = true) {
  const clock = createFakeClock(generatedStartMs + minutes(5));
  const server = await startFakeJaeger({ ...options, nowMs: () => clock.now() });
  if (hasTraces) server.push(traces);
  const connection = connectionTo(server.url, { kind: "jaeger", name: "Prod" });
  const jaeger = await connectJaeger({ connection, readSecret: async () => undefined, clock });
  started.push(server.close, () => jaeger.close({ breakOff: true }));
  const paths = () => server.requests.splice(0).map(({ path }) => path);
  return { jaeger, server, clock, paths };
}

const lastHour: TraceSearch = { tags: [], startMs: generatedStartMs - hours(1), endMs: generatedStartMs + hours(1), limit: 20 };

type Jaeger = Awaited<ReturnType<typeof connectJaeger>>;

/** What a search brings: the ids in the answer, whichever form it has. */
async function find(jaeger: Jaeger, search: Partial<TraceSearch> = {}) {
  const ids = new Set<string>();
  const warnings: string[] = [];
  let form = "nothing";
  const bytes: Uint8Array[] = [];
  for await (const part of jaeger.search({ ...lastHour, ...search, signal: never })) {
    if (part.kind === "warning") warnings.push(part.say);
    else form = part.kind;
    if (part.kind === "summaries") for (const { traceId } of part.summaries) ids.add(traceId);
    if (part.kind === "bytes") bytes.push(part.bytes);
  }
  const text = Buffer.concat(bytes).toString();
  for (const [, id] of text.matchAll(/"trace(?:Id|ID)":"([0-9a-f]{32})"/g)) if (id) ids.add(id);
  return { form, ids: [...ids].sort(), warnings };
}

const idsOf = (found: readonly { traceId: string }[]) => found.map(({ traceId }) => traceId).sort();

async function textOf(jaeger: Jaeger, asked: { traceId: string; startMs?: number; endMs?: number }): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of jaeger.trace({ ...asked, signal: never })) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: AppError) => error.failure ?? error,
  );

/** The fake's clock is that of the machine, and ours stands still. */
const withoutClock = (remarks: readonly string[]) => remarks.filter((remark) => !remark.startsWith("Its clock"));

const versions: { name: string; options: FakeJaegerOptions; api: string; form: string }[] = [
  { name: "the newest", options: { api: "v3" }, api: "API v3 with summaries", form: "summaries" },
  { name: "2.19", options: { api: "both" }, api: "API v3 with summaries", form: "summaries" },
  { name: "1.76", options: { api: "v3-old" }, api: "API v3", form: "bytes" },
  { name: "one from before API v3", options: { api: "v1" }, api: "API v1", form: "bytes" },
  {
    name: "one under a base path",
    options: { api: "v3", prefix: "/tracing/ui" },
    api: "API v3 with summaries",
    form: "summaries",
  },
];

describe.each(versions)("$name", ({ options, api, form }) => {
  test("is known by its API, and by its services", async () => {
    const { jaeger } = await open(options);
    expect(await jaeger.abilities({ signal: never })).toMatchObject({
      api: `Jaeger, ${api}`,
      hasSummaries: form === "summaries",
    });
    const services = await jaeger.services({ signal: never });
    expect(services).toContain(rootService);
    expect(services).toEqual([...services].sort());
    const found = await jaeger.inspect(never);
    expect(found).toMatchObject({ kind: "jaeger", server: "Jaeger", traces: { api, services } });
    expect(withoutClock(found.remarks)).toEqual([]);
  });

  test("tells the operations of a service, each once", async () => {
    const { jaeger } = await open(options);
    const operations = await jaeger.operations({ service: rootService, signal: never });
    expect(operations).toContain(root?.operation);
    expect(operations).toEqual([...new Set(operations)].sort());
  });

  test("finds the traces of a service, of an operation, with tags, and no others", async () => {
    const { jaeger } = await open(options);
    expect(await find(jaeger, { service: rootService })).toMatchObject({ form, ids: idsOf(traces) });
    const operation = root?.operation ?? "";
    expect((await find(jaeger, { service: rootService, operation })).ids).toContain(first?.traceId);
    const tag = root?.tags.find(({ value }) => typeof value === "string" && value !== "");
    const tags = [{ key: tag?.key ?? "", value: String(tag?.value) }];
    expect((await find(jaeger, { service: rootService, tags })).ids).toContain(first?.traceId);
    expect((await find(jaeger, { service: rootService, tags: [{ key: tag?.key ?? "", value: "never" }] })).ids).toEqual([]);
    expect((await find(jaeger, { service: "nobody" })).ids).toEqual([]);
  });

  test("finds no more than was asked for, of the time and of the duration that was asked for", async () => {
    const { jaeger } = await open(options);
    const service = rootService;
    expect((await find(jaeger, { service, limit: 1 })).ids).toHaveLength(1);
    expect((await find(jaeger, { service, endMs: generatedStartMs - 1 })).ids).toEqual([]);
    expect((await find(jaeger, { service, minDurationNs: 60e9 })).ids).toEqual([]);
    expect((await find(jaeger, { service, minDurationNs: 1, maxDurationNs: 60e9 })).ids).toEqual(idsOf(traces));
  });

  test("gives a trace by an id in capitals and without its zeros, and says of another that it is not there", async () => {
    const { jaeger } = await open(options);
    const traceId = first?.traceId ?? "";
    for (const id of [traceId, traceId.toUpperCase(), traceId.replace(/^0+/, "")]) {
      const text = await textOf(jaeger, { traceId: id });
      expect(text.match(/"span(?:Id|ID)":/g)?.length).toBeGreaterThanOrEqual(12);
      expect(() => JSON.parse(text)).not.toThrow();
    }
    expect(await failureOf(textOf(jaeger, { traceId: "ABC" }))).toMatchObject({
      kind: "not-found",
      say: "Prod has no trace ABC: it has not come, or is older than what is kept there.",
    });
  });

  test("is asked for spans as they were recorded, and not as its own correction of clocks would have them", async () => {
    const { jaeger, server } = await open(options);
    await find(jaeger, { service: rootService, tags: [{ key: "error", value: "true" }] });
    await textOf(jaeger, { traceId: first?.traceId ?? "" });
    // Summaries are also asked for without anything, to see whether there are any.
    const asked = server.requests.filter(({ path, params }) => /\/trace(s|-summaries)/.test(path) && params.size > 0);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    const raw = ["raw", "rawTraces", "query.rawTraces"];
    expect(asked.filter(({ params }) => !raw.some((name) => params.get(name) === "true"))).toEqual([]);
  });

  test("tells which service calls which", async () => {
    const { jaeger } = await open(options);
    const found = await jaeger.dependencies({ endMs: generatedStartMs + hours(1), lookbackMs: hours(2), signal: never });
    expect(found.some(({ parent, calls }) => parent === rootService && calls > 0)).toBe(true);
  });

  test("that has no traces says where they are sent to", async () => {
    const { jaeger } = await open(options, false);
    expect(withoutClock((await jaeger.inspect(never)).remarks)).toEqual([
      expect.stringMatching(/^No traces have come yet.*4317.*4318/),
    ]);
    expect(await find(jaeger, { service: "any" })).toMatchObject({ ids: [] });
  });
});

test("a summary has what the list shows, and no whole trace is asked for", async () => {
  const { jaeger, paths } = await open();
  await jaeger.services({ signal: never });
  paths();
  const summaries = [];
  for await (const part of jaeger.search({ ...lastHour, limit: 3, signal: never })) {
    if (part.kind === "summaries") summaries.push(...part.summaries);
  }
  expect(paths()).toEqual(["/api/v3/trace-summaries"]);
  expect(summaries.find(({ traceId }) => traceId === first?.traceId)).toMatchObject({
    rootService,
    rootOperation: root?.operation,
    startNs: `${first?.startMs}000000`,
    spans: 12,
    errors: first?.spans.filter(({ status }) => status === "error").length,
    orphans: 0,
  });
});

describe("without a service", () => {
  test.each(["v3", "both"] as const)("the newest find traces (%s)", async (api) => {
    const { jaeger } = await open({ api });
    expect(await jaeger.abilities({ signal: never })).toMatchObject({ searchesWithoutService: true });
    expect((await find(jaeger)).ids).toEqual(idsOf(traces));
  });

  test.each([
    { name: "a proxy gives up", text: "upstream request timeout", status: 504 },
    { name: "its storage fails at it", text: "no such index", status: 500 },
  ])("where $name it is used with one, and is tried again", async ({ status, text }) => {
    const { jaeger, server, paths } = await open({ api: "v3-old" });
    server.misbehave({ kind: "status", status, text }, "/api/v3/traces");
    const abilities = { searchesWithoutService: false, hasDependencies: true };
    expect(await jaeger.abilities({ signal: never })).toMatchObject(abilities);
    paths();
    server.misbehave(undefined, "/api/v3/traces");
    await jaeger.abilities({ signal: never });
    expect(paths()).toEqual(["/api/v3/traces"]);
  });

  test("API v1 finds none, and says what to do", async () => {
    const { jaeger, paths } = await open({ api: "v1" });
    expect(await jaeger.abilities({ signal: never })).toMatchObject({ searchesWithoutService: false });
    paths();
    expect(await failureOf(find(jaeger))).toMatchObject({
      kind: "bad-request",
      say: "Prod finds only the traces of one service: choose a service.",
    });
    expect(paths()).toEqual([]);
  });
});

describe("which API it has", () => {
  test("is found out once, and kept", async () => {
    const { jaeger, paths } = await open({ api: "v1" });
    await jaeger.services({ signal: never });
    expect(paths()).toEqual(["/api/v3/services", "/api/services", "/api/services"]);
    await jaeger.services({ signal: never });
    await textOf(jaeger, { traceId: first?.traceId ?? "" });
    expect(paths()).toEqual(["/api/services", `/api/traces/${first?.traceId}`]);
  });

  test("is looked at again after a while: the server may be a newer one by then", async () => {
    const { jaeger, paths, clock } = await open();
    await jaeger.services({ signal: never });
    await clock.advance(minutes(10));
    paths();
    await jaeger.services({ signal: never });
    expect(paths()).toEqual(["/api/v3/services", "/api/v3/trace-summaries", "/api/v3/services"]);
  });

  test("is looked at again when a path of it is gone", async () => {
    const { jaeger, server, paths } = await open({ api: "both" });
    await jaeger.services({ signal: never });
    paths();
    // As when an older one has taken its place.
    server.misbehave({ kind: "status", status: 404, text: "404 page not found" }, "/trace-summaries");
    expect(await find(jaeger, { service: rootService })).toMatchObject({ form: "bytes", ids: idsOf(traces) });
    expect(paths()).toEqual(["/api/v3/trace-summaries", "/api/v3/services", "/api/v3/trace-summaries", "/api/v3/traces"]);
  });
});

test("that whole traces are sent for a search is told once", async () => {
  const { jaeger } = await open({ api: "v3-old" });
  const tip = "This Jaeger sends whole traces for a search: fewer results come faster.";
  expect((await find(jaeger, { service: rootService })).warnings).toEqual([tip]);
  expect((await find(jaeger, { service: rootService })).warnings).toEqual([]);
});

test("of a Jaeger whose API v3 passes over tags, API v1 is asked for them", async () => {
  const { jaeger, paths } = await open({ api: "v3-old" });
  await find(jaeger, { service: rootService, tags: [{ key: "__proto__", value: 'a "b"' }] });
  expect(paths().at(-1)).toBe("/api/traces");
});

test("a tag that is wanted with two values is refused before anything is asked", async () => {
  const { jaeger, paths } = await open();
  const tags = [
    { key: "a", value: "1" },
    { key: "a", value: "2" },
  ];
  expect(await failureOf(find(jaeger, { tags }))).toMatchObject({
    kind: "bad-request",
    say: "A tag has one value in a span, and a is wanted with two: leave one of them out.",
  });
  expect(paths()).toEqual([]);
});

test("about when a trace was is told with an hour to spare, and is forgotten where nothing is found by it", async () => {
  const { jaeger, server } = await open();
  await textOf(jaeger, { traceId: first?.traceId ?? "", startMs: generatedStartMs });
  const { params } = server.requests.at(-1) ?? {};
  expect(params?.get("startTime")).toBe(new Date(generatedStartMs - hours(1)).toISOString());
  expect(params?.get("end_time")).toBe(new Date(generatedStartMs + hours(1)).toISOString());
  server.requests.splice(0);
  await failureOf(textOf(jaeger, { traceId: "abc", startMs: 0 }));
  expect(server.requests.map(({ params }) => params.has("startTime"))).toEqual([true, false]);
});

test("a tenant that is wanted is told of with the header that it goes into", async () => {
  const { jaeger } = await open({ tenancyHeader: "x-tenant" });
  expect(await failureOf(jaeger.services({ signal: never }))).toMatchObject({
    kind: "unauthorized",
    say: "Prod wants to know which tenant asks (401): add its header to the connection, mostly x-tenant.",
  });
});
