// The stand-in for the guides' services, scraped by a real Prometheus: what packs and screenshots rest on.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually";
import { guideJobs } from "../support/guide-exporter/guide-exporter";
import { startGuideServer } from "../support/guide-exporter/guide-server";
import { isOnPath } from "../support/programs";
import type { RunningServer } from "../support/servers";

/** Every metric that a guide names, as it names them. */
const namedByGuides = [
  ...[
    "daena_memory_metric",
    "sunflower_agent_status",
    "sunflower_http_requests_total",
    "sunflower_http_request_duration_seconds_bucket",
  ],
  ...["sunflower_gpu_usage_percent", "sunflower_gpu_temperature_celsius", "sunflower_gpu_memory_bytes"],
  ...["osmen_requests_total", "osmen_requests_per_second", "osmen_request_duration_seconds_bucket", "osmen_errors_total"],
  ...["osmen_error_rate", "osmen_agent_executions_total", "osmen_agent_duration_seconds_bucket", "osmen_active_users"],
  ...["osmen_tokens_used_total", "osmen_llm_cost_dollars", "pg_stat_activity_count"],
  ...["container_cpu_usage_seconds_total", "container_memory_usage_bytes", "container_memory_working_set_bytes"],
  ...["container_spec_memory_limit_bytes", "container_fs_usage_bytes", "container_fs_writes_total"],
  ...["container_network_receive_bytes_total", "container_network_transmit_bytes_total"],
  ...["dgdn_training_loss", "dgdn_validation_loss", "dgdn_training_accuracy", "dgdn_samples_processed_total"],
  ...["dgdn_epoch_duration_seconds", "dgdn_batch_processing_time", "dgdn_batch_processing_seconds_bucket"],
  ...["dgdn_model_parameters_total", "dgdn_model_memory_usage_bytes", "dgdn_inference_time_seconds", "dgdn_graph_nodes"],
  ...["dgdn_graph_edges", "nvidia_gpu_memory_used_bytes", "nvidia_gpu_memory_total_bytes"],
  ...["http_requests_total", "http_request_duration_seconds_bucket", "api_errors_total", "agent_operations_total"],
  ...["registered_agents_total", "custom_operations_total", "custom_duration_seconds_bucket"],
  ...["api_gateway_requests_total", "api_gateway_request_duration_seconds_bucket", "api_gateway_requests_in_progress"],
  ...["api_gateway_cost_total", "api_gateway_cost_per_request", "api_gateway_model_latency_seconds_bucket"],
  ...["api_gateway_routing_latency_seconds_bucket", "api_gateway_health", "ollama_models_loaded"],
];

describe.skipIf(!isOnPath("prometheus") || !isOnPath("promtool"))("the guides' services (need prometheus and promtool)", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startGuideServer({ hours: 3, stepSeconds: 30 });
  });
  afterAll(() => server?.stop());

  const query = async (expr: string): Promise<{ metric: Record<string, string>; value: [number, string] }[]> => {
    const answer = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    return ((await answer.json()) as { data: { result: never[] } }).data.result;
  };

  test("every job is scraped without a complaint", async () => {
    const up = await eventually(async () => {
      const found = await query("up");
      return found.length === guideJobs.length && found.every(({ value }) => value[1] === "1") ? found : undefined;
    }, "all jobs are up");
    expect(up.map(({ metric }) => metric.job).sort()).toEqual(guideJobs.map(({ name }) => name).sort());
  });

  test("there is every metric that a guide names", async () => {
    const answer = await fetch(`${server.url}/api/v1/label/__name__/values`);
    const { data } = (await answer.json()) as { data: string[] };
    expect(namedByGuides.filter((name) => !data.includes(name))).toEqual([]);
  });

  test("the past goes over into what is scraped: counters only rise", async () => {
    expect(await query('resets(api_gateway_requests_total[3h]) > 0 or resets({__name__=~".+_bucket"}[3h]) > 0')).toEqual([]);
    const hours = await query("count_over_time(osmen_active_users[3h]) / 2 / 60");
    expect(Number(hours[0]?.value[1])).toBeGreaterThan(2.9);
  });

  test("the quantiles of the histograms move, and are plausible", async () => {
    const p95 = "histogram_quantile(0.95, sum by (le) (rate(osmen_request_duration_seconds_bucket[10m])))";
    const [least] = await query(`min_over_time(${p95}[2h:5m])`);
    const [most] = await query(`max_over_time(${p95}[2h:5m])`);
    expect(Number(least?.value[1])).toBeGreaterThan(0.05);
    expect(Number(most?.value[1])).toBeGreaterThan(Number(least?.value[1]));
    expect(Number(most?.value[1])).toBeLessThan(10);
  });
});
