// A real Prometheus scraping a real node_exporter, asked through the source that the console uses.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { systemClock } from "../../electron/engine/clock";
import { connectPrometheus, type PrometheusSource } from "../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { type RunningServer, startNodeExporter, startPrometheus } from "../support/servers";

const never = new AbortController().signal;
const missing = ["prometheus", "prometheus-node-exporter"].filter((program) => !isOnPath(program));

const connect = (url: string) =>
  connectPrometheus({ connection: connectionTo(url), readSecret: async () => undefined, clock: systemClock });

describe.skipIf(missing.length > 0)(
  `a Prometheus that scrapes a node_exporter${missing.map((name) => ` (no ${name} on PATH)`).join("")}`,
  () => {
    const servers: RunningServer[] = [];
    let source: PrometheusSource;
    let prefixed: RunningServer;

    beforeAll(async () => {
      const exporter = await startNodeExporter();
      servers.push(exporter);
      const server = await startPrometheus({ scrape: { node: `127.0.0.1:${exporter.port}` } });
      servers.push(server);
      prefixed = await startPrometheus({ routePrefix: "/prom" });
      servers.push(prefixed);
      source = await connect(server.url);
      await eventually(async () => {
        const { result } = await source.instant({ expr: 'count_over_time(node_load1{job="node"}[1m]) > 2', signal: never });
        return (result.kind === "vector" && result.values.length === 1) || undefined;
      }, "three scrapes of the node_exporter");
    });

    afterAll(async () => {
      await source?.close();
      await Promise.all(servers.map((server) => server.stop()));
    });

    test("an instant query answers a vector of what was scraped", async () => {
      const { result, warnings } = await source.instant({ expr: 'up{job="node"}', signal: never });
      if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
      expect(result.labels).toEqual([{ __name__: "up", instance: expect.stringMatching(/^127\.0\.0\.1:\d+$/), job: "node" }]);
      expect([...result.values]).toEqual([1]);
      expect(warnings).toEqual([]);
    });

    test("an instant query at a time answers for that time, to the millisecond", async () => {
      const { result } = await source.instant({ expr: "time()", time: 1_795_234_590_713, signal: never });
      expect(result).toEqual({ kind: "scalar", time: 1_795_234_590_713, value: 1_795_234_590.713 });
    });

    test("a range query answers one point per step, both ends included", async () => {
      const start = 1_795_234_580_000;
      const { series } = await source.range({ expr: "vector(time())", start, end: start + 10_000, step: 2500, signal: never });
      expect(series.map(({ times, values }) => [[...times], [...values]])).toEqual(
        [[0, 2500, 5000, 7500, 10_000].map((after) => start + after)].map((times) => [times, times.map((time) => time / 1000)]),
      );
    });

    test("values that are no finite numbers arrive as such", async () => {
      const expr =
        'vector(1)/0 or label_replace(vector(0)/0, "a", "nan", "", "") or label_replace(vector(-1)/0, "a", "neg", "", "")';
      const { result } = await source.instant({ expr, signal: never });
      if (result.kind !== "vector") throw new Error(`got a ${result.kind}`);
      expect([...result.values].sort()).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN].sort());
    });

    test("an expression longer than any URL is asked as well", async () => {
      const expr = `count({job=~"${Array.from({ length: 5000 }, (_, index) => `job${index}`).join("|")}|node"}) > 0`;
      expect(expr.length).toBeGreaterThan(30_000);
      const { result } = await source.instant({ expr, signal: never });
      expect(result.kind === "vector" && result.values.length).toBe(1);
    });

    test("names and values for completion come whole or for one metric", async () => {
      expect(await source.labelNames({ metric: "node_cpu_seconds_total", signal: never })).toEqual([
        "__name__",
        "cpu",
        "instance",
        "job",
        "mode",
      ]);
      expect(await source.labelValues({ label: "mode", metric: "node_cpu_seconds_total", limit: 100, signal: never })).toContain(
        "idle",
      );
      expect(await source.labelValues({ label: "__name__", limit: 3, signal: never })).toHaveLength(3);
      const selecting = { label: "mode", matcher: 'node_cpu_seconds_total{mode=~"i.*"}', limit: 100, signal: never };
      expect(await source.labelValues(selecting)).toEqual(["idle", "iowait", "irq"]);
      // Before there was anything.
      expect(await source.labelValues({ ...selecting, start: 0, end: 1000 })).toEqual([]);
      expect(
        await source.labelValues({ label: "no such", limit: 3, signal: never }).catch((error: AppError) => error.failure.kind),
      ).toSatisfy(
        // Prometheus 2 does not allow such a label; Prometheus 3 allows it and has none.
        (answer) => answer === "bad-request" || (Array.isArray(answer) && answer.length === 0),
      );
    });

    test("metadata holds each metric's type and help", async () => {
      expect((await source.metadata({ signal: never })).node_load1).toEqual({ type: "gauge", help: "1m load average." });
    });

    test("a wrong expression fails as bad-query and points at the place", async () => {
      const error: AppError = await source.instant({ expr: 'sum(\n  rate("é", up[)', signal: never }).catch((error) => error);
      expect(error.failure.kind).toBe("bad-query");
      expect(error.failure.diagnostics?.[0]?.place).toMatchObject({ line: 2 });
    });

    test("an expression that cannot be evaluated says what the server says", async () => {
      const expr = "node_cpu_seconds_total * on() node_cpu_seconds_total";
      const error: AppError = await source.instant({ expr, signal: never }).catch((error) => error);
      expect(error.failure).toMatchObject({
        kind: "bad-query",
        say: expect.stringContaining(
          "Test server could not evaluate the expression: found duplicate series for the match group {}",
        ),
      });
    });

    test("inspecting it tells version, latency, clock and metrics", async () => {
      const found = await source.inspect(never);
      expect(found).toMatchObject({ server: expect.stringMatching(/^Prometheus [23]\.\d+/), remarks: [] });
      expect(found.latencyMs).toBeGreaterThan(0);
      expect(Math.abs(found.clockSkewMs ?? Number.NaN)).toBeLessThan(1000);
      expect(found.metricCount).toBeGreaterThan(100);
    });

    test("a path prefix in the URL is kept", async () => {
      const behindPrefix = await connect(prefixed.url);
      const { result } = await behindPrefix.instant({ expr: "1", signal: never });
      expect(result).toMatchObject({ kind: "scalar", value: 1 });
      await behindPrefix.close();
    });

    test("a missing path prefix is named as the likely fault", async () => {
      const withoutPrefix = await connect(prefixed.url.replace("/prom", ""));
      const error: AppError = await withoutPrefix.probe(never).catch((error) => error);
      expect(error.failure).toMatchObject({
        kind: "not-that-server",
        say: `127.0.0.1:${prefixed.port} has nothing at /api/v1/query (404): is Test server a Prometheus, and is a path prefix missing from its URL?`,
      });
      await withoutPrefix.close();
    });

    test("cancelling ends a query at once", async () => {
      const controller = new AbortController();
      const asked = source.instant({ expr: "up", signal: controller.signal });
      controller.abort();
      const error: AppError = await asked.then(
        () => undefined,
        (error) => error,
      );
      expect(error.failure.kind).toBe("cancelled");
    });
  },
);
