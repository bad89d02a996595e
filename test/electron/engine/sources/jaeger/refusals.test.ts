// What a Jaeger, or what stands in its place, says in place of an answer, and what a user is told of it.
import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { connectJaeger } from "../../../../../electron/engine/sources/jaeger/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { type MisbehavingServer, startHttp, startTcp } from "../../../../support/misbehaving-server";

const never = new AbortController().signal;
const started: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

async function connect(server: MisbehavingServer, path = "") {
  const clock = createFakeClock();
  const connection = connectionTo(server.url + path, { kind: "jaeger", name: "Prod" });
  const jaeger = await connectJaeger({ connection, readSecret: async () => undefined, clock });
  started.push(server.stop, () => jaeger.close({ breakOff: true }));
  return { jaeger, host: new URL(server.url).host, clock };
}

const serve = async (answer: RequestListener, path?: string) => connect(await startHttp(answer), path);
const serveTcp = async (onConnection: (socket: Socket) => void) => connect(await startTcp(onConnection));

const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: AppError) => error.failure ?? error,
  );

type Jaeger = Awaited<ReturnType<typeof connectJaeger>>;
const services = ({ services: ask }: Jaeger) => failureOf(ask({ signal: never }));
const inspect = (jaeger: Jaeger) => failureOf(jaeger.inspect(never));
const trace = (jaeger: Jaeger) => failureOf(all(jaeger.trace({ traceId: "abc", signal: never })));

async function all(parts: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const part of parts) found.push(part);
  return found;
}

const plain = { "content-type": "text/plain; charset=utf-8" };
const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };

/** Answers as the newest does, but for traces. */
const butForTraces =
  (answer: RequestListener): RequestListener =>
  (request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    if (path === "/api/v3/services") response.writeHead(200, json).end('{"services":["a"]}');
    else if (path === "/api/v3/trace-summaries") response.writeHead(404, plain).end("404 page not found");
    else answer(request, response);
  };

describe("a refusal in Jaeger's own words", () => {
  test.each([
    {
      name: "API v3, as text",
      status: 400,
      body: '{"error":{"httpCode":400,"message":"malformed parameter query.durationMin: time: invalid duration \\"x\\""}}',
      failure: {
        kind: "bad-request",
        say: 'Prod refused the request: malformed parameter query.durationMin: time: invalid duration "x".',
      },
    },
    {
      name: "API v1, as text",
      status: 500,
      body: '{"data":null,"total":0,"limit":0,"offset":0,"errors":[{"code":500,"msg":"no such host: cassandra"}]}',
      failure: { kind: "server-error", say: "Prod failed (500): no such host: cassandra." },
    },
    {
      name: "a storage that wants a service",
      status: 400,
      body: '{"error":{"httpCode":400,"message":"this storage backend requires a service name to search; searching all services is not supported"}}',
      failure: { kind: "bad-request", say: "Prod finds only the traces of one service: choose a service." },
    },
    {
      name: "a storage of an older one that wants a service",
      status: 500,
      body: '{"error":{"httpCode":500,"message":"service Name must be set"}}',
      failure: { kind: "bad-request", say: "Prod finds only the traces of one service: choose a service." },
    },
    {
      name: "a storage that is too slow",
      status: 500,
      body: '{"error":{"httpCode":500,"message":"context deadline exceeded"}}',
      failure: { kind: "timeout", say: "Prod gave up before it was through (500): choose a shorter time or fewer results." },
    },
    {
      name: "what it is not set up for",
      status: 501,
      body: '{"data":null,"errors":[{"code":501,"msg":"metrics querying is currently disabled"}]}',
      failure: {
        kind: "not-supported",
        say: "Prod cannot do this as it is set up (501): metrics querying is currently disabled.",
      },
    },
    {
      name: "a tenant it does not know",
      status: 401,
      body: "unknown tenant",
      failure: {
        kind: "unauthorized",
        say: "Prod does not know that tenant (401): check the value of the connection's header x-tenant.",
      },
    },
    {
      name: "signs that would reorder the sentence",
      status: 400,
      body: JSON.stringify({ error: { message: "bad \u202Ename\u0000\nsecond line." } }),
      failure: { kind: "bad-request", say: "Prod refused the request: bad  name second line." },
    },
  ])("is told: $name", async ({ status, body, failure }) => {
    const { jaeger } = await serve(butForTraces((_, response) => response.writeHead(status, plain).end(body)));
    expect(await trace(jaeger)).toMatchObject(failure);
  });
});

