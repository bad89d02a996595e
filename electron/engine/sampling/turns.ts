// The collectors of one tick take turns, so that what each costs can be told. Most of them read files that the kernel answers
// at once and end before anything else of the process gets its turn: the process's CPU time before and after is then theirs
// alone. Those that wait for a disk, a device or a program are waited for, and what else the engine does meanwhile is in
// their figure: an upper bound. One that overlaps with another is not charged at all that time.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { CollectorRun } from "./collector-run";

/** What takes a turn. */
export type TurnTaker = Pick<CollectorRun, "run" | "isChargeDue" | "charge" | "lastTook">;

export interface Turns {
  /** Runs them all, the slow ones at the end and at once. */
  take(runs: readonly TurnTaker[], tick: EpochMs): void;
  /** Runs that have not begun will not. */
  cancel(): void;
  /** How many runs are under way, of the present tick and of earlier ones. */
  underWay(): number;
}

interface Options {
  clock: Clock;
  /** CPU time of this process so far, of all its threads. */
  cpuMs: () => Milliseconds;
  /** Called when a run of the tick is over. */
  onEnd: (tick: EpochMs) => void;
}

/** What one run may hold up those behind it; who needed more last time comes last. */
const patience: Milliseconds = 20;

export function createTurns({ clock, cpuMs, onEnd }: Options): Turns {
  let underWay = 0;
  let started = 0;
  let round = 0;
  /** Those of the last tick that have not begun yet. */
  let waiting = new Set<TurnTaker>();

  /** Resolves when the run is over, or when it has held up the others for long enough. */
  function take(run: TurnTaker, tick: EpochMs): Promise<void> {
    const isCharged = underWay === 0 && run.isChargeDue(tick);
    const number = ++started;
    waiting.delete(run);
    underWay++;
    const before = isCharged ? cpuMs() : 0;
    return new Promise((resolve) => {
      let isOver = false;
      let hasWaited = false;
      let cancelPatience: (() => void) | undefined;
      void run.run(tick).then((hasRun) => {
        isOver = true;
        underWay--;
        cancelPatience?.();
        if (hasRun && isCharged && number === started) run.charge(cpuMs() - before, hasWaited);
        onEnd(tick);
        resolve();
      });
      // Comes when all that can be done without waiting is done.
      process.nextTick(() => {
        if (isOver) return;
        hasWaited = true;
        cancelPatience = clock.setTimer(resolve, patience);
      });
    });
  }

  async function takeAll(runs: readonly TurnTaker[], tick: EpochMs): Promise<void> {
    const mine = ++round;
    // On a machine so busy that a tick does not get to its end, the same ones would be cut short every time.
    const overdue = waiting;
    const inOrder = overdue.size === 0 ? runs : [...runs].sort((a, b) => Number(overdue.has(b)) - Number(overdue.has(a)));
    waiting = new Set(runs);
    // Away from the timer that began the tick: `nextTick` comes before promises there, and after them from here on.
    await undefined;
    if (mine !== round) return;
    const slow: TurnTaker[] = [];
    for (const run of inOrder) {
      if (run.lastTook() > patience && !overdue.has(run)) slow.push(run);
      else await take(run, tick);
      if (mine !== round) return;
    }
    for (const run of slow) void take(run, tick);
  }

  return {
    take: (runs, tick) => void takeAll(runs, tick),
    cancel() {
      round++;
    },
    underWay: () => underWay,
  };
}
