// The whole room over real sockets: settings and secrets in a temporary folder, a server that answers as Prometheus does.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createConnections, type Draft } from "../../../../electron/engine/connections/connections";
import { openSecrets } from "../../../../electron/engine/secrets/secrets";
import type { Vault } from "../../../../electron/engine/secrets/vault";
import { createProblems } from "../../../../electron/engine/settings/problems";
import { openSettings } from "../../../../electron/engine/settings/settings";
import { createSources } from "../../../../electron/engine/sources/index";
import type { LogSource } from "../../../../electron/engine/sources/log-source";
import type { MetricsSource } from "../../../../electron/engine/sources/source";
import { makeCertificate } from "../../../support/certificates";
import { newFolder, openVault, recordingLog, reversingVault } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { type MisbehavingServer, startHttp } from "../../../support/misbehaving-server";
import { recordedAlertmanager } from "../../../support/recorded";
import { freePort } from "../../../support/servers";
import { startFakeJaeger } from "../../../support/traces/fake-jaeger";
import { startFakeZipkin } from "../../../support/traces/fake-zipkin";
import { generatedStartMs, generateTrace } from "../../../support/traces/generator";

const never = new AbortController().signal;
const canary = "canary-91c2";
let folder: string;
let stops: (() => Promise<void>)[];

beforeEach(() => {
  folder = newFolder();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true });
});

async function open(vault: Vault = reversingVault) {
  const clock = createFakeClock();
  const problems = createProblems({ clock });
  const { log, lines } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  const secrets = await openSecrets({ folder, vault, settings, problems, log, clock });
  const connections = createConnections({ settings, secrets, clock });
  stops.push(() => connections.close());
  return { connections, settings, secrets, clock, lines };
}

const success = (data: unknown) => JSON.stringify({ status: "success", data });

/** Answers as a small Prometheus whose clock goes `skewMs` ahead of the fake clock's start. */
const prometheus =
  ({
    build = { version: "3.5.3", revision: "r", goVersion: "go1" } as object,
    skewMs = 0,
    hasRules = true,
  } = {}): RequestListener =>
  (request, response) => {
    response.setHeader("content-type", "application/json");
    const path = request.url?.split("?")[0];
    if (path === "/api/v1/status/buildinfo") response.end(success(build));
    else if (path === "/api/v1/label/__name__/values") response.end(success(["a", "b", "c"]));
    else if (path === "/api/v1/rules") response.writeHead(hasRules ? 200 : 404).end(success({ groups: [] }));
    else response.end(success({ resultType: "scalar", result: [1, String((Date.UTC(2026, 10, 21, 8) + skewMs) / 1000)] }));
  };

/** Answers as an Alertmanager 0.33 did. */
const alertmanager: RequestListener = (request, response) => {
  const found = ["status", "receivers", "alerts"]
    .map(recordedAlertmanager)
    .find((recorded) => recorded.request === `${request.method} ${request.url}`);
  const { status, contentType, body } = found?.answer ?? { status: 404, contentType: "text/plain", body: "404 page not found" };
  response.writeHead(status, { "content-type": contentType }).end(body);
};

/** Answers as a small Loki whose only lines are two. */
const loki: RequestListener = (request, response) => {
  response.setHeader("content-type", "application/json");
  const path = request.url?.split("?")[0];
  const stream = { stream: { app: "a" }, values: [["1795248000000000001", "b"]] };
  if (path === "/loki/api/v1/status/buildinfo") response.end('{"version":"3.7.8"}');
  else if (path === "/loki/api/v1/labels") response.end(success(["app", "host"]));
  else if (path === "/ready") response.writeHead(503, { "content-type": "text/plain" }).end("Ingester not ready: waiting");
  else if (path === "/loki/api/v1/query_range") response.end(success({ resultType: "streams", result: [stream] }));
  else if (path === "/loki/api/v1/query") response.end(success({ resultType: "vector", result: [] }));
  else response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found");
};

async function serve(answer: RequestListener): Promise<MisbehavingServer> {
  const server = await startHttp(answer);
  stops.push(() => server.stop());
  return server;
}