describe("what is no Jaeger", () => {
  test.each<{ name: string; status: number; headers: Record<string, string>; body: string; say: RegExp }>([
    {
      name: "a login page",
      status: 200,
      headers: html,
      body: "<!doctype html><title>Sign in</title>",
      say: /^127\.0\.0\.1:\d+ answered with a web page \(200\), not as Jaeger does: check the URL and its path prefix, and whether a login page is in the way\.$/,
    },
    { name: "a login", status: 401, headers: html, body: "<h1>no</h1>", say: /^Prod asks who you are \(401\)/ },
    {
      name: "a proxy that forbids",
      status: 403,
      headers: html,
      body: "<h1>no</h1>",
      say: /^Prod does not allow this \(403\)\.$/,
    },
    {
      name: "a proxy before nothing",
      status: 502,
      headers: html,
      body: "<h1>no</h1>",
      say: /^The proxy at .* gets no answer from Prod \(502\)\.$/,
    },
    {
      name: "something else",
      status: 404,
      headers: plain,
      body: "404 page not found",
      say: /^127\.0\.0\.1:\d+ has nothing at \/api\/v3\/services \(404\): is Prod a Jaeger, and is a path prefix missing from its URL\?$/,
    },
    {
      name: "another API that says yes to all",
      status: 200,
      headers: json,
      body: '{"status":"ok"}',
      say: /^Prod answered in a shape that Jaeger's API does not have\.$/,
    },
    {
      name: "an answer that breaks off",
      status: 200,
      headers: json,
      body: '{"services":["a',
      say: /^Prod answered with JSON that is broken or cut off \(200\)\.$/,
    },
  ])("is said: $name", async ({ status, headers, body, say }) => {
    const { jaeger } = await serve((_, response) => response.writeHead(status, headers).end(body));
    expect(await services(jaeger)).toMatchObject({ say: expect.stringMatching(say) });
  });

  test("a page in place of a trace is no trace", async () => {
    const { jaeger } = await serve(butForTraces((_, response) => response.writeHead(200, html).end("<!doctype html>Sign in")));
    expect(await trace(jaeger)).toMatchObject({ kind: "not-that-server", say: expect.stringContaining("with a web page (200)") });
  });

  test("a page that is said to be text is no trace either", async () => {
    const { jaeger } = await serve(butForTraces((_, response) => response.writeHead(200, plain).end("<!doctype html>Sign in")));
    expect(await trace(jaeger)).toMatchObject({ kind: "not-that-server" });
  });
});

describe("Jaeger's own page in place of data", () => {
  const page = (basePath: string) => `<!doctype html><html><base href="${basePath}" data-inject-target="BASE_URL"/></html>`;

  test("tells the base path that is missing from the URL", async () => {
    const { jaeger, host } = await serve((_, response) => response.writeHead(200, html).end(page("/tracing/ui/")));
    expect(await services(jaeger)).toMatchObject({
      kind: "not-that-server",
      say: `${host} answered with Jaeger's web page, and not with data: check the URL of Prod; its base path is /tracing/ui, so its URL has to be http://${host}/tracing/ui.`,
    });
  });

  test("of a URL with too much in it says so", async () => {
    const { jaeger, host } = await serve((_, response) => response.writeHead(200, html).end(page("/")), "/search");
    expect(await services(jaeger)).toMatchObject({
      say: `${host} answered with Jaeger's web page, and not with data: check the URL of Prod; leave out what stands behind its base path, such as /search.`,
    });
  });

  test.each(["/a b/", "//evil.example/", "https://evil.example/", "/x/../y/<b>/", "/x"])(
    "is not believed a base path like %j",
    async (basePath) => {
      const { jaeger } = await serve((_, response) => response.writeHead(200, html).end(page(basePath)));
      const failure = await services(jaeger);
      expect(failure).toMatchObject({ say: expect.stringContaining("with a web page (200)") });
      expect(JSON.stringify(failure)).not.toContain("evil");
    },
  );
});

describe("another port of a Jaeger", () => {
  test("that takes traces in is told of", async () => {
    const { jaeger, host } = await serve((request, response) => {
      if (request.url === "/v1/traces") response.writeHead(405, plain).end("405 method not allowed, supported: [POST]");
      else response.writeHead(404, plain).end("404 page not found");
    });
    expect(await inspect(jaeger)).toMatchObject({
      kind: "not-that-server",
      say: `${host} takes traces in (OTLP) and does not show them; Jaeger answers queries at another port, mostly 127.0.0.1:16686.`,
    });
  });

  test("that speaks gRPC is told of", async () => {
    // What a server of HTTP/2 begins with: its settings.
    const settings = Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 5, 0, 0, 64, 0]);
    const { jaeger, host } = await serveTcp((socket) => socket.write(settings));
    expect(await inspect(jaeger)).toMatchObject({
      kind: "not-that-server",
      say: `${host} speaks gRPC and not plain HTTP; Jaeger answers queries at another port, mostly 127.0.0.1:16686.`,
    });
  });

  test("is not seen in what speaks neither", async () => {
    const { jaeger } = await serveTcp((socket) => socket.write("220 mail.example ESMTP\r\n"));
    expect(await inspect(jaeger)).toMatchObject({ say: expect.stringContaining("does not speak HTTP") });
  });
});

