// The packs beside the exporters they are made for: a real Prometheus that scrapes a real node_exporter and the stand-in for the
// guides' services. Every panel has something to draw.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { systemClock } from "../../electron/engine/clock";
import { connectPrometheus, type PrometheusSource } from "../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../support/connections";
import { framesOfDashboard } from "../support/dashboard-frames";
import { eventually } from "../support/eventually";
import { startGuideServer } from "../support/guide-exporter/guide-server";
import { mayBeEmpty, packFiles, readPackFile } from "../support/packs";
import { isOnPath } from "../support/programs";
import { type RunningServer, startNodeExporter } from "../support/servers";

/** This host is not asked of a Prometheus. */
const files = packFiles.filter((name) => name !== "this-host.json");

const programs = ["prometheus", "promtool", "prometheus-node-exporter"];

describe.skipIf(!programs.every(isOnPath))(`packs beside their exporters (need ${programs.join(", ")})`, () => {
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

  test.each(files)("%s: every panel has something to draw, and no query is refused", async (file) => {
    const read = readDashboard(readPackFile(file));
    if (!read.ok) throw new Error(read.say);
    expect(read.repairs).toEqual([]);
    const panels = await framesOfDashboard(read.dashboard, source, { now: Date.now(), from: "now-30s", scrapeMs: 1000 });
    expect(panels.flatMap(({ title, problems }) => problems.map((problem) => `${title}: ${problem}`))).toEqual([]);
    const empty = panels.filter(({ rows, type }) => rows === 0 && type !== "text").map(({ title }) => title);
    expect(empty.filter((title) => !mayBeEmpty.has(title))).toEqual([]);
  });
});