const draft = (url: string, rest: Partial<Draft> = {}): Draft => ({
  kind: "prometheus",
  name: "Prod",
  url,
  auth: { kind: "none" },
  headerNames: [],
  tls: { skipVerify: false },
  showsAlerts: true,
  secrets: {},
  ...rest,
});

const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error) => error.failure ?? error,
  );
const basic = { kind: "basic", username: "ann" } as const;

describe("saving", () => {
  test("gives a new connection an id that stays, and keeps its URL tidy", async () => {
    const { connections } = await open();
    const row = await connections.save(draft("localhost:9090/"));
    expect(row).toMatchObject({
      name: "Prod",
      url: "http://localhost:9090",
      state: { kind: "unknown" },
      storedSecrets: [],
      lockedSecrets: [],
    });
    const changed = await connections.save(draft("http://localhost:9091", { id: row.id, name: "Other" }));
    expect(changed.id).toBe(row.id);
    expect((await open()).connections.list()).toEqual([changed]);
  });

  test("never lets a secret out: not in the row, the list, the settings file or the log", async () => {
    const { connections, lines } = await open();
    const saved = await connections.save(
      draft("http://localhost:9090", {
        auth: basic,
        headerNames: ["X-Key"],
        secrets: { password: canary, headers: { "X-Key": canary } },
      }),
    );
    expect(saved.storedSecrets).toEqual(["header:X-Key", "password"]);
    expect(inspect([saved, connections.list(), lines], { depth: 20 })).not.toContain(canary);
    expect(readFileSync(join(folder, "settings.json"), "utf8")).not.toContain(canary);
  });

  test("keeps a secret that is left out, forgets an empty one and those that are not used any more", async () => {
    const { connections, secrets } = await open();
    const { id } = await connections.save(
      draft("http://h:1", {
        auth: basic,
        headerNames: ["X-A", "X-B"],
        secrets: { password: canary, headers: { "X-A": "a", "X-B": "b" } },
      }),
    );
    const kept = await connections.save(
      draft("http://h:2", { id, auth: basic, headerNames: ["X-A"], secrets: { headers: { "X-A": "" } } }),
    );
    expect(kept.storedSecrets).toEqual(["password"]);
    expect(await secrets.get(id, "password")).toBe(canary);
    expect((await connections.save(draft("http://h:2", { id }))).storedSecrets).toEqual([]);
  });

  test("changes nothing where the secret cannot be stored", async () => {
    const { connections } = await open(openVault);
    const failure = await failureOf(connections.save(draft("http://h:1", { auth: basic, secrets: { password: canary } })));
    expect(failure).toMatchObject({ kind: "refused" });
    expect(connections.list()).toEqual([]);
  });

  test.each<{ name: string; rest: Partial<Draft>; say: string }>([
    { name: "a colon in the user name", rest: { auth: { kind: "basic", username: "a:b" } }, say: "must not hold a colon" },
    {
      name: "a header of HTTP's own",
      rest: { headerNames: ["Host"] },
      say: "The header Host is set by HTTP itself and cannot be given.",
    },
    { name: "a header given twice", rest: { headerNames: ["X-A", "x-a"] }, say: "The header x-a is given twice." },
    { name: "Authorization beside a login", rest: { auth: basic, headerNames: ["Authorization"] }, say: "give one or the other" },
    { name: "an id that is gone", rest: { id: "gone" }, say: "does not exist any more" },
    { name: "a password in the URL", rest: { url: `http://ann:${canary}@h` }, say: "choose Basic authentication" },
  ])("$name is refused in words", async ({ rest, say }) => {
    const { connections } = await open();
    const error = await connections.save(draft("http://h", rest)).catch((error) => error);
    expect(error.failure.say).toContain(say);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(canary);
  });

  test("does not send stored secrets to another server", async () => {
    const { connections } = await open();
    const { id } = await connections.save(draft("https://prom.example", { auth: basic, secrets: { password: canary } }));
    const elsewhere = await serve(prometheus());
    for (const url of [elsewhere.url, "http://prom.example"]) {
      const moved = draft(url, { id, auth: basic });
      expect(await failureOf(connections.test(moved, never))).toMatchObject({
        kind: "refused",
        say: expect.stringContaining("enter them again"),
      });
      expect(await failureOf(connections.save(moved))).toMatchObject({ kind: "refused" });
    }
    expect(elsewhere.requests).toEqual([]);
    await connections.save(draft(elsewhere.url, { id, auth: basic, secrets: { password: "new" } }));
  });
});

