// Our own metrics in the text format of Prometheus, so that a Prometheus can watch the watcher. Everything is read when
// somebody asks; there are no timers, and prom-client's default metrics, which keep one, stay off.
import { Counter, Gauge, Registry } from "prom-client";
import type { EngineStatus } from "#shared/contract/app";
import type { EpochMs } from "#shared/units/time";
import type { OwnWeight } from "./own-weight";

export interface Exporter {
  metrics(): Promise<string>;
  /** Of that text, for the header. */
  contentType: string;
}

interface Options {
  version: string;
  startedAt: EpochMs;
  ownWeight: () => OwnWeight;
  /** Processor seconds since the start. */
  cpuSeconds?: () => number;
  store: { stats(): { series: number; samplesAppended: number; bytes: number } };
  scheduler: { status(): EngineStatus["collectors"]; samplesPerSecond(): number };
  /** How late rules are evaluated; undefined when there are none. */
  evaluationLagMs?: () => number | undefined;
}

export function createExporter({ version, startedAt, ownWeight, store, scheduler, ...options }: Options): Exporter {
  const registry = new Registry();
  const { cpuSeconds = ownCpuSeconds, evaluationLagMs } = options;

  function single(name: string, help: string, read: () => number | undefined): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const value = read();
        // Not 0, where there is nothing to tell: that would be a claim.
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  new Gauge({
    name: "watchdeck_engine_info",
    help: "The version that runs.",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version }, 1);
  single("watchdeck_engine_start_time_seconds", "When the engine started, since 1970.", () => startedAt / 1000);
  single("watchdeck_engine_cpu_percent", "Of one core, over the last seconds.", () => ownWeight().cpuPercent);
  single("watchdeck_engine_resident_memory_bytes", "Memory that the engine holds.", () => ownWeight().residentBytes);
  single("watchdeck_engine_series", "Series in the store.", () => store.stats().series);
  single("watchdeck_engine_store_bytes", "Size of the stored samples.", () => store.stats().bytes);
  total("watchdeck_engine_cpu_seconds_total", "Processor time the engine has used.", cpuSeconds);
  total("watchdeck_engine_samples_appended_total", "Samples stored since the start.", () => store.stats().samplesAppended);
  single("watchdeck_engine_samples_per_second", "Samples stored per second, over the last ten.", () =>
    scheduler.samplesPerSecond(),
  );
  single("watchdeck_engine_rule_evaluation_lag_seconds", "How late rules are evaluated.", () => {
    const lag = evaluationLagMs?.();
    return lag === undefined ? undefined : lag / 1000;
  });
  perCollector("watchdeck_engine_collector_duration_seconds", "How long the collector's last run took.", ({ durationMs }) =>
    durationMs === undefined ? undefined : durationMs / 1000,
  );
  perCollector("watchdeck_engine_collector_success", "Whether the collector's last run brought samples.", ({ state }) =>
    state === "waiting" ? undefined : Number(state === "ok"),
  );

  function total(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  function perCollector(name: string, help: string, read: (row: EngineStatus["collectors"][number]) => number | undefined): void {
    new Gauge({
      name,
      help,
      labelNames: ["collector"],
      registers: [registry],
      collect() {
        this.reset();
        for (const row of scheduler.status()) {
          const value = read(row);
          if (value !== undefined) this.set({ collector: row.name }, value);
        }
      },
    });
  }

  return { contentType: registry.contentType, metrics: () => registry.metrics() };
}

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
