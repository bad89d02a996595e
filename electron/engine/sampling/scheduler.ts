// The one clockwork of the sampling: a tick at every whole second of wall time, and at each the collectors that are due. All
// of them get the tick's time, so that `a / b` over two collectors finds both at the same instant.
//
// A collector with a period of more than a second runs at the same place in each of its periods: its phase, which is its
// place among the slow ones in the list, in seconds. So a collector of 5 s may always run at :02, :07, :12, and the slow ones
// do not all fall on the minute. Missed ticks are never made up for one by one: after a stall or a sleep each collector runs
// once. When nobody wants what a collector measures (see demand.ts), or the user has switched it off, its series end.
import type { CollectorRow } from "#shared/contract/sampling";
import type { Labels } from "#shared/model/labels";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Collector, Host } from "../collectors/collector";
import type { Log } from "../log";
import { ownCpuMs } from "../self/process-figures";
import type { SampleStore } from "../store/store";
import { type CollectorChoice, createCollectorRun } from "./collector-run";
import { createLatenessMeter, type Lateness } from "./lateness";
import { createTurns } from "./turns";

export interface Scheduler {
  start(): void;
  /** Ends the sampling and what the collectors keep open. */
  stop(): void;
  /** Nothing is sampled until `resume`, as while the machine sleeps; the time between is a gap in every series. */
  pause(): void;
  resume(): void;
  /** Sets every collector, by name; those that are not in the map are as they came. */
  set(choices: ReadonlyMap<string, CollectorChoice>): void;
  status(): CollectorRow[];
  /** Of those that fail or are late, the name, the state and the reason. */
  troubled(): Pick<CollectorRow, "name" | "state" | "reason">[];
  /** CPU time of the engine that all runs of each collector were charged with. */
  cpuTotals(): { collector: string; cpuMs: Milliseconds }[];
  /** Calls `run` after each tick. Returns the unsubscribe function. */
  onTick(run: TickListener): () => void;
  /** Over the last ten seconds. */
  samplesPerSecond(): number;
  /** Of the ticks of the last ten seconds. */
  lateness(): Lateness;
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
  /** Whether somebody wants a metric whose name begins with one of these. */
  isWanted?: (beginnings: readonly string[]) => boolean;
  /** CPU time of this process so far. */
  cpuMs?: () => Milliseconds;
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

export function createScheduler(options: Options): Scheduler {
  const { collectors, host, store, clock, log, labels, isWanted = () => true, cpuMs = ownCpuMs } = options;
  const listeners = new Set<TickListener>();
  /** Samples stored in each of the last ticks, the present one last. */
  const counts: number[] = [0];
  const mine = collectors.filter((collector) => collector.platforms.includes(host.platform));
  const slow = mine.filter(({ every }) => every > period);
  const onSamples = (count: number) => {
    counts.push((counts.pop() ?? 0) + count);
  };
  const runs = mine.map((collector) => {
    const phase = Math.max(0, slow.indexOf(collector)) * period;
    return createCollectorRun({ collector, phase, host, store, clock, log, labels, isWanted, onSamples });
  });
  const turns = createTurns({ clock, cpuMs, onEnd });
  const lateness = createLatenessMeter(rateOver);
  let isRunning = false;
  let cancelTimer: (() => void) | undefined;
  let lastTick: EpochMs | undefined;
  let present: PresentTick = { time: 0, left: 0, isOverdue: false, told: true, cancelPatience: () => undefined };

  function waitForNextSecond(): void {
    const wait = period - (clock.now() % period);
    const expectedAt = clock.monotonic() + wait;
    cancelTimer = clock.setTimer(() => {
      lateness.add(clock.monotonic() - expectedAt);
      waitForNextSecond();
      // A timer may fire a hair before its second; rounding gives it the second it was meant for.
      tick(Math.round(clock.now() / period) * period);
    }, wait);
  }

  function tick(time: EpochMs): void {
    if (time === lastTick) return;
    lastTick = time;
    counts.push(0);
    if (counts.length > rateOver + 1) counts.shift();
    const due = runs.filter((run) => run.takesTurn(time));
    present.cancelPatience();
    present = { time, left: due.length, isOverdue: false, told: undefined, cancelPatience: waitPatiently() };
    turns.take(due, time);
    tellPresent();
  }

  function onEnd(time: EpochMs): void {
    if (time === present.time) present.left--;
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
    const isComplete = present.left <= 0 && turns.underWay() === 0;
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
    turns.cancel();
    // What they would bring after a sleep is not of the moment that they were asked for.
    for (const run of runs) run.abandon();
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
      for (const run of runs) run.close();
    },
    pause,
    resume,
    set(choices) {
      for (const [index, { name }] of mine.entries()) runs[index]?.set(choices.get(name) ?? {});
    },
    status: () => runs.map((run) => run.row()),
    troubled: () =>
      runs
        .map((run) => run.row())
        .filter(({ state }) => state === "failing" || state === "late")
        .map(({ name, state, reason }) => ({ name, state, reason })),
    cpuTotals: () => mine.map(({ name }, index) => ({ collector: name, cpuMs: runs[index]?.cpuTotalMs() ?? 0 })),
    onTick(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    samplesPerSecond() {
      // The present tick is not over yet, so it counts only while there is no other.
      const whole = counts.length > 1 ? counts.slice(0, -1) : counts;
      return whole.reduce((sum, count) => sum + count, 0) / whole.length;
    },
    lateness: lateness.read,
  };
}
