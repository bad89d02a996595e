// Our own metrics in the text format of Prometheus, so that a Prometheus can watch the watcher. Everything is read when
// somebody asks; there are no timers, and prom-client's default metrics, which keep one, stay off.
import { Counter, Gauge, Registry } from "prom-client";
import type { OwnProcess } from "#shared/contract/app";
import type { CollectorRow } from "#shared/contract/sampling";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { OwnMetric } from "../self/own-metrics";
import { ownCpuMs } from "../self/process-figures";

export interface Exporter {
  metrics(): Promise<string>;
  /** Of that text, for the header. */
  contentType: string;
}

interface Options {
  version: string;
  /** The engine's process, as of the last look. */
  engine: () => Omit<OwnProcess, "role" | "pid"> | undefined;
  /** Processor time of that process so far. */
  cpuMs?: () => Milliseconds;
  scheduler: { status(): CollectorRow[] };
  /** What the local store has too. */
  ownMetrics: readonly OwnMetric[];
  /** Looks at our processes, unless the last look is younger than that. */
  refresh(unlessYoungerThan: Milliseconds): Promise<void>;
}

export function createExporter({ version, engine, scheduler, ownMetrics, refresh, ...options }: Options): Exporter {
  const registry = new Registry();
  const { cpuMs = ownCpuMs } = options;

  const single = (name: string, help: string, kind: OwnMetric["kind"], read: () => number | undefined) =>
    publish({
      name,
      help,
      kind,
      read(put) {
        const value = read();
        if (value !== undefined) put(value);
      },
    });

  new Gauge({
    name: "watchdeck_engine_info",
    help: "The version that runs.",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version }, 1);
  single("watchdeck_engine_cpu_percent", "Of one core, over the last seconds.", "gauge", () => engine()?.cpuPercent);
  single("watchdeck_engine_resident_memory_bytes", "Memory that the engine holds.", "gauge", () => engine()?.residentBytes);
  single("watchdeck_engine_cpu_seconds_total", "Processor time the engine has used.", "counter", () => cpuMs() / 1000);
  for (const metric of ownMetrics) publish(metric);
  perCollector("watchdeck_engine_collector_duration_seconds", "How long the collector's last run took.", ({ durationMs }) =>
    durationMs === undefined ? undefined : durationMs / 1000,
  );
  perCollector(
    "watchdeck_engine_collector_success",
    "Whether the collector's last run brought samples.",
    ({ state, durationMs }) => (durationMs === undefined ? undefined : Number(state === "ok")),
  );

  function publish({ name, help, kind, label, read }: OwnMetric): void {
    const labelNames = label === undefined ? [] : [label];
    if (kind === "gauge") {
      new Gauge({
        name,
        help,
        labelNames,
        registers: [registry],
        collect() {
          // What is not told this time is no series; `reset` alone would leave a 0, which is a claim.
          this.reset();
          if (label === undefined) this.remove();
          read((value, labels = {}) => this.set({ ...labels }, value));
        },
      });
    } else {
      new Counter({
        name,
        help,
        labelNames,
        registers: [registry],
        collect() {
          this.reset();
          if (label === undefined) this.remove();
          read((value, labels = {}) => this.inc({ ...labels }, value));
        },
      });
    }
  }

  function perCollector(name: string, help: string, read: (row: CollectorRow) => number | undefined): void {
    publish({
      name,
      help,
      kind: "gauge",
      label: "collector",
      read(put) {
        for (const row of scheduler.status()) {
          const value = read(row);
          if (value !== undefined) put(value, { collector: row.name });
        }
      },
    });
  }

  return {
    contentType: registry.contentType,
    async metrics() {
      await refresh(seconds(2));
      return registry.metrics();
    },
  };
}
