// The one clockwork of the sampling: a tick at every whole second of wall time, and at each the collectors that are due. All
// of them get the tick's time, so that `a / b` over two collectors finds both at the same instant.
import type { Labels } from "#shared/model/labels";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Collector, Host } from "../collectors/collector";
import type { Log } from "../log";
import type { SampleStore } from "../store/store";
import { type CollectorStatus, createCollectorRun } from "./collector-run";

export interface Scheduler {
  start(): void;
  /** Ends the sampling and what the collectors keep open. */
  stop(): void;
  /** Nothing is sampled until `resume`, as while the machine sleeps; the time between is a gap in every series. */
  pause(): void;
  resume(): void;
  status(): CollectorStatus[];
  /** Calls `run` after each tick. Returns the unsubscribe function. */
  onTick(run: TickListener): () => void;
  /** Over the last ten seconds. */
  samplesPerSecond(): number;
}

/**
 * Told of a tick once all samples up to it are in the store (`isComplete`), or when that has taken too long; then once more
 * when the samples are there, unless another tick has come in between.
 */
export type TickListener = (time: EpochMs, isComplete: boolean) => void;

interface Options {
  collectors: Collector[];
  host: Host;
  store: SampleStore;
  clock: Clock;
  log: Log;
  /** Go onto every series: `instance` and `job`, as on those of any other source. */
  labels: Labels;
}

interface PresentTick {
  time: EpochMs;
  /** Runs of this tick that are under way. */
  left: number;
  /** It has taken them longer than the listeners should wait. */
  isOverdue: boolean;
  /** What the listeners were told last: that it is complete, or that it is not. */
  told: boolean | undefined;
  cancelPatience: () => void;
}

const period: Milliseconds = seconds(1);
/** What a slow collector may hold the tick's listeners up; its samples still count when they come later. */
const patience: Milliseconds = 300;
const rateOver = 10;

export function createScheduler({ collectors, host, store, clock, log, labels }: Options): Scheduler {
  const listeners = new Set<TickListener>();
  /** Samples stored in each of the last ticks, the present one last. */
  const counts: number[] = [0];
  const mine = collectors.filter((collector) => collector.platforms.includes(host.platform));
  const runs = mine.map((collector) =>
    createCollectorRun({
      collector,
      host,
      store,
      clock,
      log,
      labels,
      onSamples: (count) => {
        counts.push((counts.pop() ?? 0) + count);
      },
    }),
  );
  let isRunning = false;
  let cancelTimer: (() => void) | undefined;
  let lastTick: EpochMs | undefined;
  /** Runs under way, of the present tick and of earlier ones. */
  let underWay = 0;
  let present: PresentTick = { time: 0, left: 0, isOverdue: false, told: true, cancelPatience: () => undefined };

  function waitForNextSecond(): void {
    cancelTimer = clock.setTimer(
      () => {
        waitForNextSecond();
        // A timer may fire a hair before its second; rounding gives it the second it was meant for.
        tick(Math.round(clock.now() / period) * period);
      },
      period - (clock.now() % period),
    );
  }

  function tick(time: EpochMs): void {
    if (time === lastTick) return;
    lastTick = time;
    counts.push(0);
    if (counts.length > rateOver + 1) counts.shift();
    const due = runs.filter((run) => run.isDue(time));
    const { cancelPatience } = present;
    cancelPatience();
    present = { time, left: due.length, isOverdue: false, told: undefined, cancelPatience: waitPatiently() };
    const mine = present;
    underWay += due.length;
    for (const run of due) {
      void run.run(time).then(() => {
        mine.left--;
        underWay--;
        tellPresent();
      });
    }
    tellPresent();
  }

  function waitPatiently(): () => void {
    return clock.setTimer(() => {
      present.isOverdue = true;
      tellPresent();
    }, patience);
  }

  function tellPresent(): void {
    if (present.left > 0 && !present.isOverdue) return;
    const isComplete = underWay === 0;
    if (present.told === isComplete) return;
    present.told = isComplete;
    present.cancelPatience();
    tellTick(present.time, isComplete);
  }

  function tellTick(time: EpochMs, isComplete: boolean): void {
    for (const listener of [...listeners]) {
      try {
        listener(time, isComplete);
      } catch (error) {
        // A listener's bug is its own: the others are told, and the sampling goes on.
        log.error("a listener to the sampling failed", error);
      }
    }
  }

  function pause(): void {
    if (!isRunning) return;
    isRunning = false;
    cancelTimer?.();
    cancelTimer = undefined;
  }

  function resume(): void {
    if (isRunning) return;
    isRunning = true;
    waitForNextSecond();
    // The first samples need not wait for the next second to begin.
    tick(Math.floor(clock.now() / period) * period);
  }

  return {
    start: resume,
    stop() {
      pause();
      present.cancelPatience();
      for (const run of runs) run.abort();
      for (const collector of mine) collector.close?.();
    },
    pause,
    resume,
    status: () => runs.map((run) => run.status()),
    onTick(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    samplesPerSecond() {
      // The present tick is not over yet, so it counts only while there is no other.
      const whole = counts.length > 1 ? counts.slice(0, -1) : counts;
      return whole.reduce((sum, count) => sum + count, 0) / whole.length;
    },
  };
}