describe("testing", () => {
  test("uses the draft's secrets, and the stored ones for what it leaves out", async () => {
    const server = await serve(prometheus());
    const { connections } = await open();
    const { id } = await connections.save(
      draft(server.url, { auth: basic, headerNames: ["X-A"], secrets: { password: "old", headers: { "X-A": "a" } } }),
    );
    await connections.test(draft(server.url, { id, auth: basic, headerNames: ["X-A"], secrets: { password: "new" } }), never);
    expect(server.requests.at(-1)?.headers).toMatchObject({ authorization: `Basic ${btoa("ann:new")}`, "x-a": "a" });
  });

  test.each<{ name: string; server: Parameters<typeof prometheus>[0]; expected: object }>([
    {
      name: "a Prometheus",
      server: {},
      expected: { server: "Prometheus 3.5.3", version: "3.5.3", metricCount: 3, clockSkewMs: 0, remarks: [] },
    },
    {
      name: "a clock 90 s ahead",
      server: { skewMs: 90_000 },
      expected: {
        clockSkewMs: 90_000,
        remarks: ["Its clock is 90 s ahead of this machine's: the newest points seem missing or in the future."],
      },
    },
    { name: "a clock 6 s behind", server: { skewMs: -6000 }, expected: { remarks: [expect.stringContaining("6 s behind")] } },
    {
      name: "a Mimir",
      server: { build: { application: "Grafana Mimir", version: "2.13.0" } },
      expected: {
        server: "Grafana Mimir 2.13.0",
        remarks: ["It is Grafana Mimir, not Prometheus itself: some functions may differ."],
      },
    },
    {
      name: "a Thanos",
      server: { build: { version: "0.36.1", revision: "r", goVersion: "go1" } },
      expected: { server: "Thanos 0.36.1" },
    },
    {
      name: "a VictoriaMetrics",
      server: { build: { version: "2.24.0" } },
      expected: { server: "VictoriaMetrics (compatible with Prometheus 2.24.0)" },
    },
    {
      name: "a server that knows no rules",
      server: { hasRules: false },
      expected: { remarks: ["It tells nothing of rules: it answers queries, and has no alerts of its own to show."] },
    },
  ])("reports $name", async ({ server, expected }) => {
    const { url } = await serve(prometheus(server));
    const { connections } = await open();
    expect(await connections.test(draft(url), never)).toMatchObject(expected);
    expect(connections.list()).toEqual([]);
  });

  test.each(["prometheus", "alertmanager"] as const)("recognises an Alertmanager that was taken for %s", async (kind) => {
    const { url } = await serve(alertmanager);
    const { connections } = await open();
    expect(await connections.test(draft(url, { kind }), never)).toMatchObject({
      kind: "alertmanager",
      server: "Alertmanager 0.33.1",
      alertmanager: { cluster: "disabled", peers: 0, receivers: ["default", "crit", "night"], alerts: 6 },
    });
  });

  test.each(["alertmanager", "loki"] as const)("recognises a Prometheus that was taken for %s", async (kind) => {
    const { url } = await serve((request, response) => {
      // What a Prometheus says to a path of another server.
      if (request.url?.startsWith("/loki") || request.url?.startsWith("/api/v2")) response.writeHead(404).end();
      else prometheus()(request, response);
    });
    const { connections } = await open();
    const found = await connections.test(draft(url, { kind }), never);
    expect(found).toMatchObject({ kind: "prometheus", server: "Prometheus 3.5.3" });
  });

  test.each(["prometheus", "alertmanager", "loki"] as const)("recognises a Loki that was taken for %s", async (kind) => {
    const { url } = await serve(loki);
    const { connections } = await open();
    expect(await connections.test(draft(url, { kind }), never)).toMatchObject({
      kind: "loki",
      server: "Loki 3.7.8",
      version: "3.7.8",
      loki: { labels: ["app", "host"] },
      remarks: [
        "It is not ready yet (Ingester not ready: waiting): its newest lines may be missing.",
        expect.stringContaining("clock"),
      ],
    });
  });

  test.each(["prometheus", "alertmanager", "loki"] as const)(
    "of no kind fails as the one that was asked for: %s",
    async (kind) => {
      const { url } = await serve((_, response) => response.setHeader("content-type", "text/html").end("<html>"));
      const { connections } = await open();
      const failure = await failureOf(connections.test(draft(url, { kind }), never));
      const name = { prometheus: "Prometheus", alertmanager: "Alertmanager", loki: "Loki" }[kind];
      expect(failure).toMatchObject({ kind: "not-that-server", say: expect.stringContaining(`not as ${name} does`) });
    },
  );

  test.each<{ name: string; rest: Partial<Draft>; kind: string; say: string }>([
    {
      name: "a token that is missing",
      rest: { auth: { kind: "bearer" } },
      kind: "unauthorized",
      say: "No token is stored for Prod: enter it in the connection's settings.",
    },
    {
      name: "a header without a value",
      rest: { headerNames: ["X-A"] },
      kind: "unauthorized",
      say: "No value for its header X-A is stored for Prod: enter it in the connection's settings.",
    },
    {
      name: "a token with a line feed in it",
      rest: { auth: { kind: "bearer" }, secrets: { token: `a\n${canary}` } },
      kind: "refused",
      say: "The token of Prod holds a character that HTTP headers cannot carry, such as a line feed: enter it again.",
    },
    {
      name: "a CA file that is not there",
      rest: { url: "https://h", tls: { caFile: "/nowhere/ca.pem", skipVerify: false } },
      kind: "tls",
      say: "The CA file /nowhere/ca.pem does not exist.",
    },
    {
      name: "a CA file that is a folder",
      rest: { url: "https://h", tls: { caFile: "/", skipVerify: false } },
      kind: "tls",
      say: "The CA file / is a folder.",
    },
    {
      name: "a CA file that holds no certificate",
      rest: { url: "https://h", tls: { caFile: import.meta.filename, skipVerify: false } },
      kind: "tls",
      say: `The CA file ${import.meta.filename} holds no certificate: it has to be PEM, with a line -----BEGIN CERTIFICATE-----.`,
    },
    {
      name: "a CA file by a relative path",
      rest: { url: "https://h", tls: { caFile: "ca.pem", skipVerify: false } },
      kind: "tls",
      say: 'The CA file has to be given by its whole path, not as "ca.pem".',
    },
  ])("says what is wrong with $name", async ({ rest, kind, say }) => {
    const { connections } = await open();
    const error = await connections.test(draft("http://h", rest), never).catch((error) => error);
    expect(error.failure).toMatchObject({ kind, say });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(canary);
  });
});

