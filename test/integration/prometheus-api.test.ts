// Our HTTP API beside a real Prometheus with the same samples: the same questions, the same JSON. And promtool as its client.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fetch } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { systemClock } from "../../electron/engine/clock";
import { createEndpoints } from "../../electron/engine/prometheus-api/endpoints";
import { type ApiServer, startApiServer } from "../../electron/engine/prometheus-api/server";
import { createQueries } from "../../electron/engine/queries/queries";
import { createFakeLog } from "../support/fake-log";
import { createMemoryStore } from "../support/memory-store";
import type { TestSeries } from "../support/promql-series";
import { acceptOldSamples, remoteWriteArguments, writeSeries } from "../support/remote-write";
import { prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";

const isThree = Number(prometheusVersion()?.split(".")[0]) >= 3;
const token = "t".repeat(43);
const start = Date.UTC(2026, 10, 21, 8);
const from = start / 1000;

/** Half an hour of counters, gauges with odd values, a histogram and names beyond ASCII. */
function readingsAt(row: number): Reading[] {
  const odd = [0.1, 1e-7, 1.5e21, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1 / 3, 5e-324];
  return [
    ...["a", "b", "c"].map((instance, index) => counter("requests_total", row * (index + 1) * 1.1, { instance, job: "web" })),
    gauge("odd", odd[row % odd.length] ?? 0, { kind: "odd" }),
    gauge("up", 1, { instance: "a", job: "web" }),
    gauge("temperature", Math.sin(row / 10) * 30, { "sensor.name": "Küche", room: "kitchen" }),
    ...["0.1", "0.5", "1", "+Inf"].map((le, index) => counter("latency_seconds_bucket", row * (index + 1), { le, job: "web" })),
  ];
}
const rows = 121;
const step = 15_000;

async function startOurs(): Promise<ApiServer> {
  const store = createMemoryStore();
  for (let row = 0; row < rows; row++) store.append("test", start + row * step, readingsAt(row));
  const endpoints = createEndpoints({
    store,
    queries: createQueries({ store, clock: systemClock }),
    clock: systemClock,
    demand: { ask: () => {} },
    help: () => undefined,
    version: "0",
  });
  return startApiServer({ endpoints, token: () => token, port: 0, log: createFakeLog() });
}

function sameSeries(): TestSeries[] {
  const all = new Map<string, TestSeries>();
  for (let row = 0; row < rows; row++) {
    for (const { name, labels, value } of readingsAt(row)) {
      const key = JSON.stringify([name, labels]);
      const series = all.get(key) ?? { labels: { __name__: name, ...labels }, points: [] };
      all.set(key, series);
      series.points.push({ time: start + row * step, value });
    }
  }
  return [...all.values()];
}

let ours: ApiServer;
let theirs: RunningServer;

beforeAll(async () => {
  ours = await startOurs();
});
afterAll(async () => {
  await ours?.close();
  await theirs?.stop();
});

interface Told {
  status: number;
  body: unknown;
}

async function told(base: string, path: string, form?: Record<string, string>): Promise<Told> {
  const headers = { Authorization: `Bearer ${token}`, ...(form && { "Content-Type": "application/x-www-form-urlencoded" }) };
  const body = form && new URLSearchParams(form).toString();
  const answer = await fetch(`${base}/api/v1/${path}`, { headers, ...(form && { method: "POST", body }) });
  return { status: answer.status, body: await answer.json() };
}

describe.skipIf(!isThree)("beside a Prometheus 3 (skipped where none is on PATH)", () => {
  beforeAll(async () => {
    theirs = await startPrometheus({ args: remoteWriteArguments, config: acceptOldSamples });
    await writeSeries(theirs.url, sameSeries());
  });

  const at = `time=${from + 1800}`;
  const span = `start=${from}&end=${from + 1800}&step=60`;
  const selector = encodeURIComponent('{__name__=~"requests_total|up"}');
  const query = (expr: string) => `query?query=${encodeURIComponent(expr)}&${at}`;
  const overTime = (expr: string, range = span) => `query_range?query=${encodeURIComponent(expr)}&${range}`;

  test.each([
    query("up"),
    query("requests_total"),
    query("odd"),
    query("odd[5m]"),
    query("sum by (job) (rate(requests_total[5m]))"),
    query("histogram_quantile(0.9, rate(latency_seconds_bucket[5m]))"),
    query("topk(2, requests_total)"),
    query('{"sensor.name"="Küche"}'),
    query("scalar(up)"),
    query("1 / 3"),
    query('"a \\"string\\" <b>"'),
    query("rate(up[5m])"),
    query("quantile(2, requests_total)"),
    query('absent(nothing{a="b"})'),
    query("nothing"),
    `query?query=up&time=2026-11-21T08:10:00.5Z`,
    `query?query=up&${at}&limit=0`,
    `query?query=requests_total&${at}&limit=5`,
    `query?query=up&time=${from + 1800 + 400}&lookback_delta=10m`,
    overTime("requests_total"),
    overTime("odd"),
    overTime("temperature", `start=${from + 0.5}&end=${from + 1800}&step=7.5`),
    overTime("rate(requests_total[1m])"),
    overTime("time()"),
    overTime("vector(1) > 2"),
    overTime("requests_total > 100"),
    overTime("up", `start=${from}&end=${from + 1800}&step=1m30s`),
    `series?match[]=up&${span}`,
    `series?match[]=${selector}&${span}`,
    `series?match[]=up&match[]=requests_total&${span}`,
    `series?match[]=nothing&${span}`,
    "labels",
    `labels?match[]=up&${span}`,
    `labels?match[]=up&match[]=temperature&${span}`,
    "label/instance/values",
    `label/instance/values?match[]=up&${span}`,
    "label/nothing/values",
    "label/U__sensor_2e_name/values",
    "label/sensor.name/values",
    ...["format_query", "parse_query"].flatMap((endpoint) =>
      [
        'sum by (job) (rate(requests_total{job="web"}[5m] offset 1h)) / on (job) group_left up > bool 1',
        "up",
        "sum(",
        "1 +  2",
      ].map((expr) => `${endpoint}?query=${encodeURIComponent(expr)}`),
    ),
    // What is wrong.
    "query",
    `query?query=up&time=x`,
    `query?query=up&timeout=x`,
    `query?query=up&limit=-1`,
    `query?query=up&limit=x`,
    `query?query=up&lookback_delta=x`,
    query("sum(up"),
    query("up{"),
    query("rate(up)"),
    query("requests_total * on(job) up"),
    query("nosuchfunction(up)"),
    overTime("up[5m]"),
    overTime('"text"'),
    overTime("up", "start=0&end=60"),
    overTime("up", "end=60&step=1"),
    overTime("up", "start=0&end=60&step=0"),
    overTime("up", "start=0&end=60&step=-1"),
    overTime("up", "start=60&end=0&step=1"),
    overTime("up", "start=0&end=60&step=x"),
    overTime("up", "start=0&end=110010&step=10"),
    "series",
    "series?match[]=up{",
    "labels?start=x",
    "labels?match[]={}",
    "label/__name__/values?limit=x",
    "metadata?limit=x",
  ])("%s", async (path) => {
    const [mine, real] = await Promise.all([told(`http://127.0.0.1:${ours.port}`, path), told(theirs.url, path)]);
    // Trees gained fields with each version; ours has those of the newest.
    if (path.startsWith("parse_query")) expect(mine).toMatchObject(real);
    else expect(sorted(mine)).toEqual(sorted(real));
  });

  test("a form is read as by the server", async () => {
    const form = { query: "requests_total", start: String(from), end: String(from + 600), step: "30" };
    const [mine, real] = await Promise.all([
      told(`http://127.0.0.1:${ours.port}`, "query_range", form),
      told(theirs.url, "query_range", form),
    ]);
    expect(mine).toEqual(real);
  });
});

/** The order of a vector's elements means nothing, save where sorted by value; nor does that of series. */
function sorted({ status, body }: Told): Told {
  const { data, ...rest } = body as { data?: { resultType?: string; result?: unknown[] } | unknown[] };
  const order = (items: unknown[]) => [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (Array.isArray(data)) return { status, body: { ...rest, data: order(data) } };
  if (data?.resultType !== "vector") return { status, body };
  return { status, body: { ...rest, data: { ...data, result: order(data.result ?? []) } } };
}

/** Older ones cannot send a token. */
const canLogIn = spawnSync("promtool", ["query", "--help"], { encoding: "utf8" }).stdout?.includes("--http.config.file") ?? false;

describe.skipIf(!canLogIn)("promtool as a client (skipped where there is none, or none that can log in)", () => {
  const run = promisify(execFile);
  let folder: string;
  let loginFile: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-promtool-"));
    loginFile = join(folder, "client.yml");
    writeFileSync(loginFile, `authorization:\n  type: Bearer\n  credentials: ${token}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ask = async (...args: string[]) => {
    const { stdout } = await run("promtool", ["query", "--http.config.file", loginFile, ...args]);
    return stdout;
  };
  const url = () => `http://127.0.0.1:${ours.port}`;
  const span = ["--start", String(from), "--end", String(from + 1800)];

  test("asks for an instant", async () => {
    expect(await ask("instant", "--time", String(from + 1800), url(), 'up{instance="a"}')).toBe(
      `up{instance="a", job="web"} => 1 @[${from + 1800}]\n`,
    );
  });

  test("asks over time", async () => {
    const text = await ask("range", ...span, "--step", "15m", url(), 'requests_total{instance="b"}');
    expect(text).toBe(`requests_total{instance="b", job="web"} =>\n0 @[${from}]\n132 @[${from + 900}]\n264 @[${from + 1800}]\n`);
  });

  test("asks for series and for the values of a label", async () => {
    expect(await ask("series", ...span, "--match", "up", url())).toBe('{__name__="up", instance="a", job="web"}\n');
    expect(await ask("labels", ...span, url(), "instance")).toBe("a\nb\nc\n");
  });

  test("with the token as a password, and not without it", async () => {
    writeFileSync(loginFile, `basic_auth:\n  username: anybody\n  password: ${token}\n`);
    expect(await ask("instant", "--time", String(from), url(), "1")).toMatch(/^scalar: 1/);
    writeFileSync(loginFile, "basic_auth:\n  username: anybody\n  password: wrong\n");
    await expect(ask("instant", url(), "1")).rejects.toThrow();
  });

  test("is told what is wrong in a query", async () => {
    writeFileSync(loginFile, `authorization:\n  credentials: ${token}\n`);
    await expect(ask("instant", url(), "sum(up")).rejects.toMatchObject({ stderr: expect.stringContaining("bad_data") });
  });
});