test("of the page, a test of the connection tells the version; of the clock, by how much it is off", async () => {
  const { jaeger, clock } = await serve((request, response) => {
    response.setHeader("date", new Date(clock.now() + 600_000).toUTCString());
    const path = request.url?.split("?")[0];
    if (path === "/api/v3/services") response.writeHead(200, json).end('{"services":["b","a"]}');
    else if (path === "/api/v3/trace-summaries") response.writeHead(400, plain).end('{"error":{"message":"x"}}');
    else
      response
        .writeHead(200, html)
        .end('<!doctype html> JAEGER_VERSION = {"gitCommit":"1","gitVersion":"v2.19.0","buildDate":""};');
  });
  expect(await jaeger.inspect(never)).toEqual({
    kind: "jaeger",
    server: "Jaeger 2.19.0",
    version: "2.19.0",
    latencyMs: 0,
    clockSkewMs: 600_500,
    traces: { api: "API v3 with summaries", services: ["a", "b"] },
    remarks: ["Its clock is 601 s ahead of this machine's: the newest traces seem missing or in the future."],
  });
});

test("long answers of several objects, with an error among them, pass through as they are", async () => {
  const body = '{"result":{"resourceSpans":[]}}{"result":{}}\n{"error":{"message":"lost a shard"}}';
  const { jaeger } = await serve(butForTraces((_, response) => response.writeHead(200, plain).end(body)));
  const parts = (await all(jaeger.trace({ traceId: "abc", signal: never }))) as { bytes: Uint8Array }[];
  expect(Buffer.concat(parts.map(({ bytes }) => bytes)).toString()).toBe(body);
});

test("nil lists of Go are empty lists", async () => {
  const { jaeger } = await serve((request, response) => {
    if (request.url?.startsWith("/api/dependencies")) response.writeHead(200, json).end('{"data":null,"errors":null}');
    else response.writeHead(200, plain).end("{}");
  });
  expect(await jaeger.services({ signal: never })).toEqual([]);
  expect(await jaeger.operations({ service: "a", signal: never })).toEqual([]);
  expect(await jaeger.dependencies({ endMs: 1, lookbackMs: 1, signal: never })).toEqual([]);
});

test("a service with a slash in its name is asked for where no proxy can split it", async () => {
  const asked: (string | undefined)[] = [];
  const { jaeger } = await serve((request, response) => {
    asked.push(request.url);
    if (request.url?.startsWith("/api/v3")) response.writeHead(404, plain).end("404 page not found");
    else if (request.url === "/api/services") response.writeHead(200, json).end('{"data":["a/b","c d"]}');
    else if (request.url?.startsWith("/api/operations"))
      response.writeHead(200, json).end('{"data":[{"name":"x"},{"name":"x"}]}');
    else response.writeHead(200, json).end('{"data":["y"]}');
  });
  expect(await jaeger.operations({ service: "a/b", signal: never })).toEqual(["x"]);
  expect(await jaeger.operations({ service: "c d", signal: never })).toEqual(["y"]);
  expect(asked.slice(2)).toEqual(["/api/operations?service=a%2Fb", "/api/services/c%20d/operations"]);
});

test("a reader who leaves at the first word of a search leaves no request behind", async () => {
  let onLeft = () => {};
  const left = new Promise<void>((resolve) => {
    onLeft = resolve;
  });
  const { jaeger, clock } = await serve(
    butForTraces((_, response) => {
      response.on("close", onLeft);
      response.writeHead(200, json).write(`{"result":${" ".repeat(600 * 1024)}`);
    }),
  );
  const search = { service: "a", tags: [], startMs: 0, endMs: 1, limit: 1 };
  for await (const part of jaeger.search({ ...search, signal: never })) {
    expect(part).toMatchObject({ kind: "warning" });
    break;
  }
  await left;
  expect(clock.pendingTimers).toBe(0);
});

test.each<{ name: string; status: number; body: string; isAble: boolean }>([
  { name: "finds something", status: 200, body: '{"result":{"resourceSpans":[]}}', isAble: true },
  { name: "finds nothing, which tells nothing", status: 404, body: '{"error":{"message":"No traces found"}}', isAble: false },
  { name: "fails at it", status: 500, body: '{"error":{"message":"service name must be set"}}', isAble: false },
])("that an older one searches without a service is believed when it $name: $isAble", async ({ status, body, isAble }) => {
  const { jaeger } = await serve(butForTraces((_, response) => response.writeHead(status, plain).end(body)));
  expect(await jaeger.abilities({ signal: never })).toMatchObject({ searchesWithoutService: isAble, hasSummaries: false });
});

test("where an older one finds nothing without a service, the answer may be wrong, and says so", async () => {
  const { jaeger } = await serve(
    butForTraces((_, response) => response.writeHead(404, plain).end('{"error":{"message":"No traces found"}}')),
  );
  const search = { tags: [], startMs: 0, endMs: 1, limit: 1, signal: never };
  const say = "It may be that this Jaeger finds traces only by their service: choose one.";
  expect(await all(jaeger.search(search))).toEqual([{ kind: "warning", say }]);
  expect(await all(jaeger.search({ ...search, service: "a" }))).toEqual([]);
});