describe("the state of a connection", () => {
  test("follows the requests that are made, with their time", async () => {
    let status = 200;
    const server = await serve((request, response) => {
      response.statusCode = status;
      if (status === 400)
        response
          .setHeader("content-type", "application/json")
          .end('{"status":"error","errorType":"bad_data","error":"1:1: parse error: x"}');
      else if (status === 200) prometheus()(request, response);
      else response.end();
    });
    const { connections, clock } = await open();
    const { id } = await connections.save(draft(server.url));
    const ask = () =>
      connections
        .source(id)
        ?.instant({ expr: "up", signal: never })
        .catch(() => undefined);
    const state = () => connections.list()[0]?.state;
    await ask();
    expect(state()).toEqual({ kind: "ok", at: clock.now() });
    status = 500;
    await clock.advance(1000);
    await ask();
    expect(state()).toEqual({ kind: "failing", at: clock.now(), reason: "Prod failed (500)." });
    // A refused expression is an answer too.
    status = 400;
    await clock.advance(1000);
    await ask();
    expect(state()).toEqual({ kind: "ok", at: clock.now() });
  });

  test("is found out by a probe when nothing else asks, and only then", async () => {
    const server = await serve(prometheus());
    const { connections, clock } = await open();
    await connections.save(draft(server.url));
    let news = 0;
    connections.onChange(() => news++);
    await connections.probeUnheard(30_000, never);
    expect(connections.list()[0]?.state.kind).toBe("ok");
    await clock.advance(29_000);
    await connections.probeUnheard(30_000, never);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1000);
    await connections.probeUnheard(30_000, never);
    expect(server.requests).toHaveLength(2);
    expect(news).toBe(2);
  });

  test("recovers by itself: what could not be read at one request is read again at the next", async () => {
    const { connections } = await open();
    const caFile = join(folder, "ca.pem");
    const { id } = await connections.save(draft(`https://127.0.0.1:${await freePort()}`, { tls: { caFile, skipVerify: false } }));
    const ask = () => failureOf(connections.source(id)?.instant({ expr: "up", signal: never }) ?? Promise.resolve());
    expect(await ask()).toMatchObject({ kind: "tls", say: expect.stringContaining("does not exist") });
    writeFileSync(caFile, (await makeCertificate({ commonName: "Authority" })).certificate);
    expect(await ask()).toMatchObject({ kind: "unreachable" });
    expect(connections.list()[0]?.state).toMatchObject({
      kind: "failing",
      reason: expect.stringContaining("refuses the connection"),
    });
  });

  test("starts anew when the connection is changed", async () => {
    const server = await serve(prometheus());
    const { connections } = await open();
    const { id } = await connections.save(draft(server.url));
    await connections.probeUnheard(0, never);
    expect((await connections.save(draft(server.url, { id, name: "New" }))).state).toEqual({ kind: "unknown" });
  });
});

