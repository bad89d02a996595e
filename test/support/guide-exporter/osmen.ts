// What the OsMEN guide's gateway and its exporters of PostgreSQL, Redis and containers expose. The names are those of
// postgres_exporter 0.15, redis_exporter 1.58 and cAdvisor 0.49.
import type { Labels } from "#shared/model/labels";
import { counters, type Family, gauges, histogram } from "./families";
import { constant, count, type Shape, wave, wholeCount, wholeWave } from "./shapes";

const agents = ["daily_brief", "boot_hardening", "focus_guardrails", "research_intel"];
const models = ["gpt-4o", "claude-sonnet"];

const each = <T extends string>(names: readonly T[], label: string, shape: (name: T) => Shape) =>
  names.map((name) => [{ [label]: name } as Labels, shape(name)] as const);

export const osmenGateway: readonly Family[] = [
  counters("osmen_requests_total", "Requests.", [
    [{ method: "POST", endpoint: "/completion", status: "200" }, wholeCount("osmen completion", 11)],
    [{ method: "GET", endpoint: "/agents", status: "200" }, wholeCount("osmen agents", 6)],
    [{ method: "POST", endpoint: "/completion", status: "500" }, wholeCount("osmen failed", 0.04)],
  ]),
  gauges("osmen_requests_per_second", "Requests per second.", wave("osmen rps", 17, 8)),
  histogram("osmen_request_duration_seconds", "Duration of requests.", [
    { labels: { endpoint: "/completion" }, perSecond: 11, median: 0.4 },
    { labels: { endpoint: "/agents" }, perSecond: 6, median: 0.03 },
  ]),
  counters(
    "osmen_errors_total",
    "Errors.",
    each(["timeout", "upstream", "validation"], "type", (type) => wholeCount(`osmen ${type}`, 0.02)),
  ),
  gauges("osmen_error_rate", "Errors per request.", wave("osmen error rate", 0.004, 0.003)),
  counters(
    "osmen_agent_executions_total",
    "Executions of agents.",
    agents.flatMap((agent) => [
      [{ agent, status: "success" }, wholeCount(`${agent} ok`, 0.4)] as const,
      [{ agent, status: "failure" }, wholeCount(`${agent} failed`, 0.012)] as const,
    ]),
  ),
  histogram(
    "osmen_agent_duration_seconds",
    "Duration of executions.",
    agents.map((agent, place) => ({ labels: { agent }, perSecond: 0.4, median: 1.2 + place })),
    [0.5, 1, 2.5, 5, 10, 30, 60],
  ),
  gauges("osmen_active_users", "Active users.", wholeWave("users", 84, 60)),
  counters(
    "osmen_tokens_used_total",
    "Tokens.",
    agents.flatMap((agent) => models.map((model) => [{ agent, model }, wholeCount(`${agent} ${model} tokens`, 210)] as const)),
  ),
  counters(
    "osmen_llm_cost_dollars",
    "Costs of language models, in dollars, since the start.",
    agents.flatMap((agent) => models.map((model) => [{ agent, model }, count(`${agent} ${model} cost`, 0.00035)] as const)),
  ),
];

const databases = ["osmen", "langflow", "n8n"];
const perDatabase = (name: string, perSecond: number, help: string) =>
  counters(
    `pg_stat_database_${name}`,
    help,
    each(databases, "datname", (db) => wholeCount(`${name} ${db}`, perSecond)),
  );

