import { expect, test } from "vitest";
import { createExporter } from "../../../../electron/engine/exporter/exporter";
import { createOwnWeight } from "../../../../electron/engine/exporter/own-weight";
import { createFakeClock } from "../../../support/fake-clock";

const series = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

test("our own metrics are read when somebody asks, and what there is not to tell is no series", async () => {
  let samplesAppended = 7;
  let lag: number | undefined;
  const exporter = createExporter({
    version: "0.1.0",
    startedAt: 1_795_252_000_000,
    ownWeight: () => ({ cpuPercent: 1.5, residentBytes: 1000 }),
    cpuSeconds: () => 12.5,
    store: { stats: () => ({ series: 3, samplesAppended, bytes: 99 }) },
    scheduler: {
      samplesPerSecond: () => 4,
      status: () => [
        { name: "cpu", state: "ok", durationMs: 2 },
        { name: "gpu", state: "no-data", durationMs: 1, reason: "no GPU found" },
        { name: "disk", state: "waiting" },
      ],
    },
    evaluationLagMs: () => lag,
  });
  expect(series(await exporter.metrics())).toEqual([
    'watchdeck_engine_info{version="0.1.0"} 1',
    "watchdeck_engine_start_time_seconds 1795252000",
    "watchdeck_engine_cpu_percent 1.5",
    "watchdeck_engine_resident_memory_bytes 1000",
    "watchdeck_engine_series 3",
    "watchdeck_engine_store_bytes 99",
    "watchdeck_engine_cpu_seconds_total 12.5",
    "watchdeck_engine_samples_appended_total 7",
    "watchdeck_engine_samples_per_second 4",
    'watchdeck_engine_collector_duration_seconds{collector="cpu"} 0.002',
    'watchdeck_engine_collector_duration_seconds{collector="gpu"} 0.001',
    'watchdeck_engine_collector_success{collector="cpu"} 1',
    'watchdeck_engine_collector_success{collector="gpu"} 0',
  ]);
  samplesAppended = 9;
  lag = 250;
  const later = series(await exporter.metrics());
  expect(later).toContain("watchdeck_engine_samples_appended_total 9");
  expect(later).toContain("watchdeck_engine_rule_evaluation_lag_seconds 0.25");
});

test("our own weight is measured over about five seconds, whoever asks how often", async () => {
  const clock = createFakeClock();
  let user = 0;
  const weigh = createOwnWeight({ clock, process: { cpuUsage: () => ({ user, system: 0 }), memoryUsage: { rss: () => 42 } } });
  expect(weigh()).toEqual({ cpuPercent: 0, residentBytes: 42 });
  const percents: number[] = [];
  for (let second = 1; second <= 12; second++) {
    // Half a core for six seconds, then nothing.
    if (second <= 6) user += 500_000;
    await clock.advance(1000);
    percents.push(weigh().cpuPercent);
    weigh();
  }
  expect(percents).toEqual([50, 50, 50, 50, 50, 50, 40, 30, 20, 10, 0, 0]);
});