test("a removed connection takes its secrets along, and its source says that it is gone", async () => {
  const { connections, secrets } = await open();
  const { id } = await connections.save(draft("http://h", { auth: basic, secrets: { password: canary } }));
  const source = connections.source(id);
  await connections.remove(id);
  expect(secrets.list(id).stored).toEqual([]);
  expect(connections.source(id)).toBeUndefined();
  expect(await failureOf(source?.instant({ expr: "up", signal: never }) ?? Promise.resolve())).toMatchObject({
    kind: "not-found",
  });
  expect(await failureOf(connections.remove(id))).toMatchObject({ kind: "not-found" });
});

test("closing breaks off what is under way", async () => {
  let onAsked = () => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const server = await serve(() => onAsked());
  const { connections } = await open();
  const { id } = await connections.save(draft(server.url));
  const failure = failureOf(connections.source(id)?.instant({ expr: "up", signal: never }) ?? Promise.resolve());
  await asked;
  await connections.close();
  expect(await failure).toMatchObject({ kind: "unreachable" });
});

describe("an Alertmanager", () => {
  test("is asked for its alerts, says how it answers, and is no source of queries", async () => {
    const { url } = await serve(alertmanager);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "alertmanager" }));
    expect(connections.source(id)).toBeUndefined();
    const names = (await connections.askAlertmanager(id, (server) => server.alerts(never))).map(({ labels }) => labels.alertname);
    expect(names).toContain("TargetDown");
    expect(connections.list()[0]?.state.kind).toBe("ok");
    const sources = createSources({
      local: {} as MetricsSource,
      localLogs: () => Promise.reject(new Error("no logs here")),
      connections,
    });
    expect(() => sources.metrics(id)).toThrow("Prod is an Alertmanager, which answers no queries: choose another source.");
  });

  test("that is a Prometheus from now on is not asked as an Alertmanager any more", async () => {
    const { url } = await serve(prometheus());
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "alertmanager" }));
    await connections.save(draft(url, { id }));
    expect(await failureOf(connections.askAlertmanager(id, (server) => server.alerts(never)))).toMatchObject({
      kind: "not-found",
    });
    expect(await connections.askPrometheus(id, (server) => server.alertingRules(never))).toEqual([]);
  });

  test("is probed like any other", async () => {
    const { url } = await serve(alertmanager);
    const { connections } = await open();
    await connections.save(draft(url, { kind: "alertmanager" }));
    await connections.probeUnheard(0, never);
    expect(connections.list()[0]?.state.kind).toBe("ok");
  });
});