export const postgres: readonly Family[] = [
  gauges("pg_up", "Whether the last scrape could reach the server.", constant(1)),
  gauges("pg_static", "Version.", [[{ short_version: "16.2.0", version: "PostgreSQL 16.2" }, constant(1)]]),
  gauges("pg_postmaster_start_time_seconds", "When it was started.", constant(1_795_100_000)),
  gauges("pg_settings_max_connections", "Connections at most.", constant(100)),
  gauges("pg_settings_shared_buffers_bytes", "Shared buffers.", constant(2 ** 31)),
  gauges(
    "pg_stat_activity_count",
    "Connections.",
    databases.flatMap((datname) =>
      (["active", "idle", "idle in transaction"] as const).map(
        (state) => [{ datname, state }, wholeWave(`${datname} ${state}`, state === "idle" ? 11 : 4, 4)] as const,
      ),
    ),
  ),
  gauges(
    "pg_stat_activity_max_tx_duration",
    "Longest transaction, in seconds.",
    each(databases, "datname", (db) => wave(`tx ${db}`, 3, 5)),
  ),
  perDatabase("xact_commit", 46, "Commits."),
  perDatabase("xact_rollback", 0.3, "Rollbacks."),
  perDatabase("blks_hit", 5200, "Blocks found in the cache."),
  perDatabase("blks_read", 61, "Blocks read."),
  perDatabase("tup_returned", 9100, "Rows returned."),
  perDatabase("tup_fetched", 3400, "Rows fetched."),
  perDatabase("tup_inserted", 28, "Rows inserted."),
  perDatabase("tup_updated", 35, "Rows updated."),
  perDatabase("tup_deleted", 3, "Rows deleted."),
  perDatabase("deadlocks", 0.001, "Deadlocks."),
  perDatabase("temp_bytes", 20_000, "Bytes of temporary files."),
  perDatabase("conflicts", 0.002, "Conflicts."),
  gauges(
    "pg_database_size_bytes",
    "Size.",
    each(databases, "datname", (db) => wholeWave(`size ${db}`, 3.1e9, 2e8)),
  ),
  gauges(
    "pg_locks_count",
    "Locks.",
    ["accesssharelock", "rowexclusivelock", "exclusivelock"].map(
      (mode) => [{ datname: "osmen", mode }, wholeWave(`lock ${mode}`, 5, 5)] as const,
    ),
  ),
  counters(
    "pg_stat_statements_calls_total",
    "Calls of statements.",
    ["101", "102", "103"].map((queryid) => [{ datname: "osmen", queryid }, wholeCount(`calls ${queryid}`, 9)] as const),
  ),
  counters(
    "pg_stat_statements_seconds_total",
    "Time of statements.",
    ["101", "102", "103"].map((queryid) => [{ datname: "osmen", queryid }, count(`time ${queryid}`, 0.12)] as const),
  ),
  gauges("pg_replication_lag_seconds", "How far a standby is behind.", wave("lag", 0.4, 0.5)),
];

const commands = ["get", "set", "hgetall", "expire", "publish"];

export const redis: readonly Family[] = [
  gauges("redis_up", "Whether the last scrape could reach the server.", constant(1)),
  gauges("redis_instance_info", "Version.", [[{ redis_version: "7.2.4", role: "master", os: "Linux" }, constant(1)]]),
  gauges("redis_uptime_in_seconds", "Uptime.", (seconds) => Math.floor(seconds - 1_795_100_000)),
  gauges("redis_connected_clients", "Clients.", wholeWave("clients", 42, 14)),
  gauges("redis_blocked_clients", "Blocked clients.", wholeWave("blocked", 1, 2)),
  gauges("redis_memory_used_bytes", "Memory in use.", wholeWave("redis memory", 3.6e8, 6e7)),
  gauges("redis_memory_max_bytes", "Memory at most.", constant(1e9)),
  gauges("redis_mem_fragmentation_ratio", "Fragmentation.", wave("fragmentation", 1.2, 0.15)),
  counters("redis_commands_processed_total", "Commands.", wholeCount("redis commands", 930)),
  counters("redis_keyspace_hits_total", "Hits.", wholeCount("redis hits", 610)),
  counters("redis_keyspace_misses_total", "Misses.", wholeCount("redis misses", 48)),
  counters("redis_evicted_keys_total", "Evicted keys.", wholeCount("evicted", 0.2)),
  counters("redis_expired_keys_total", "Expired keys.", wholeCount("expired", 3)),
  counters("redis_rejected_connections_total", "Rejected connections.", wholeCount("rejected", 0.0005)),
  counters("redis_net_input_bytes_total", "Bytes received.", wholeCount("redis in", 410_000)),
  counters("redis_net_output_bytes_total", "Bytes sent.", wholeCount("redis out", 1_900_000)),
  counters(
    "redis_commands_total",
    "Commands by name.",
    each(commands, "cmd", (cmd) => wholeCount(`redis ${cmd}`, 180)),
  ),
  counters(
    "redis_commands_duration_seconds_total",
    "Time by command.",
    each(commands, "cmd", (cmd) => count(`redis time ${cmd}`, 0.004)),
  ),
  gauges(
    "redis_db_keys",
    "Keys.",
    each(["db0", "db1"], "db", (db) => wholeWave(`keys ${db}`, 120_000, 9000)),
  ),
  gauges(
    "redis_db_keys_expiring",
    "Keys that expire.",
    each(["db0", "db1"], "db", (db) => wholeWave(`expiring ${db}`, 46_000, 4000)),
  ),
  gauges("redis_slowlog_length", "Entries of the slow log.", wholeWave("slow log", 12, 8)),
  gauges("redis_rdb_last_save_timestamp_seconds", "When it was last saved.", (seconds) => Math.floor(seconds / 900) * 900),
];

