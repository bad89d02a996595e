// What Watchdeck says about itself, once for both who ask: the local store, through the collector `self`, and a Prometheus,
// through the exporter. What is known at any time is a table here; who reads it brings the values to their place.
import { performance } from "node:perf_hooks";
import type { Labels } from "#shared/model/labels";
import { type EpochMs, type Milliseconds, measuredSeconds } from "#shared/units/time";
import { createKeptLabels } from "../collectors/kept-labels";
import type { Lateness } from "../sampling/lateness";
import type { RoleTotals } from "./own-processes";

export interface OwnMetric {
  name: string;
  help: string;
  kind: "gauge" | "counter";
  /** The name of its one label, if it has one. */
  label?: string;
  /** Gives each value to `put`; none where there is nothing to tell, because 0 would be a claim. */
  read(put: (value: number, labels?: Labels) => void): void;
}

export interface OwnMetricsOptions {
  startedAt: EpochMs;
  store: { stats(): { series: number; samplesAppended: number; bytes: number } };
  scheduler: {
    samplesPerSecond(): number;
    lateness(): Lateness;
    cpuTotals(): { collector: string; cpuMs: Milliseconds }[];
  };
  processes: { totals(): RoleTotals[] };
  /** How late rules are evaluated; undefined when there are none. */
  evaluationLagMs?: (() => Milliseconds | undefined) | undefined;
  /** How long the engine's event loop has been busy since the start. */
  busyMs?: () => Milliseconds;
}

const ownBusyMs = (): Milliseconds => performance.eventLoopUtilization().active;

export function createOwnMetrics(options: OwnMetricsOptions): OwnMetric[] {
  const { startedAt, store, scheduler, processes, evaluationLagMs, busyMs = ownBusyMs } = options;
  const roleLabels = createKeptLabels("role");
  const collectorLabels = createKeptLabels("collector");

  const one =
    (read: () => number | undefined): OwnMetric["read"] =>
    (put) => {
      const value = read();
      if (value !== undefined) put(value);
    };
  const byRole =
    (read: (totals: RoleTotals) => number | undefined): OwnMetric["read"] =>
    (put) => {
      for (const totals of processes.totals()) {
        const value = read(totals);
        if (value !== undefined) put(value, roleLabels(totals.role));
      }
    };
  const seconds = (ms: Milliseconds | undefined) => (ms === undefined ? undefined : measuredSeconds(ms));

  return [
    {
      name: "watchdeck_engine_start_time_seconds",
      help: "When the engine started, since 1970.",
      kind: "gauge",
      read: one(() => startedAt / 1000),
    },
    {
      name: "watchdeck_engine_series",
      help: "Series in the store.",
      kind: "gauge",
      read: one(() => store.stats().series),
    },
    {
      name: "watchdeck_engine_store_bytes",
      help: "Size of the stored samples.",
      kind: "gauge",
      read: one(() => store.stats().bytes),
    },
    {
      name: "watchdeck_engine_samples_appended_total",
      help: "Samples stored since the start.",
      kind: "counter",
      read: one(() => store.stats().samplesAppended),
    },
    {
      name: "watchdeck_engine_samples_per_second",
      help: "Samples stored per second, over the last ten.",
      kind: "gauge",
      read: one(() => scheduler.samplesPerSecond()),
    },
    {
      name: "watchdeck_engine_rule_evaluation_lag_seconds",
      help: "How late rules are evaluated.",
      kind: "gauge",
      read: one(() => seconds(evaluationLagMs?.())),
    },
    {
      name: "watchdeck_engine_tick_lateness_max_seconds",
      help: "How late the latest of the sampling's last ten ticks came.",
      kind: "gauge",
      read: one(() => seconds(scheduler.lateness().maxMs)),
    },
    {
      name: "watchdeck_engine_tick_lateness_mean_seconds",
      help: "How late the sampling's last ten ticks came on average.",
      kind: "gauge",
      read: one(() => seconds(scheduler.lateness().meanMs)),
    },
    {
      name: "watchdeck_engine_event_loop_busy_seconds_total",
      help: "How long the engine's event loop was not waiting for something to do.",
      kind: "counter",
      read: one(() => seconds(busyMs())),
    },
    {
      name: "watchdeck_engine_collector_cpu_seconds_total",
      help: "Processor time of the engine during the runs of one collector; an upper bound for those that wait for something.",
      kind: "counter",
      label: "collector",
      read(put) {
        for (const { collector, cpuMs } of scheduler.cpuTotals()) put(measuredSeconds(cpuMs), collectorLabels(collector));
      },
    },
    {
      name: "watchdeck_processes",
      help: "Processes that Watchdeck consists of, by what they do.",
      kind: "gauge",
      label: "role",
      read: byRole((totals) => totals.processes),
    },
    {
      name: "watchdeck_process_cpu_seconds_total",
      help: "Processor time of Watchdeck's processes, those that have ended included.",
      kind: "counter",
      label: "role",
      read: byRole(({ cpuMs }) => measuredSeconds(cpuMs)),
    },
    {
      name: "watchdeck_process_resident_memory_bytes",
      help: "Resident memory of Watchdeck's processes; what they share is counted for each.",
      kind: "gauge",
      label: "role",
      read: byRole(({ residentBytes }) => residentBytes),
    },
    {
      name: "watchdeck_process_memory_bytes",
      help: "Memory of Watchdeck's processes with what they share counted once, where the system tells; else the resident memory.",
      kind: "gauge",
      label: "role",
      read: byRole(({ memoryBytes }) => memoryBytes),
    },
    {
      name: "watchdeck_process_wakeups_total",
      help: "How often Watchdeck's processes went to sleep, to be woken again.",
      kind: "counter",
      label: "role",
      read: byRole(({ wakeups }) => wakeups),
    },
  ];
}