describe("a Jaeger and a Zipkin", () => {
  const asked = { tags: [], startMs: generatedStartMs - 1000, endMs: generatedStartMs + 60_000, limit: 5, signal: never };
  const spans = [generateTrace({ seed: 1, spans: 3 })];

  async function fake(kind: "jaeger" | "zipkin") {
    const server = await (kind === "jaeger" ? startFakeJaeger() : startFakeZipkin());
    stops.push(server.close);
    server.push(spans);
    return server;
  }

  test.each(["jaeger", "zipkin"] as const)("have traces, and nothing else (%s)", async (kind) => {
    const { url } = await fake(kind);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind, spanLinks: { logs: "l1" } }));
    const sources = createSources({
      local: {} as MetricsSource,
      localLogs: () => Promise.reject(new Error("no logs here")),
      connections,
    });
    const traces = await sources.traces(id);
    expect(await traces.abilities({ signal: never })).toMatchObject({ hasDependencies: true });
    const parts: string[] = [];
    for await (const part of traces.search(asked)) parts.push(part.kind);
    expect(parts.at(-1)).toBe(kind === "jaeger" ? "summaries" : "bytes");
    let bytes = 0;
    for await (const part of traces.trace({ traceId: spans[0]?.traceId ?? "", signal: never })) bytes += part.bytes.byteLength;
    expect(bytes).toBeGreaterThan(100);
    expect(connections.list()[0]).toMatchObject({ kind, state: { kind: "ok" }, spanLinks: { logs: "l1" } });
    const name = kind === "jaeger" ? "a Jaeger" : "a Zipkin";
    expect(() => sources.metrics(id)).toThrow(`Prod is ${name}, which answers no queries: choose another source.`);
    await expect(sources.logs(id)).rejects.toThrow(`Prod is ${name}, which has no logs: choose this host or a Loki.`);
    await expect(sources.traces("local")).rejects.toThrow("This host keeps no traces");
  });

  test("a trace that is not there leaves the connection answering; one that breaks off does not", async () => {
    const server = await fake("jaeger");
    const { connections } = await open();
    const { id } = await connections.save(draft(server.url, { kind: "jaeger" }));
    const traces = await connections.traces(id);
    const read = async (traceId: string) => {
      for await (const _ of traces?.trace({ traceId, signal: never }) ?? []);
    };
    expect(await failureOf(read("abc"))).toMatchObject({ kind: "not-found" });
    expect(connections.list()[0]?.state.kind).toBe("ok");
    server.misbehave({ kind: "cut" }, `/traces/${spans[0]?.traceId}`);
    expect(await failureOf(read(spans[0]?.traceId ?? ""))).toMatchObject({ kind: "unreachable" });
    expect(connections.list()[0]?.state.kind).toBe("failing");
  });

  test("are probed like any other", async () => {
    const { connections } = await open();
    await connections.save(draft((await fake("jaeger")).url, { kind: "jaeger" }));
    await connections.save(draft((await fake("zipkin")).url, { kind: "zipkin" }));
    await connections.probeUnheard(0, never);
    expect(connections.list().map(({ state }) => state.kind)).toEqual(["ok", "ok"]);
  });

  test("are recognised, whatever they were taken for", async () => {
    const { connections } = await open();
    const jaeger = await fake("jaeger");
    const zipkin = await fake("zipkin");
    for (const kind of ["prometheus", "loki", "jaeger", "zipkin", "alertmanager"] as const) {
      expect(await connections.test(draft(jaeger.url, { kind }), never)).toMatchObject({ kind: "jaeger" });
      expect(await connections.test(draft(zipkin.url, { kind }), never)).toMatchObject({ kind: "zipkin" });
    }
  });

  test.each(["jaeger", "zipkin"] as const)("a Prometheus is not taken for a %s", async (kind) => {
    const { url } = await serve(prometheus());
    const { connections } = await open();
    expect(await connections.test(draft(url, { kind }), never)).toMatchObject({ kind: "prometheus" });
  });

  test("a connection that is of another kind from then on has no traces", async () => {
    const { url } = await fake("jaeger");
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "jaeger" }));
    const traces = await connections.traces(id);
    await connections.save(draft(url, { id }));
    expect(connections.traces(id)).toBeUndefined();
    expect(await failureOf(traces?.services({ signal: never }) ?? Promise.resolve())).toMatchObject({ kind: "not-found" });
  });
});