const containers = ["osmen-gateway", "osmen-postgres", "osmen-redis", "osmen-qdrant", "osmen-langflow", "osmen-n8n"].map(
  (name, place) => ({
    name,
    labels: {
      id: `/docker/${String(place + 1).repeat(64)}`,
      name,
      image: `example/${name}:latest`,
      container_label_com_docker_compose_service: name.replace("osmen-", ""),
    },
  }),
);
const perContainer = (shape: (name: string) => Shape, more: Labels = {}) =>
  containers.map(({ name, labels }) => [{ ...labels, ...more }, shape(name)] as const);

export const cadvisor: readonly Family[] = [
  counters(
    "container_cpu_usage_seconds_total",
    "CPU time.",
    perContainer((name) => count(`${name} cpu`, 0.2), { cpu: "total" }),
  ),
  counters(
    "container_cpu_cfs_throttled_seconds_total",
    "Time throttled.",
    perContainer((name) => count(`${name} throttled`, 0.01)),
  ),
  gauges(
    "container_memory_usage_bytes",
    "Memory in use, cache included.",
    perContainer((name) => wholeWave(`${name} memory`, 4.4e8, 9e7)),
  ),
  gauges(
    "container_memory_working_set_bytes",
    "Working set.",
    perContainer((name) => wholeWave(`${name} set`, 3.3e8, 6e7)),
  ),
  gauges(
    "container_memory_rss",
    "Resident memory.",
    perContainer((name) => wholeWave(`${name} rss`, 2.6e8, 5e7)),
  ),
  gauges(
    "container_memory_cache",
    "Page cache.",
    perContainer((name) => wholeWave(`${name} cache`, 1e8, 3e7)),
  ),
  gauges(
    "container_spec_memory_limit_bytes",
    "Limit.",
    perContainer(() => constant(2 ** 30)),
  ),
  gauges(
    "container_fs_usage_bytes",
    "Disk in use.",
    perContainer((name) => wholeWave(`${name} disk`, 9e8, 1e8), { device: "/dev/sda1" }),
  ),
  gauges(
    "container_fs_limit_bytes",
    "Disk there is.",
    perContainer(() => constant(1e11), { device: "/dev/sda1" }),
  ),
  counters(
    "container_fs_reads_bytes_total",
    "Bytes read.",
    perContainer((name) => wholeCount(`${name} reads`, 90_000), { device: "/dev/sda" }),
  ),
  counters(
    "container_fs_writes_bytes_total",
    "Bytes written.",
    perContainer((name) => wholeCount(`${name} written`, 140_000), { device: "/dev/sda" }),
  ),
  counters(
    "container_fs_reads_total",
    "Reads.",
    perContainer((name) => wholeCount(`${name} read ops`, 3), { device: "/dev/sda" }),
  ),
  counters(
    "container_fs_writes_total",
    "Writes.",
    perContainer((name) => wholeCount(`${name} write ops`, 7), { device: "/dev/sda" }),
  ),
  counters(
    "container_network_receive_bytes_total",
    "Bytes received.",
    perContainer((name) => wholeCount(`${name} in`, 52_000), { interface: "eth0" }),
  ),
  counters(
    "container_network_transmit_bytes_total",
    "Bytes sent.",
    perContainer((name) => wholeCount(`${name} out`, 81_000), { interface: "eth0" }),
  ),
  counters(
    "container_network_receive_errors_total",
    "Errors.",
    perContainer((name) => wholeCount(`${name} errors`, 0.001), { interface: "eth0" }),
  ),
  gauges(
    "container_start_time_seconds",
    "When it was started.",
    perContainer(() => constant(1_795_150_000)),
  ),
  gauges(
    "container_last_seen",
    "When it was last seen.",
    perContainer(() => (seconds) => Math.floor(seconds)),
  ),
  gauges("machine_memory_bytes", "Memory of the machine.", constant(2 ** 34)),
  gauges("machine_cpu_cores", "Cores of the machine.", constant(8)),
];
