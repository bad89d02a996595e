// Evaluates one group of rules, round after round. Rounds lie on a grid of the group's interval, missed ones are skipped and never
// caught up, and two never run at once.
import { createHash } from "node:crypto";
import { type EpochMs, type Milliseconds, minutes, seconds } from "#shared/units/time";
import { localSourceId } from "../sources/index";
import { acrossGap } from "./alert-state";
import { createRounds, type RoundParts } from "./round";
import type { ParsedGroup } from "./rule-file";
import type { Written } from "./rule-series";
import type { RuleHome, RuleState } from "./rule-state";
import type { Turns } from "./turns";

/** Of groups that name no interval: Prometheus's default against a server, and oftener here, where asking costs nothing. */
export const defaultInterval = (source: string): Milliseconds => (source === localSourceId ? seconds(15) : minutes(1));

/** A file that says `interval: 1ms` by mistake would keep a processor busy for nothing. */
export const shortestInterval: Milliseconds = 250;

export const intervalOf = (group: ParsedGroup, source: string): Milliseconds =>
  Math.max(shortestInterval, group.intervalMs ?? defaultInterval(source));

export interface EvaluatorParts extends RoundParts {
  turns: Turns;
  /** A round begins, or is over. */
  onBegin(at: EpochMs): void;
  onRound(evaluator: Evaluator, at: EpochMs): void;
}

export interface EvaluatorOptions extends EvaluatorParts {
  home: RuleHome;
  group: ParsedGroup;
  states: RuleState[];
  /** When the group was last evaluated before this evaluator was made. */
  lastSeen?: EpochMs | undefined;
  /** That was by an earlier run of the engine, whose samples may be gone. */
  isRestart?: boolean;
  /** Series of rules that were in the group before. */
  left?: Written;
}

export interface LastRound {
  /** The instant that was evaluated, and how late that began. */
  at: EpochMs;
  lagMs: Milliseconds;
  /** How long it took; absent while the first is under way. */
  tookMs?: Milliseconds;
}

export interface Evaluator {
  readonly intervalMs: Milliseconds;
  readonly lastRound: LastRound | undefined;
  start(): void;
  /** The machine is about to sleep: a round under way is abandoned, and none begins before `resume`. */
  suspend(): void;
  resume(): void;
  /** Since when two rounds were due and no rule was evaluated; undefined when all is well. */
  stalledSince(): EpochMs | undefined;
  /** Ends it for good; a round under way is abandoned and changes nothing more. */
  stop(): void;
}

/** The first round comes soon, off the grid, so that a file just loaded does not stay unknown for a minute. */
const firstDelay = seconds(1);
/** So long after a start or a gap a missing result does not resolve anything: rates need samples to be rates of. */
const cautionFor = seconds(30);
/** Timers are late by a moment, and a query may be answered late. */
const patience = seconds(2);

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { group, home, states, clock, log, turns, onBegin, onRound } = options;
  const intervalMs = intervalOf(group, home.source);
  // Groups are spread over their interval, each always at the same place.
  const offset = createHash("sha256").update(`${home.fileId};${group.name}`).digest().readUInt32LE() % intervalMs;
  let stopped = new AbortController();
  const runRound = createRounds({
    ...options,
    deadline: Math.min(seconds(30), Math.max(seconds(5), intervalMs)),
  });
  let cancelTimer: () => void = () => undefined;
  let lastSeen = options.lastSeen;
  let lastRound: LastRound | undefined;
  let isOffGrid = true;
  let busyMs: Milliseconds = 0;
  /** By the clock that never steps: when the evaluation of a rule was last seen to go on. */
  let progressAt = clock.monotonic();
  let isRunning = false;
  let cautiousUntil: EpochMs = Number.NEGATIVE_INFINITY;

  const gridTime = (now: EpochMs): EpochMs => now - ((((now - offset) % intervalMs) + intervalMs) % intervalMs);

  function schedule(): void {
    if (stopped.signal.aborted) return;
    const now = clock.now();
    cancelTimer = clock.setTimer(tick, gridTime(now) + intervalMs - now);
  }

  function tick(): void {
    const now = clock.now();
    const time = isOffGrid ? now : gridTime(now);
    // A timer may ring a moment early, and then the grid's last instant is one that has had its round.
    if (lastRound && time <= lastRound.at && lastRound.at - time < 2 * intervalMs) {
      schedule();
      return;
    }
    isOffGrid = false;
    void run(time, stopped.signal);
  }

  async function run(time: EpochMs, signal: AbortSignal): Promise<void> {
    const turn = turns.take(home.source);
    const endTurn = turn instanceof Promise ? await turn : turn;
    const startedAt = clock.monotonic();
    try {
      if (signal.aborted) return;
      onBegin(clock.now());
      noticeGap(time);
      lastRound = { at: time, lagMs: Math.max(0, clock.now() - time) };
      await runRound({
        time,
        signal,
        canResolve: time > cautiousUntil,
        onRule: () => {
          progressAt = clock.monotonic();
        },
      });
    } catch (error) {
      log.error(`evaluating the rule group ${group.name} failed`, error);
    } finally {
      endTurn();
    }
    if (signal.aborted || !lastRound) return;
    progressAt = clock.monotonic();
    busyMs = progressAt - startedAt;
    lastRound = { ...lastRound, tookMs: busyMs };
    lastSeen = time;
    // First, so that a listener that fails does not end the evaluation of the group.
    schedule();
    onRound(evaluator, time);
  }

  /** After a pause (the machine slept, the engine was down, the clock was set) the missed time was not observed. */
  function noticeGap(time: EpochMs): void {
    const before = lastSeen;
    const missed = before === undefined ? 0 : time - before - Math.max(intervalMs, busyMs);
    const isGap = missed > intervalMs || (before !== undefined && time < before);
    if (isGap && before !== undefined) {
      for (const state of states) {
        const { forMs, keepFiringForMs } = state.rule;
        state.alerts = acrossGap(state.alerts, { forMs, keepFiringForMs }, before, time);
      }
    }
    if (isGap || (options.isRestart && !lastRound)) cautiousUntil = time + Math.max(intervalMs, cautionFor);
  }

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    isOffGrid = true;
    progressAt = clock.monotonic();
    cancelTimer = clock.setTimer(tick, firstDelay);
  }

  const evaluator: Evaluator = {
    intervalMs,
    get lastRound() {
      return lastRound;
    },
    start,
    suspend() {
      if (!isRunning) return;
      isRunning = false;
      stopped.abort();
      cancelTimer();
    },
    resume() {
      if (isRunning) return;
      stopped = new AbortController();
      start();
    },
    stalledSince() {
      if (!isRunning) return undefined;
      const late = clock.monotonic() - progressAt - 2 * intervalMs - patience;
      return late > 0 ? clock.now() - late : undefined;
    },
    stop() {
      isRunning = false;
      stopped.abort();
      cancelTimer();
    },
  };
  return evaluator;
}