describe("a Loki", () => {
  const span = { startNs: "1795248000000000000", endNs: "1795251600000000000" };
  const asked = { expr: '{app="a"}', direction: "backward" as const, limit: 10, ...span, signal: never };

  test("is a source of logs and of numbers, and says how it answers", async () => {
    const { url } = await serve(loki);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "loki" }));
    expect(connections.kindOf(id)).toBe("loki");
    const lines: string[] = [];
    for await (const { entries } of (await connections.logs(id))?.query(asked) ?? [])
      lines.push(...entries.map(({ line }) => line));
    expect(lines).toEqual(["b"]);
    expect(connections.list()[0]?.state.kind).toBe("ok");
    const { result } = (await connections.source(id)?.instant({ expr: 'rate({app="a"}[5m])', signal: never })) ?? {};
    expect(result).toMatchObject({ kind: "vector", labels: [] });
  });

  test("is asked for numbers in LogQL, and for nothing else", async () => {
    const { connections } = await open();
    const { id } = await connections.save(draft("http://h:1", { kind: "loki" }));
    const check = async (expr: string) => (await connections.source(id)?.check(expr))?.map(({ message }) => message);
    expect(await check('sum(rate({app="a"} |= "x" [5m])) > 1')).toEqual([]);
    expect(await check('{app="a"}')).toEqual([expect.stringMatching(/^this finds lines, and a number is wanted/)]);
    expect(await check("rate(up[5m])")).not.toEqual([]);
  });

  test("that fails in the middle of an answer is failing from then on", async () => {
    const { url, stop } = await startHttp(loki);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "loki" }));
    await stop();
    const logs = (await connections.logs(id)) as LogSource;
    const failure = await failureOf(logs.query(asked)[Symbol.asyncIterator]().next());
    expect(failure).toMatchObject({ kind: "unreachable" });
    expect(connections.list()[0]?.state).toMatchObject({ kind: "failing", reason: failure.say });
  });

  test("answers as far as its connection goes, though a proxy before it lets no live tail through", async () => {
    const { url } = await serve(loki);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "loki" }));
    const ended = new AbortController();
    const lines: string[] = [];
    const logs = (await connections.logs(id)) as LogSource;
    const told = new Promise<string>((resolve, reject) =>
      logs.tail(
        { expr: '{app="a"}', afterNs: "1795248000000000000", signal: ended.signal },
        {
          onEntries: (entries) => lines.push(...entries.map(({ line }) => line)),
          onDropped: () => undefined,
          onState: (state) => state.kind === "waiting" && resolve(state.reason),
          onFailure: reject,
        },
      ),
    );
    expect(await told).toMatch(/opens no live tail \(404\)\. Its lines are asked for every 3 s instead\.$/);
    expect(lines).toEqual(["b"]);
    expect(connections.list()[0]?.state.kind).toBe("ok");
    ended.abort();
  });

  test("that is no Loki any more is not asked as one", async () => {
    const { url } = await serve(loki);
    const { connections } = await open();
    const { id } = await connections.save(draft(url, { kind: "loki" }));
    const logs = (await connections.logs(id)) as LogSource;
    await connections.save(draft(url, { id }));
    expect(await failureOf(logs.labelNames({ ...span, signal: never }))).toMatchObject({ kind: "not-found" });
    expect(connections.logs(id)).toBeUndefined();
  });

  test.each([
    { traceUrl: "http://jaeger:16686/trace/{trace}", say: undefined },
    {
      traceUrl: "http://jaeger:16686/trace/",
      say: "The address that opens a trace has to hold {trace}, in the place of the trace's id.",
    },
    {
      traceUrl: "javascript:alert('{trace}')",
      say: "The address that opens a trace has to start with http:// or https://.",
    },
    { traceUrl: "file:///etc/{trace}", say: "The address that opens a trace has to start with http:// or https://." },
  ])("opens traces at $traceUrl, or not", async ({ traceUrl, say }) => {
    const { connections } = await open();
    const failure = await failureOf(connections.save(draft("http://h:1", { kind: "loki", traceUrl })));
    expect(failure?.say).toBe(say);
  });
});
