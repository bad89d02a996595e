// One collector's life under the scheduler: its present run, its deadline, and what is said about it.
import type { EngineStatus } from "#shared/contract/app";
import type { Labels } from "#shared/model/labels";
import { gauge, type Reading } from "#shared/model/sample";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { type Collector, type Host, NoData } from "../collectors/collector";
import type { Log } from "../log";
import type { SampleStore } from "../store/store";

export type CollectorStatus = EngineStatus["collectors"][number];

export interface CollectorRun {
  /** Whether its period has come round at this tick. */
  isDue(tick: EpochMs): boolean;
  /** Runs it once, unless the last run is still under way; resolves when it is done or abandoned, and never rejects. */
  run(tick: EpochMs): Promise<void>;
  status(): CollectorStatus;
  /** Ends the present run; its result will not be kept. */
  abort(): void;
}

interface Options {
  collector: Collector;
  host: Host;
  store: SampleStore;
  clock: Clock;
  log: Log;
  /** Go onto every series, as a scrape's `instance` and `job` do. */
  labels: Labels;
  /** Told of each lot of samples that went into the store. */
  onSamples(count: number): void;
}

const defaultDeadline = seconds(2);

type Outcome = { kind: "ok"; readings: Reading[] } | { kind: "no-data" | "failing" | "late"; reason: string; error?: unknown };

export function createCollectorRun({ collector, host, store, clock, log, labels, onSamples }: Options): CollectorRun {
  const deadline = collector.deadline ?? defaultDeadline;
  const ownLabels = { ...labels, collector: collector.name };
  let status: CollectorStatus = { name: collector.name, state: "waiting" };
  let lastSlot: number | undefined;
  let lastTick: EpochMs | undefined;
  /** Set from the start of a run until its promise settles, which may be long after it was abandoned. */
  let present: { controller: AbortController } | undefined;

  /** The collector's answer, or `late` when the deadline comes first; what it brings after that is dropped. */
  function collect(controller: AbortController): Promise<Outcome> {
    return new Promise((resolve) => {
      const cancelDeadline = clock.setTimer(() => {
        resolve({ kind: "late", reason: `no answer within ${deadline / 1000} s` });
        controller.abort();
      }, deadline);
      const answered = (outcome: Outcome) => {
        cancelDeadline();
        present = undefined;
        resolve(outcome);
      };
      // A collector that throws before its first await must not stop the tick either.
      Promise.resolve()
        .then(() => collector.collect({ host, signal: controller.signal }))
        .then(
          (readings) => answered({ kind: "ok", readings }),
          (error: unknown) => answered(outcomeOf(error)),
        );
    });
  }

  function record(tick: EpochMs, took: Milliseconds, outcome: Outcome): void {
    if (outcome.kind === "ok") {
      if (store.append(collector.name, tick, outcome.readings, labels)) onSamples(outcome.readings.length);
    } else {
      store.endWriter(collector.name, tick);
    }
    const own = [
      gauge("node_scrape_collector_duration_seconds", took / 1000, ownLabels),
      gauge("node_scrape_collector_success", outcome.kind === "ok" ? 1 : 0, ownLabels),
    ];
    if (store.append(`scrape of ${collector.name}`, tick, own)) onSamples(own.length);
  }

  /** Once for each change: a sensor that fails every second is one line, not 86,400 a day. */
  function tell(outcome: Outcome): void {
    const was = status.state;
    if (outcome.kind === was) return;
    if (outcome.kind === "failing") log.warn(`the collector ${collector.name} fails`, outcome.error);
    else if (outcome.kind === "late") log.warn(`the collector ${collector.name} is late: ${outcome.reason}`);
    else if (was === "failing" || was === "late") log.info(`the collector ${collector.name} works again`);
  }

  return {
    isDue: (tick) => Math.floor(tick / collector.every) !== lastSlot,

    async run(tick) {
      lastSlot = Math.floor(tick / collector.every);
      if (present) return;
      // After a sleep or a stall the time between is not known: the line must break there instead of bridging it.
      if (lastTick !== undefined && tick - lastTick > collector.every * 2 + seconds(1)) {
        store.endWriter(collector.name, lastTick + collector.every);
      }
      lastTick = tick;
      const controller = new AbortController();
      present = { controller };
      const started = clock.monotonic();
      const outcome = await collect(controller);
      const durationMs = clock.monotonic() - started;
      if (controller.signal.aborted && outcome.kind !== "late") return;
      record(tick, durationMs, outcome);
      tell(outcome);
      status = {
        name: collector.name,
        state: outcome.kind,
        durationMs,
        ...(outcome.kind === "ok" ? {} : { reason: outcome.reason }),
      };
    },

    status: () => status,
    abort: () => present?.controller.abort(),
  };
}

function outcomeOf(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof NoData ? { kind: "no-data", reason } : { kind: "failing", reason, error };
}
