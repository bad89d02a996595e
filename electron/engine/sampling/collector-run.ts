// One collector's life under the scheduler: when it is its turn, its present run and that run's deadline, and what is said
// about it.
import type { CollectorRow } from "#shared/contract/sampling";
import type { Labels } from "#shared/model/labels";
import { gauge, type Reading } from "#shared/model/sample";
import { type EpochMs, type Milliseconds, measuredSeconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { type Collector, type Host, NoData } from "../collectors/collector";
import type { Log } from "../log";
import type { SampleStore } from "../store/store";
import { createMean } from "./mean";

/** How the user has set a collector; what is absent is as the collector itself says. */
export interface CollectorChoice {
  everyMs?: Milliseconds | undefined;
  isOn?: boolean | undefined;
}

export interface CollectorRun {
  /** Whether it runs at this tick: it is switched on, somebody wants what it measures, and its period has come round. */
  takesTurn(tick: EpochMs): boolean;
  /**
   * Runs it once, unless the last run is still under way; resolves when it is done or abandoned, and never rejects. False
   * when nothing came of it.
   */
  run(tick: EpochMs): Promise<boolean>;
  /** Takes effect at the next tick. */
  set(choice: CollectorChoice): void;
  row(): CollectorRow;
  /** Whether the run at this tick should be charged. */
  isChargeDue(tick: EpochMs): boolean;
  /** CPU time of the run that just ended; `isUpperBound` where other work may be in it. */
  charge(cpuMs: Milliseconds, isUpperBound: boolean): void;
  /** CPU time of all runs up to the last one that was charged, which stands for those before it that were not. */
  cpuTotalMs(): Milliseconds;
  /** How long the last run took, or at least took when it was abandoned. */
  lastTook(): Milliseconds;
  /** Ends the present run; its result will not be kept. */
  abandon(): void;
  close(): void;
}

export interface CollectorRunOptions {
  collector: Collector;
  /** Its runs come so long after each multiple of its period. */
  phase: Milliseconds;
  host: Host;
  store: SampleStore;
  clock: Clock;
  log: Log;
  /** Go onto every series, as a scrape's `instance` and `job` do. */
  labels: Labels;
  /** Whether somebody wants a metric that begins so. */
  isWanted(beginnings: readonly string[]): boolean;
  /** Told of each lot of samples that went into the store. */
  onSamples(count: number): void;
}

const defaultDeadline = seconds(2);
/** What a machine has not got is seldom put in while it runs: it is looked for again after so long. */
const lookForAgain = minutes(1);
/** To ask the system what a run cost takes longer than many a run takes. */
const chargeEvery = seconds(5);
/** The figure of what a run costs is a mean over about so many runs. */
const runsInMean = 20;

type Outcome =
  | { kind: "ok"; readings: Reading[] }
  | { kind: "no-data" | "failing" | "late"; reason: string; error?: unknown }
  | { kind: "abandoned" };

export function createCollectorRun(options: CollectorRunOptions): CollectorRun {
  const { collector, phase, host, store, clock, log, labels, onSamples } = options;
  const deadline = collector.deadline ?? defaultDeadline;
  const ownWriter = `scrape of ${collector.name}`;
  const ownLabels = { ...labels, collector: collector.name };
  // Made once and used again at every run, as the collectors do with theirs.
  const duration = gauge("node_scrape_collector_duration_seconds", 0, ownLabels);
  const success = gauge("node_scrape_collector_success", 0, ownLabels);
  const own = [duration, success];
  let cpu = createMean(runsInMean);
  let charges = 0;
  let chargedAt: EpochMs | undefined;
  let runsSinceCharge = 0;
  let every = collector.every;
  let isOn = true;
  let isIdle = false;
  let last: Pick<CollectorRow, "state" | "reason" | "durationMs" | "samples"> = { state: "waiting" };
  let isCpuUpperBound = false;
  let cpuTotal: Milliseconds = 0;
  /** The last run found that this machine has no such thing. */
  let isAbsent = false;
  let lastSlot: number | undefined;
  let lastTick: EpochMs | undefined;
  /** Set from the start of a run until its promise settles, which may be long after it was abandoned. */
  let present: { abandon: () => void } | undefined;

  const slotOf = (tick: EpochMs) => Math.floor((tick - phase) / every);

  /** The collector's answer, or what ended the wait for it; what it brings after that is dropped. */
  function collect(): Promise<Outcome> {
    return new Promise((resolve) => {
      const controller = new AbortController();
      const cancelDeadline = clock.setTimer(() => {
        resolve({ kind: "late", reason: `no answer within ${deadline / 1000} s` });
        controller.abort();
      }, deadline);
      const mine = {
        abandon() {
          cancelDeadline();
          resolve({ kind: "abandoned" });
          controller.abort();
        },
      };
      present = mine;
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

  function record(tick: EpochMs, took: Milliseconds, outcome: Exclude<Outcome, { kind: "abandoned" }>): void {
    if (outcome.kind === "ok") {
      if (store.append(collector.name, tick, outcome.readings, labels)) onSamples(outcome.readings.length);
    } else {
      store.endWriter(collector.name, tick);
    }
    duration.value = measuredSeconds(took);
    success.value = outcome.kind === "ok" ? 1 : 0;
    if (store.append(ownWriter, tick, own)) onSamples(own.length);
  }

  /** Once for each change: a sensor that fails every second is one line, not 86,400 a day. */
  function tell(outcome: Outcome): void {
    const was = last.state;
    if (outcome.kind === was) return;
    if (outcome.kind === "failing") log.warn(`the collector ${collector.name} fails`, outcome.error);
    else if (outcome.kind === "late") log.warn(`the collector ${collector.name} is late: ${outcome.reason}`);
    else if (was === "failing" || was === "late") log.info(`the collector ${collector.name} works again`);
  }

  /** Nothing more comes: the series end here, instead of looking for minutes as if the last values still held. */
  function rest(): void {
    last = { state: "waiting" };
    if (lastTick === undefined) return;
    present?.abandon();
    const now = Math.max(clock.now(), lastTick + 1);
    store.endWriter(collector.name, now);
    store.endWriter(ownWriter, now);
    collector.close?.();
    lastSlot = undefined;
    lastTick = undefined;
  }

  function isWanted(): boolean {
    return collector.onDemand === undefined || options.isWanted(collector.onDemand);
  }

  return {
    takesTurn(tick) {
      if (!isOn) return false;
      if (isIdle !== !isWanted()) {
        isIdle = !isIdle;
        if (isIdle) rest();
      }
      if (isIdle) return false;
      const slot = slotOf(tick);
      if (slot === lastSlot) return false;
      // The first run comes at once, wherever in the period that is; the next one should not follow on its heels.
      const since = lastTick === undefined ? Number.POSITIVE_INFINITY : tick - lastTick;
      const isDue = since < 0 || since >= (isAbsent ? Math.max(every, lookForAgain) : every) - every / 2;
      // A turn that is given counts when the run begins: the next tick may come before it has.
      if (!isDue) lastSlot = slot;
      return isDue;
    },

    async run(tick) {
      lastSlot = slotOf(tick);
      if (present) return false;
      // After a sleep or a stall the time between is not known: the line must break there instead of bridging it.
      if (lastTick !== undefined && tick - lastTick > every * 2 + seconds(1)) store.endWriter(collector.name, lastTick + every);
      lastTick = tick;
      const started = clock.monotonic();
      const outcome = await collect();
      if (outcome.kind === "abandoned") return false;
      const durationMs = clock.monotonic() - started;
      isAbsent = outcome.kind === "no-data" && collector.comesAndGoes === undefined;
      runsSinceCharge++;
      record(tick, durationMs, outcome);
      tell(outcome);
      last =
        outcome.kind === "ok"
          ? { state: "ok", durationMs, samples: outcome.readings.length, reason: collector.note?.() }
          : { state: outcome.kind, durationMs, reason: outcome.reason };
      return true;
    },

    set({ everyMs = collector.every, isOn: isOnNow = true }) {
      if (everyMs !== every) lastSlot = undefined;
      every = everyMs;
      if (isOn && !isOnNow) rest();
      isOn = isOnNow;
    },

    row: () => ({
      name: collector.name,
      about: collector.about,
      everyMs: every,
      defaultEveryMs: collector.every,
      isOn,
      isOnDemand: collector.onDemand !== undefined,
      ...(isOn ? (isIdle ? { state: "idle" } : last) : { state: "off" }),
      ...(cpu.value() !== undefined && { cpuMs: cpu.value(), isCpuUpperBound }),
    }),

    isChargeDue: (tick) => charges < 2 || chargedAt === undefined || Math.abs(tick - chargedAt) >= chargeEvery,
    charge(cpuMs, isUpperBound) {
      // The first run opens files and is compiled as it goes: its figure stands only until there is a better one.
      if (++charges === 2) cpu = createMean(runsInMean);
      cpu.add(cpuMs);
      cpuTotal += cpuMs * runsSinceCharge;
      runsSinceCharge = 0;
      chargedAt = lastTick;
      isCpuUpperBound = isUpperBound;
    },
    cpuTotalMs: () => cpuTotal,
    lastTook: () => last.durationMs ?? 0,
    abandon: () => present?.abandon(),
    close: () => collector.close?.(),
  };
}

function outcomeOf(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof NoData ? { kind: "no-data", reason } : { kind: "failing", reason, error };
}
