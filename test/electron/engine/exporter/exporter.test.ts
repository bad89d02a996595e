import { expect, test } from "vitest";
import { createExporter } from "../../../../electron/engine/exporter/exporter";

const series = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

test("our own metrics are read when somebody asks, and what there is not to tell is no series", async () => {
  let total = 7;
  let lag: number | undefined = 0.25;
  let looks = 0;
  let cpuPercent: number | undefined = 1.5;
  const row = { about: "", everyMs: 1000, defaultEveryMs: 1000, isOn: true, isOnDemand: false };
  const exporter = createExporter({
    version: "0.1.0",
    engine: () => ({ cpuPercent, residentBytes: 1000 }),
    cpuMs: () => 12_500,
    scheduler: {
      status: () => [
        { ...row, name: "cpu", state: "ok", durationMs: 2 },
        { ...row, name: "gpu", state: "no-data", durationMs: 1, reason: "no GPU found" },
        { ...row, name: "disk", state: "waiting" },
        { ...row, name: "systemd", state: "off" },
      ],
    },
    ownMetrics: [
      { name: "watchdeck_a_total", help: "A.", kind: "counter", read: (put) => put(total) },
      { name: "watchdeck_lag", help: "Lag.", kind: "gauge", read: (put) => lag !== undefined && put(lag) },
      { name: "watchdeck_b", help: "B.", kind: "gauge", label: "role", read: (put) => put(3, { role: "engine" }) },
      { name: "watchdeck_c_total", help: "C.", kind: "counter", label: "role", read: (put) => put(total, { role: "gpu" }) },
    ],
    refresh: async () => void looks++,
  });
  const first = series(await exporter.metrics());
  expect(first).toEqual([
    'watchdeck_engine_info{version="0.1.0"} 1',
    "watchdeck_engine_cpu_percent 1.5",
    "watchdeck_engine_resident_memory_bytes 1000",
    "watchdeck_engine_cpu_seconds_total 12.5",
    "watchdeck_a_total 7",
    "watchdeck_lag 0.25",
    'watchdeck_b{role="engine"} 3',
    'watchdeck_c_total{role="gpu"} 7',
    'watchdeck_engine_collector_duration_seconds{collector="cpu"} 0.002',
    'watchdeck_engine_collector_duration_seconds{collector="gpu"} 0.001',
    'watchdeck_engine_collector_success{collector="cpu"} 1',
    'watchdeck_engine_collector_success{collector="gpu"} 0',
  ]);
  total = 9;
  lag = undefined;
  cpuPercent = undefined;
  const later = series(await exporter.metrics());
  expect(later.filter((line) => /_total|_lag|_percent/.test(line))).toEqual([
    "watchdeck_engine_cpu_seconds_total 12.5",
    "watchdeck_a_total 9",
    'watchdeck_c_total{role="gpu"} 9',
  ]);
  expect(looks).toBe(2);
});
