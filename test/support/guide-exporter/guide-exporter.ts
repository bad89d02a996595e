// A stand-in for the services of the five guides, named so: it serves every metric name they mention, with plausible values that
// a seed repeats. A real Prometheus scrapes it over HTTP, and can be given the hours before as blocks.
import { createServer } from "node:http";
import { type Metric, Registry } from "prom-client";
import type { Labels } from "#shared/model/labels";
import { daena } from "./daena";
import type { Family } from "./families";
import { cadvisor, osmenGateway, postgres, redis } from "./osmen";
import { apiGateway, dgdn, keiko, nvidia } from "./others";

interface Job {
  name: string;
  /** Where its guide says that it is scraped. */
  path: string;
  labels: Labels;
  families: readonly Family[];
}

export const guideJobs: readonly Job[] = [
  {
    name: "daena",
    path: "/api/v1/monitoring/memory/prometheus",
    labels: { service: "daena", environment: "production" },
    families: daena,
  },
  { name: "osmen_gateway", path: "/osmen/metrics", labels: {}, families: osmenGateway },
  { name: "osmen_postgres", path: "/postgres/metrics", labels: {}, families: postgres },
  { name: "osmen_redis", path: "/redis/metrics", labels: {}, families: redis },
  { name: "docker", path: "/cadvisor/metrics", labels: {}, families: cadvisor },
  { name: "dgdn", path: "/dgdn/metrics", labels: {}, families: dgdn },
  { name: "nvidia_gpu", path: "/nvidia/metrics", labels: {}, families: nvidia },
  { name: "keiko-backend", path: "/keiko/metrics", labels: {}, families: keiko },
  { name: "api-gateway", path: "/gateway/metrics", labels: {}, families: apiGateway },
];

export interface GuideExporter {
  port: number;
  /** `scrape_configs` for a prometheus.yml: every job under its guide's name. */
  scrapeConfig(interval: string): string;
  stop(): Promise<void>;
}

export async function startGuideExporter(now: () => number = Date.now): Promise<GuideExporter> {
  const registries = new Map(guideJobs.map(({ path, families }) => [path, registryOf(families, () => now() / 1000)]));
  const server = createServer((request, response) => {
    const registry = registries.get(request.url ?? "");
    if (!registry) {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    scrapeConfig: (interval) => guideJobs.map((job) => scrapeConfigOf(job, port, interval)).join(""),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function scrapeConfigOf({ name, path, labels }: Job, port: number, interval: string): string {
  const lines = [
    `  - job_name: ${name}`,
    `    scrape_interval: ${interval}`,
    `    scrape_timeout: ${interval}`,
    `    metrics_path: ${path}`,
    "    static_configs:",
    `      - targets: ["127.0.0.1:${port}"]`,
    `        labels: ${JSON.stringify(labels)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** prom-client writes what it is told a metric holds; the values are those of the moment of the scrape. */
function registryOf(families: readonly Family[], nowSeconds: () => number): Registry {
  const registry = new Registry();
  for (const { name, kind, help, series } of families) {
    const metric = {
      name,
      async get() {
        const at = nowSeconds();
        return {
          name,
          help,
          type: kind,
          aggregator: "sum",
          values: series.map((each) => ({ labels: each.labels, value: each.at(at), metricName: each.name })),
        };
      },
    };
    registry.registerMetric(metric as unknown as Metric);
  }
  return registry;
}

/**
 * The hours before, as OpenMetrics that `promtool tsdb create-blocks-from openmetrics` takes: the very series that scraping
 * `127.0.0.1:port` gives. Times in epoch ms.
 */
export function* guideHistory(window: { from: number; to: number; step: number; port: number }): Generator<string> {
  const { from, to, step, port } = window;
  for (const { name: job, labels, families } of guideJobs) {
    const common = { instance: `127.0.0.1:${port}`, job, ...labels };
    for (const { name, series } of families) {
      // Untyped, because OpenMetrics wants counters to be called `…_total`, which not all of the guides' are.
      yield `# TYPE ${name}_of_${job.replaceAll(/\W/g, "_")} unknown\n`;
      for (const each of series) {
        const head = `${each.name}{${labelText({ ...each.labels, ...common })}}`;
        let lines = "";
        for (let time = Math.ceil(from / step) * step; time < to; time += step) {
          lines += `${head} ${each.at(time / 1000)} ${time / 1000}\n`;
        }
        yield lines;
      }
    }
  }
  for (const { name: job, labels } of guideJobs) {
    const head = `up{${labelText({ instance: `127.0.0.1:${port}`, job, ...labels })}}`;
    let lines = "";
    for (let time = Math.ceil(from / step) * step; time < to; time += step) lines += `${head} 1 ${time / 1000}\n`;
    yield lines;
  }
  yield "# EOF\n";
}

const labelText = (labels: Labels) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",");
