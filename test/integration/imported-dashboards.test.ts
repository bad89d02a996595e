// Imported Grafana dashboards beside real servers: what the importer makes of their queries, and what the variables and macros are
// filled with, is PromQL that Prometheus takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importDashboards } from "#shared/dashboards/import/import";
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
    source = await connectPrometheus({ connection: connectionTo(server.url), readSecret: async () => undefined, clock: systemClock });
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
    return (await Promise.all(found.map(({ dashboard }) => framesOfDashboard(dashboard, source, asking)))).flat();
  };

  test.each([
    ...["node-grid.json", "node-rows.json", "containers.json", "gpu.json", "postgresql.json", "redis.json", "mysql.json"],
    ...["probes.json", "queues.json", "runtimes.json", "cluster-mixin.json", "v2.json", "answer.json", "resource.json"],
    ...["lists.json", "configmaps.yaml", "guides/hybrid-ai-stack.md"],
  ])("%s: no query is refused", async (file) => {
    const panels = await panelsOf(file);
    console.log(file, JSON.stringify(panels.map(({ title, type, rows, problems }) => [title, type, rows, ...problems]), null, 0));
    expect(panels.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`))).toEqual([]);
  });
});
