// The real Loki, where there is one: at LOKI_URL, or the program on PATH, started with a configuration of ours.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, type RunningServer, startServer } from "./servers";

/** What a suite against the real one needs, in the words of its name when it is skipped. */
export const neededForLoki = "a Loki at LOKI_URL or on PATH";

export type FoundLoki = { url: string } | { program: string };

/** The Loki to test against; undefined when there is none. */
export function findLoki(): FoundLoki | undefined {
  const { LOKI_URL: url } = process.env;
  if (url) return { url: url.replace(/\/+$/, "") };
  // A program for genetics has the same name in some distributions.
  const { stdout } = spawnSync("loki", ["--version"], { encoding: "utf8" });
  return stdout?.startsWith("loki, version") ? { program: "loki" } : undefined;
}

/** Only a Loki of our own may be slowed down, filled and stopped. */
export async function startRealLoki(found: FoundLoki): Promise<Pick<RunningServer, "url" | "stop">> {
  if ("url" in found) return { url: found.url, stop: async () => undefined };
  const grpcPort = await freePort();
  return startServer(({ port, folder }) => {
    const path = join(folder, "loki.yml");
    writeFileSync(path, configOf({ folder, port, grpcPort }));
    return {
      program: found.program,
      args: [`-config.file=${path}`],
      url: `http://127.0.0.1:${port}`,
      readyPath: "/ready",
      readyStatus: 200,
    };
  });
}

/**
 * https://grafana.com/docs/loki/latest/configure/. One process, everything in one folder, nothing told to anybody. Its parts find
 * each other by address: by their ring that takes ten seconds.
 */
function configOf({ folder, port, grpcPort }: { folder: string; port: number; grpcPort: number }): string {
  const grpc = "grpc_client_config: { max_recv_msg_size: 67108864, max_send_msg_size: 67108864 }";
  return `auth_enabled: false
analytics: { reporting_enabled: false }
server:
  http_listen_address: 127.0.0.1
  http_listen_port: ${port}
  grpc_listen_address: 127.0.0.1
  grpc_listen_port: ${grpcPort}
  grpc_server_max_recv_msg_size: 67108864
  grpc_server_max_send_msg_size: 67108864
  log_level: error
common:
  instance_addr: 127.0.0.1
  path_prefix: ${folder}
  replication_factor: 1
  ring: { kvstore: { store: inmemory } }
  storage: { filesystem: { chunks_directory: ${folder}/chunks, rules_directory: ${folder}/rules } }
schema_config:
  configs:
    - { from: "2020-01-01", store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }
ingester: { max_chunk_age: 48h, chunk_idle_period: 24h, lifecycler: { min_ready_duration: 0s, final_sleep: 0s } }
ingester_client: { ${grpc} }
query_scheduler: { use_scheduler_ring: false }
frontend: { scheduler_address: "127.0.0.1:${grpcPort}", scheduler_dns_lookup_period: 200ms }
frontend_worker: { scheduler_address: "127.0.0.1:${grpcPort}", dns_lookup_duration: 200ms, ${grpc} }
limits_config:
  allow_structured_metadata: true
  discover_log_levels: true
  volume_enabled: true
  reject_old_samples: false
  max_line_size: 4MB
  ingestion_rate_mb: 200
  ingestion_burst_size_mb: 400
  per_stream_rate_limit: 200MB
  per_stream_rate_limit_burst: 400MB
  max_global_streams_per_user: 0
`;
}
