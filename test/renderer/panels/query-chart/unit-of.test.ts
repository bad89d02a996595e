import { expect, test } from "vitest";
import { unitOf } from "../../../../renderer/panels/query-chart/unit-of";

test.each([
  { expr: "node_memory_MemAvailable_bytes", unit: "bytes" },
  { expr: 'sum by (device) (rate(node_network_receive_bytes_total{device!="lo"}[5m]))', unit: "bytes-per-second" },
  { expr: "topk(5, process_resident_memory_bytes)", unit: "bytes" },
  { expr: "# hot\n(max(node_hwmon_temp_celsius offset 5m))", unit: "celsius" },
  { expr: "rate(node_cpu_seconds_total[1m])", unit: "ratio" },
  { expr: "rate(http_requests_total[1m])", unit: "per-second" },
  { expr: "http_requests_total", unit: "number" },
  { expr: "avg_over_time(probe_duration_seconds[10m])", unit: "seconds" },
  { expr: "max_over_time(rate(a_bytes_total[1m])[10m:1m])", unit: "bytes-per-second" },
  { expr: 'label_replace(a_bytes, "x", "$1", "y", "(.*)")', unit: "bytes" },
  { expr: "count(node_memory_MemAvailable_bytes)", unit: "number" },
  { expr: "a_bytes / b_bytes", unit: "number" },
  { expr: "clamp_max(a_bytes, scalar(b_seconds))", unit: "number" },
  { expr: "process_start_time_seconds", unit: "number" },
  { expr: 'up{job="a"}', unit: "number" },
  { expr: '{__name__="a_bytes"}', unit: "number" },
  { expr: "sum(", unit: "number" },
  { expr: "", unit: "number" },
])("$expr counts in $unit", ({ expr, unit }) => expect(unitOf(expr)).toBe(unit));
