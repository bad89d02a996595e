// Imported Grafana dashboards beside real servers: what the importer makes of their queries, and what the variables and macros are
// filled with, is PromQL that Prometheus takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importDashboards, mapSources, withConstants } from "#shared/dashboards/import/import";
import { systemClock } from "../../electron/engine/clock";
import { connectPrometheus, type PrometheusSource } from "../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../support/connections";
import { framesOfDashboard, type PanelFrames } from "../support/dashboard-frames";
import { eventually } from "../support/eventually";
import { startGuideServer } from "../support/guide-exporter/guide-server";
import { isOnPath } from "../support/programs";
import { type RunningServer, startNodeExporter } from "../support/servers";

const folder = join(import.meta.dirname, "../fixtures/dashboards");

const programs = ["prometheus", "promtool", "prometheus-node-exporter"];

describe.skipIf(!programs.every(isOnPath))(`imported dashboards beside real servers (need ${programs.join(", ")})`, () => {
  let server: RunningServer;
  let node: RunningServer;
  let source: PrometheusSource;

  beforeAll(async () => {
    node = await startNodeExporter();
    const job = `  - job_name: node\n    scrape_interval: 1s\n    scrape_timeout: 1s\n    static_configs:\n      - targets: ["127.0.0.1:${node.port}"]\n`;
    server = await startGuideServer({ hours: 0.25, stepSeconds: 1, moreJobs: job });
    source = await connectPrometheus({
      connection: connectionTo(server.url),
      readSecret: async () => undefined,
      clock: systemClock,
    });
    const signal = new AbortController().signal;
    await eventually(async () => {
      const { result } = await source.instant({ expr: "count_over_time(node_load1[1m]) > 7", signal });
      return (result.kind === "vector" && result.values.length > 0) || undefined;
    }, "node_exporter was scraped for some seconds");
  }, 60_000);
  afterAll(async () => {
    await source?.close();
    await server?.stop();
    await node?.stop();
  });

  const panelsOf = async (file: string): Promise<PanelFrames[]> => {
    const { found } = importDashboards(readFileSync(join(folder, file), "utf8"));
    const asking = { now: Date.now(), from: "now-30s", scrapeMs: 1000 };
    const asked = found.map((imported) => {
      // As the dialog does when nothing is chosen: what a file leaves open is asked of the one source.
      const choice = new Map(imported.sources.map(({ id }) => [id, ""]));
      const dashboard = withConstants({ ...imported, dashboard: mapSources(imported, choice) }, new Map());
      return framesOfDashboard(dashboard, source, asking);
    });
    return (await Promise.all(asked)).flat();
  };

  const files: readonly { file: string; problems?: readonly string[] }[] = [
    ...["node-grid.json", "node-rows.json", "containers.json", "postgresql.json", "redis.json"].map((file) => ({ file })),
    ...["mysql.json", "probes.json", "cluster-mixin.json", "answer.json", "resource.json"].map((file) => ({ file })),
    ...["configmaps.yaml", "guides/hybrid-ai-stack.md"].map((file) => ({ file })),
    { file: "gpu.json", problems: ["Use: rate(x[5m]) + ...: Test server refused the expression: unexpected character: '.'"] },
    {
      file: "queues.json",
      problems: ["From a database: Query A is for “mysql”, and only PromQL can be asked so far; it is kept as it is."],
    },
    {
      file: "runtimes.json",
      problems: ["Ratio, by the server: Query B is for “expression”, and only PromQL can be asked so far; it is kept as it is."],
    },
    { file: "v2.json", problems: ['By code: The transformation "regression" is not known here, and was left out.'] },
    {
      file: "lists.json",
      problems: ["Logs: Query A is LogQL, and only PromQL can be asked so far; it is kept as it is."],
    },
  ];

  test.each(files)("$file: what cannot be asked is told, and nothing else is refused", async ({ file, problems = [] }) => {
    const panels = await panelsOf(file);
    expect(panels.flatMap(({ title, problems: told }) => told.map((problem) => `${title}: ${problem}`))).toEqual(problems);
  });

  test.each([
    { file: "node-grid.json", mayBeEmpty: ["Pressure", "IO time"] },
    { file: "containers.json", mayBeEmpty: [] },
    { file: "redis.json", mayBeEmpty: [] },
    { file: "guides/hybrid-ai-stack.md", mayBeEmpty: ["Average Latency"] },
  ])("$file: each panel has something to draw", async ({ file, mayBeEmpty }) => {
    const empty = (await panelsOf(file)).filter(({ rows, type }) => rows === 0 && type !== "text").map(({ title }) => title);
    expect(empty.filter((title) => !mayBeEmpty.includes(title))).toEqual([]);
  });
});
