import { expect, test } from "vitest";
import { createSelf } from "../../../../electron/engine/collectors/self";
import { createOwnMetrics } from "../../../../electron/engine/self/own-metrics";
import { lineOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";

function setUp() {
  const seen = { lag: undefined as number | undefined, asked: 0 };
  const metrics = createOwnMetrics({
    startedAt: 1_795_252_000_000,
    store: { stats: () => ({ series: 3, samplesAppended: 7, bytes: 99 }) },
    scheduler: {
      samplesPerSecond: () => 4,
      lateness: () => ({ maxMs: 12, meanMs: 3 }),
      cpuTotals: () => [{ collector: "cpu", cpuMs: 1500 }],
    },
    processes: {
      totals: () => [
        { role: "engine", processes: 1, cpuMs: 12_500, residentBytes: 2000, memoryBytes: 1500, wakeups: 40 },
        { role: "window", processes: 2, cpuMs: 500, residentBytes: 100, memoryBytes: 100, wakeups: undefined },
      ],
    },
    evaluationLagMs: () => seen.lag,
    busyMs: () => 2500,
  });
  const self = createSelf({ metrics, refresh: async () => void seen.asked++ });
  const collect = () => self.collect({ host: createFakeHost(), signal: new AbortController().signal });
  return { self, collect, seen };
}

test("Watchdeck is measured like everything else, and what there is not to tell is no series", async () => {
  const { collect, seen } = setUp();
  expect((await collect()).map(lineOf)).toEqual([
    "watchdeck_engine_start_time_seconds 1795252000",
    "watchdeck_engine_series 3",
    "watchdeck_engine_store_bytes 99",
    "watchdeck_engine_samples_appended_total 7",
    "watchdeck_engine_samples_per_second 4",
    "watchdeck_engine_tick_lateness_max_seconds 0.012",
    "watchdeck_engine_tick_lateness_mean_seconds 0.003",
    "watchdeck_engine_event_loop_busy_seconds_total 2.5",
    'watchdeck_engine_collector_cpu_seconds_total{collector="cpu"} 1.5',
    'watchdeck_processes{role="engine"} 1',
    'watchdeck_processes{role="window"} 2',
    'watchdeck_process_cpu_seconds_total{role="engine"} 12.5',
    'watchdeck_process_cpu_seconds_total{role="window"} 0.5',
    'watchdeck_process_resident_memory_bytes{role="engine"} 2000',
    'watchdeck_process_resident_memory_bytes{role="window"} 100',
    'watchdeck_process_memory_bytes{role="engine"} 1500',
    'watchdeck_process_memory_bytes{role="window"} 100',
    'watchdeck_process_wakeups_total{role="engine"} 40',
  ]);
  expect(seen.asked).toBe(1);
  seen.lag = 250;
  expect((await collect()).map(lineOf)).toContain("watchdeck_engine_rule_evaluation_lag_seconds 0.25");
});

test("each metric has its help and a run makes no new objects", async () => {
  const { self, collect } = setUp();
  const first = [...(await collect())];
  expect(first.every(({ name }) => typeof self.help === "object" && (self.help[name]?.length ?? 0) > 0)).toBe(true);
  const second = await collect();
  expect(second.every((reading, index) => reading === first[index])).toBe(true);
});

test("totals are counters, the rest are gauges", async () => {
  const { collect } = setUp();
  for (const { name, kind } of await collect())
    expect([name, kind]).toEqual([name, name.endsWith("_total") ? "counter" : "gauge"]);
});
