// The guides' services and a real node_exporter, asked through the source that the console uses for a Prometheus.
import { systemClock } from "../../../electron/engine/clock";
import { connectPrometheus, type PrometheusSource } from "../../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../connections";
import { eventually } from "../eventually";
import { startNodeExporter } from "../servers";
import { startGuideServer } from "./guide-server";

export const guideSourcePrograms = ["prometheus", "promtool", "prometheus-node-exporter"];

export interface GuideSource {
  source: PrometheusSource;
  stop(): Promise<void>;
}

/** Everything is scraped each second; the guides' services have a quarter of an hour behind them, node_exporter some seconds. */
export async function startGuideSource(): Promise<GuideSource> {
  const node = await startNodeExporter();
  const job = `  - job_name: node\n    scrape_interval: 1s\n    scrape_timeout: 1s\n    static_configs:\n      - targets: ["127.0.0.1:${node.port}"]\n`;
  const server = await startGuideServer({ hours: 0.25, stepSeconds: 1, moreJobs: job });
  const connection = connectionTo(server.url);
  const source = await connectPrometheus({ connection, readSecret: async () => undefined, clock: systemClock });
  const signal = new AbortController().signal;
  await eventually(async () => {
    const { result } = await source.instant({ expr: "count_over_time(node_load1[1m]) > 7", signal });
    return (result.kind === "vector" && result.values.length > 0) || undefined;
  }, "node_exporter was scraped for some seconds");
  return {
    source,
    async stop() {
      await source.close();
      await server.stop();
      await node.stop();
    },
  };
}
