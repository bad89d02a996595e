// The HTTP API on a real port, asked as its clients ask, and as nobody should.

import { once } from "node:events";
import { type ClientRequest, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { counter, gauge } from "#shared/model/sample";
import { createEndpoints } from "../../../../electron/engine/prometheus-api/endpoints";
import { type ApiServer, startApiServer } from "../../../../electron/engine/prometheus-api/server";
import { createQueries } from "../../../../electron/engine/queries/queries";
import type { Queries } from "../../../../electron/engine/queries/query-answer";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createMemoryStore } from "../../../support/memory-store";

const start = Date.UTC(2026, 10, 21, 8);
const token = "x".repeat(43);
const running: ApiServer[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function setUp(change: (queries: Queries) => Queries = (queries) => queries, patience?: number) {
  const clock = createFakeClock(start + 60_000);
  const store = createMemoryStore();
  for (let second = 1; second <= 60; second++) {
    const labels = { instance: "a", "odd.name": "é" };
    store.append("w", start + second * 1000, [counter("c_total", second * 2, labels), gauge("up", 1, { instance: "b" })]);
  }
  const log = createFakeLog();
  const demanded: string[] = [];
  const endpoints = createEndpoints({
    store,
    queries: change(createQueries({ store, clock })),
    clock,
    demand: { ask: (expr) => demanded.push(typeof expr === "string" ? expr : expr.text) },
    help: (metric) => (metric === "up" ? "Whether it answers." : undefined),
    version: "1.2.3",
  });
  const server = await startApiServer({
    endpoints,
    token: () => token,
    port: 0,
    log,
    ...(patience !== undefined && { patience }),
  });
  running.push(server);
  return { server, log, demanded, ask: (path: string, options?: Asked) => ask(server.port, path, options) };
}

interface Asked {
  method?: string;
  headers?: Record<string, string | undefined>;
  form?: Record<string, string> | string;
}

interface Answered {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  json: () => { status: string; data?: unknown; errorType?: string; error?: string; warnings?: string[] };
}

/** One request with its own connection; `fetch` would not let us say another Host. */
function ask(port: number, path: string, { method, headers = {}, form }: Asked = {}): Promise<Answered> {
  const body = form === undefined ? undefined : typeof form === "string" ? form : new URLSearchParams(form).toString();
  const all = {
    Authorization: `Bearer ${token}`,
    ...(body !== undefined && { "Content-Type": "application/x-www-form-urlencoded" }),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = httpRequest(
      { host: "127.0.0.1", port, path, method: method ?? (body === undefined ? "GET" : "POST"), headers: given, agent: false },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(parts).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: () => JSON.parse(text) });
        });
      },
    );
    // A refusal of a giant body ends the connection while the body is still being sent.
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("who may ask", () => {
  test.each([
    { name: "a bearer token", headers: { Authorization: `Bearer ${token}` } },
    {
      name: "the token as a password",
      headers: { Authorization: `Basic ${Buffer.from(`grafana:${token}`).toString("base64")}` },
    },
    { name: "localhost as the host", headers: { Host: "localhost:1234" } },
    { name: "the loopback address of IPv6 as the host", headers: { Host: "[::1]" } },
  ])("with $name a request is answered", async ({ headers }) => {
    const { ask } = await setUp();
    expect((await ask("/api/v1/status/buildinfo", { headers })).status).toBe(200);
  });

  test.each([
    { name: "no token", headers: { Authorization: undefined }, status: 401 },
    { name: "another token", headers: { Authorization: `Bearer ${"y".repeat(43)}` }, status: 401 },
    { name: "half of the token", headers: { Authorization: `Bearer ${token.slice(1)}` }, status: 401 },
    {
      name: "the token as a user",
      headers: { Authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` },
      status: 401,
    },
    { name: "a login that is none", headers: { Authorization: "Basic !!!" }, status: 401 },
    { name: "another host", headers: { Host: "evil.example" }, status: 403 },
    { name: "a host that only begins well", headers: { Host: "localhost.evil.example" }, status: 403 },
    { name: "another site's page", headers: { Origin: "http://evil.example" }, status: 403 },
  ])("with $name it is refused before anything is read", async ({ headers, status }) => {
    const { ask, demanded } = await setUp();
    const answer = await ask("/api/v1/query?query=up", { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(answer.headers["www-authenticate"]).toBe(status === 401 ? 'Basic realm="Watchdeck", charset="UTF-8"' : undefined);
    expect(demanded).toEqual([]);
  });
});

describe("a query", () => {
  const vector = {
    status: "success",
    data: { resultType: "vector", result: [{ metric: { __name__: "up", instance: "b" }, value: [start / 1000 + 60, "1"] }] },
  };

  test("is answered for now, and is in demand", async () => {
    const { ask, demanded } = await setUp();
    const answer = await ask("/api/v1/query?query=up");
    expect([answer.status, answer.headers["content-type"], answer.json()]).toEqual([200, "application/json", vector]);
    expect(demanded).toEqual(["up"]);
  });

  test("may come as a form, whose fields come before those of the address", async () => {
    const { ask } = await setUp();
    expect((await ask("/api/v1/query?query=down", { form: { query: "up", time: String(start / 1000 + 60) } })).json()).toEqual(
      vector,
    );
  });

  test("over time gives the points of each series", async () => {
    const { ask } = await setUp();
    const from = start / 1000 + 40;
    const answer = await ask(`/api/v1/query_range?query=c_total&start=${from}&end=${from + 20}&step=10s`);
    expect(answer.json()).toEqual({
      status: "success",
      data: {
        resultType: "matrix",
        result: [
          {
            metric: { __name__: "c_total", instance: "a", "odd.name": "é" },
            values: [
              [from, "80"],
              [from + 10, "100"],
              [from + 20, "120"],
            ],
          },
        ],
      },
    });
  });

  test("carries its remarks, and is cut at a limit", async () => {
    const { ask } = await setUp();
    expect((await ask("/api/v1/query?query=rate(up[1m])")).json()).toMatchObject({
      infos: [expect.stringMatching(/^PromQL info: metric might not be a counter/)],
    });
    expect((await ask('/api/v1/query?query={instance!=""}&limit=1')).json()).toMatchObject({
      data: { result: [{}] },
      warnings: ["results truncated due to limit"],
    });
  });

  const many = (divisor: number) => `label_replace(vector(time()/${divisor}),"a","${divisor}","","")`;
  test.each([
    { name: "an answer of one part", expr: "time()", series: 1, isWhole: true },
    { name: "an answer of several parts", expr: `${many(3)} or ${many(7)} or ${many(11)}`, series: 3, isWhole: false },
  ])(
    "$name goes as it is, also to a reader that could unpack it, and has its length where it is whole",
    async ({ expr, series, isWhole }) => {
      const { ask } = await setUp();
      const path = `/api/v1/query_range?query=${encodeURIComponent(expr)}&start=0&end=10000&step=1`;
      const answer = await ask(path, { headers: { "Accept-Encoding": "deflate, gzip" } });
      expect(answer.json()).toMatchObject({
        data: { result: Array.from({ length: series }, () => ({ values: { length: 10_001 } })) },
      });
      expect(answer.headers["content-encoding"]).toBeUndefined();
      expect(answer.headers["content-length"] !== undefined).toBe(isWhole);
    },
  );

  const range = "start=0&end=60&step=10";
  test.each([
    { path: "query", status: 400, errorType: "bad_data", error: /^invalid parameter "query": / },
    { path: "query?query=sum(up", status: 400, errorType: "bad_data", error: /^invalid parameter "query": 1:\d+: / },
    { path: "query?query=up&time=soon", status: 400, errorType: "bad_data", error: /^invalid parameter "time": / },
    {
      path: "query?query=up&timeout=x",
      status: 400,
      errorType: "bad_data",
      error: /"timeout": cannot parse "x" to a valid duration/,
    },
    {
      path: `query_range?query=up[5m]&${range}`,
      status: 400,
      errorType: "bad_data",
      error:
        /^invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector$/,
    },
    {
      path: "query_range?query=up&start=0&end=60&step=0",
      status: 400,
      errorType: "bad_data",
      error: /"step": zero or negative query resolution step widths are not accepted\. Try a positive integer$/,
    },
    {
      path: "query_range?query=up&start=60&end=0&step=1",
      status: 400,
      errorType: "bad_data",
      error: /"end": end timestamp must not be before start time$/,
    },
    {
      path: "query_range?query=up&start=0&end=11001&step=1",
      status: 400,
      errorType: "bad_data",
      error: /^exceeded maximum resolution of 11,000 points per timeseries\. Try decreasing the query resolution \(\?step=XX\)$/,
    },
    { path: "query?query=up*on()c_total", status: 200 },
    {
      path: 'query?query={instance!=""}*on(){instance!=""}',
      status: 422,
      errorType: "execution",
      error: /^found duplicate series/,
    },
    { path: "query?query=up&timeout=0", status: 503, errorType: "timeout", error: /did not answer the query within 0 s/ },
    { path: "series", status: 400, errorType: "bad_data", error: /^no match\[\] parameter provided$/ },
    { path: "series?match[]=up%20offset%205m", status: 400, errorType: "bad_data", error: /match\[\] must be a plain selector/ },
    {
      path: 'labels?match[]={x=""}',
      status: 400,
      errorType: "bad_data",
      error: /^match\[\] must contain at least one non-empty matcher$/,
    },
    { path: "metadata?limit=x", status: 400, errorType: "bad_data", error: /^limit must be a number$/ },
    { path: "label/%ff/values", status: 400, errorType: "bad_data", error: /^invalid label name/ },
    { path: "nothing", status: 404, errorType: "not_found", error: /^there is no \/api\/v1\/nothing here$/ },
  ])("$path is answered with $status", async ({ path, status, errorType, error }) => {
    const { ask } = await setUp();
    const answer = await ask(`/api/v1/${path}`.replaceAll('"', "%22"));
    expect(answer.status).toBe(status);
    if (errorType) expect(answer.json()).toEqual({ status: "error", errorType, error: expect.stringMatching(error) });
  });

  test("just over the limit of points by less than a step is allowed, as by Prometheus", async () => {
    const { ask } = await setUp();
    expect((await ask("/api/v1/query_range?query=1&start=0&end=11000.9&step=1")).status).toBe(200);
  });

  test("that meets a bug of ours tells nothing of it, and the log has it once", async () => {
    const { ask, log } = await setUp((queries) => ({ ...queries, instant: () => Promise.reject(new TypeError("secret")) }));
    const answer = await ask("/api/v1/query?query=up");
    expect([answer.status, answer.json().errorType]).toEqual([500, "internal"]);
    expect(answer.text).not.toContain("secret");
    expect(log.lines).toEqual(["error the Prometheus API could not answer /api/v1/query: secret"]);
  });

  test("is cancelled when its reader goes away", async () => {
    let began: () => void = () => {};
    const hasBegun = new Promise<void>((resolve) => (began = resolve));
    let ended: () => void = () => {};
    const hasEnded = new Promise<void>((resolve) => (ended = resolve));
    const { server } = await setUp((queries) => ({
      ...queries,
      instant(_query, _time, { signal }) {
        signal.addEventListener("abort", () => ended());
        began();
        return new Promise(() => {});
      },
    }));
    const headers = { Authorization: `Bearer ${token}` };
    const sent = httpRequest({ host: "127.0.0.1", port: server.port, path: "/api/v1/query?query=up", headers, agent: false });
    // The end of the connection is what this is about.
    sent.on("error", () => {});
    sent.end();
    await hasBegun;
    sent.destroy();
    await hasEnded;
  });
});

describe("what there is", () => {
  const span = `start=${start / 1000}&end=${start / 1000 + 60}`;
  const a = { __name__: "c_total", instance: "a", "odd.name": "é" };
  const b = { __name__: "up", instance: "b" };
  test.each([
    { path: "series?match[]=up&match[]=c_total", data: [b, a] },
    { path: "series?match[]=up&start=0&end=1000", data: [] },
    { path: `series?match[]=up&start=${start / 1000 + 1}&end=${start / 1000 + 1}`, data: [b] },
    { path: 'series?match[]={instance=~".%2B"}&limit=1', data: [a], warnings: ["results truncated due to limit"] },
    { path: "labels", data: ["__name__", "instance", "odd.name"] },
    { path: "labels?match[]=up", data: ["__name__", "instance"] },
    { path: `labels?${span}`, data: ["__name__", "instance", "odd.name"] },
    { path: "labels?start=0&end=1", data: [] },
    { path: "label/instance/values", data: ["a", "b"] },
    { path: "label/instance/values?match[]=up", data: ["b"] },
    { path: `label/instance/values?match[]=up&match[]=c_total&${span}`, data: ["a", "b"] },
    { path: "label/odd.name/values", data: ["é"] },
    { path: "label/U__odd_2e_name/values", data: ["é"] },
    { path: "label/__proto__/values", data: [] },
    { path: "label/__name__/values?limit=1", data: ["c_total"], warnings: ["results truncated due to limit"] },
    { path: "metadata?metric=up", data: { up: [{ type: "gauge", help: "Whether it answers.", unit: "" }] } },
    { path: "metadata?limit=1", data: { c_total: [{ type: "counter", help: "", unit: "" }] } },
    {
      path: "status/buildinfo",
      data: expect.objectContaining({ version: expect.stringMatching(/^3\./), revision: "1.2.3", application: "Watchdeck" }),
    },
  ])("$path", async ({ path, data, warnings }) => {
    const { ask } = await setUp();
    const answer = await ask(`/api/v1/${path}`.replaceAll('"', "%22"));
    expect(answer.json()).toEqual({ status: "success", data, ...(warnings && { warnings }) });
  });

  test.each(["ready", "healthy"])("it says that it is %s", async (state) => {
    const { ask } = await setUp();
    expect((await ask(`/-/${state}`)).status).toBe(200);
  });
});

describe("hostile requests", () => {
  test.each([
    { name: "another method", path: "/api/v1/query?query=up", asked: { method: "DELETE" }, status: 405 },
    { name: "a form where none is taken", path: "/api/v1/metadata", asked: { form: {} }, status: 405 },
    { name: "a path out of the API", path: "/../../etc/passwd", asked: {}, status: 404 },
    { name: "a label with a slash in its escape", path: "/api/v1/label/a%2Fb/values", asked: {}, status: 200 },
    {
      name: "a body that is no form",
      path: "/api/v1/query",
      asked: { method: "POST", form: "{}", headers: { "Content-Type": "text/plain" } },
      status: 400,
    },
  ])("$name is answered with $status", async ({ path, asked, status }) => {
    const { ask } = await setUp();
    expect((await ask(path, asked)).status).toBe(status);
  });

  test("a body of a gigabyte is refused by its announced length", async () => {
    const { ask } = await setUp();
    const answer = await ask("/api/v1/query", { method: "POST", form: "", headers: { "Content-Length": "1000000000" } }).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    // The refusal may be overtaken by the end of the connection.
    expect(answer).toSatisfy((it: Answered | NodeJS.ErrnoException) =>
      "status" in it ? it.status === 413 : it.code !== undefined,
    );
  });

  test.each([
    { name: "announced", headers: {} },
    { name: "not announced", headers: { "Transfer-Encoding": "chunked" } },
  ])(
    "a body that is too large, and $name, is refused when it was sent, and the next request is answered",
    async ({ headers }) => {
      const { ask } = await setUp();
      const large = await ask("/api/v1/query", { form: { query: "x".repeat(20_000_000) }, headers });
      expect([large.status, large.json()]).toEqual([
        413,
        { status: "error", errorType: "bad_data", error: "the request is larger than 4 MiB" },
      ]);
      expect((await ask("/api/v1/query?query=up")).status).toBe(200);
    },
  );

  test("a query of a megabyte is read and refused as one", async () => {
    const { ask } = await setUp();
    expect((await ask("/api/v1/query", { form: { query: `{a="${"+".repeat(1_000_000)}` } })).status).toBe(400);
  });

  test.each(["lookback_delta", "timeout"])("a %s without an end is refused in Prometheus's words", async (name) => {
    const { ask } = await setUp();
    expect((await ask(`/api/v1/query?query=up&${name}=1e300`)).json()).toMatchObject({
      errorType: "bad_data",
      error: expect.stringContaining('cannot parse "1e300" to a valid duration. It overflows int64'),
    });
  });

  test("of many requests ten are answered at once, and the others after them", async () => {
    const hold = deferred();
    let asked = 0;
    const { ask } = await setUp((queries) => ({
      ...queries,
      async instant(...query) {
        asked++;
        await hold.promise;
        return queries.instant(...query);
      },
    }));
    const answers = Array.from({ length: 15 }, () => ask("/api/v1/query?query=up"));
    await vi.waitFor(() => expect(asked).toBe(10));
    hold.resolve();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(asked).toBe(15);
  });

  test("readers that take nothing of long answers are cut off, and the next is answered", async () => {
    const { ask, server } = await setUp(
      (queries) => ({
        ...queries,
        async range(...query) {
          const { series, ...rest } = await queries.range(...query);
          return { ...rest, series: series.flatMap((one) => Array.from({ length: 20_000 }, () => one)) };
        },
      }),
      50,
    );
    const address = `/api/v1/query_range?query=up&start=${start / 1000}&end=${start / 1000 + 60}&step=1`;
    const readers = Array.from({ length: 10 }, () =>
      connect(server.port, "127.0.0.1")
        .on("error", () => undefined)
        .pause(),
    );
    for (const reader of readers) {
      reader.write(`GET ${address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    }
    await Promise.all(readers.map((reader) => once(reader, "connect")));
    expect((await ask("/api/v1/query?query=up")).status).toBe(200);
    for (const reader of readers) reader.destroy();
  });

  test("an address that is too long is refused", async () => {
    const { ask } = await setUp();
    expect((await ask(`/api/v1/query?query=${"x".repeat(70_000)}`)).status).toBe(431);
  });
});

test("a port that is taken is told in a sentence", async () => {
  const { server } = await setUp();
  const endpoints = {} as Parameters<typeof startApiServer>[0]["endpoints"];
  await expect(startApiServer({ endpoints, token: () => token, port: server.port, log: createFakeLog() })).rejects.toMatchObject({
    failure: {
      kind: "refused",
      say: `port ${server.port} of 127.0.0.1 is taken by another program; choose another one in the settings`,
    },
  });
});
