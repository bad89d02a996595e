// What the Daena guide's backend exposes.
import { counters, type Family, gauges, histogram, untyped } from "./families";
import { count, wave, wholeCount, wholeWave } from "./shapes";

const memory = {
  cpu_usage: wave("cpu", 46, 35),
  memory_usage: wave("memory", 71, 12),
  disk_usage: wave("disk", 63, 3),
  network_io_bytes_sent: wholeCount("sent", 3.2e6),
  network_io_bytes_recv: wholeCount("received", 8.9e6),
  nbmf_reads: wholeCount("reads", 240),
  nbmf_writes: wholeCount("writes", 65),
  nbmf_read_p95_ms: wave("read p95", 21, 14),
  nbmf_write_p95_ms: wave("write p95", 48, 30),
  nbmf_read_avg_ms: wave("read average", 7, 4),
  nbmf_write_avg_ms: wave("write average", 17, 9),
  nbmf_encode_p95_ms: wave("encode", 0.7, 0.4),
  nbmf_compression_ratio: wave("compression", 13.4, 1.6),
  llm_cas_hit: wholeCount("cas hit", 31),
  llm_cas_miss: wholeCount("cas miss", 12),
  llm_near_dup_reuse: wholeCount("near duplicates", 4),
  llm_cas_hit_rate: wave("hit rate", 0.72, 0.12),
  total_cost_usd: count("cost", 0.00042),
  estimated_cost_savings_usd: count("savings", 0.00061),
  cost_savings_percentage: wave("savings share", 59, 9),
  l1_read_p95_ms: wave("l1", 1.8, 0.9),
  l2_read_p95_ms: wave("l2", 11, 6),
  divergence_rate: wave("divergence", 0.004, 0.004),
};

export const daena: readonly Family[] = [
  untyped(
    "daena_memory_metric",
    "Metrics of the memory service.",
    Object.entries(memory).map(([name, at]) => [{ name }, at] as const),
  ),
  gauges("sunflower_agent_status", "Agents by status.", [
    [{ status: "active" }, wholeWave("active", 38, 9)],
    [{ status: "idle" }, wholeWave("idle", 17, 7)],
    [{ status: "error" }, wholeWave("agents in error", 1, 2)],
  ]),
  counters(
    "sunflower_http_requests_total",
    "HTTP requests.",
    ["/api/v1/agents", "/api/v1/memory", "/api/v1/chat"].flatMap((endpoint) => [
      [{ method: "GET", endpoint, status: "200" }, wholeCount(`${endpoint} 200`, 18)] as const,
      [{ method: "GET", endpoint, status: "500" }, wholeCount(`${endpoint} 500`, 0.11)] as const,
    ]),
  ),
  histogram("sunflower_http_request_duration_seconds", "Duration of HTTP requests.", [
    { labels: { endpoint: "/api/v1/agents" }, perSecond: 18, median: 0.02 },
    { labels: { endpoint: "/api/v1/memory" }, perSecond: 18, median: 0.06 },
    { labels: { endpoint: "/api/v1/chat" }, perSecond: 18, median: 0.4 },
  ]),
  gauges("sunflower_gpu_usage_percent", "GPU usage.", [[{ gpu: "0" }, wave("gpu", 68, 30)]]),
  gauges("sunflower_gpu_temperature_celsius", "GPU temperature.", [[{ gpu: "0" }, wave("gpu heat", 66, 11)]]),
  gauges("sunflower_gpu_memory_bytes", "GPU memory in use.", [[{ gpu: "0" }, wholeWave("gpu memory", 1.7e10, 3e9)]]),
];
