// Evaluates one group of rules, round after round: its rules in the order of the file, all at the same instant. Rounds lie on
// a grid of the group's interval, missed ones are skipped and never caught up, and two never run at once. An error leaves the
// alerts as they are: a source that cannot be asked is no reason to call something well.
import { createHash } from "node:crypto";
import { AppError } from "#shared/model/failure";
import { labelsKey } from "#shared/model/labels";
import { type EpochMs, type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Sources } from "../sources/source";
import { type ActiveAlert, acrossGap, type Change, step } from "./alert-state";
import { createAlertReader } from "./found-alerts";
import type { ParsedGroup } from "./rule-file";
import type { RuleHome, RuleState } from "./rule-state";

/** Of groups that name no interval: Prometheus's default against a server, and oftener here, where asking costs nothing. */
export const defaultInterval = (source: string): Milliseconds => (source === "local" ? seconds(15) : minutes(1));

export interface EvaluatorOptions {
  home: RuleHome;
  group: ParsedGroup;
  states: RuleState[];
  /** When the group was last evaluated before this evaluator was made. */
  lastSeen?: EpochMs;
  /** That was by an earlier run of the engine, whose samples may be gone. */
  isRestart?: boolean;
  sources: Sources;
  clock: Clock;
  log: Log;
  /** One rule's alerts changed in one evaluation; `reason` where the changes do not say why. */
  onChanges: (state: RuleState, changes: Change[], reason?: string) => void;
  /** After a restart: alerts that fired before it, whose condition was now seen to hold. */
  onStillFiring: (state: RuleState, alerts: ActiveAlert[]) => void;
  /** A round is over. */
  onRound: () => void;
}

export interface Evaluator {
  readonly intervalMs: Milliseconds;
  /** The instant of the latest round, and how late it began. */
  readonly lastRound: { at: EpochMs; lagMs: Milliseconds } | undefined;
  start(): void;
  /** Ends it for good; a round under way is abandoned and changes nothing more. */
  stop(): void;
}

/** The first round comes soon, off the grid, so that a file just loaded does not stay unknown for a minute. */
const firstDelay = seconds(1);

/** So long after a start or a gap a missing result does not resolve anything: rates need samples to be rates of. */
const cautionFor = seconds(30);

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const { group, home, states, sources, clock, log, onChanges, onStillFiring, onRound } = options;
  const intervalMs = group.intervalMs ?? defaultInterval(home.source);
  // Groups are spread over their interval, each always at the same place.
  const offset = createHash("sha256").update(`${home.fileId};${group.name}`).digest().readUInt32LE() % intervalMs;
  const readers = new Map(states.map((state) => [state, createAlertReader(state.rule)]));
  const stopped = new AbortController();
  let cancelTimer: () => void = () => undefined;
  let lastSeen = options.lastSeen;
  let lastRound: Evaluator["lastRound"];
  let busyMs: Milliseconds = 0;
  /** Rules not evaluated yet since the restart. */
  const unconfirmed = new Set(options.isRestart ? states : []);
  let cautiousUntil: EpochMs = Number.NEGATIVE_INFINITY;

  const gridTime = (now: EpochMs): EpochMs => now - ((((now - offset) % intervalMs) + intervalMs) % intervalMs);

  function schedule(): void {
    if (stopped.signal.aborted) return;
    const now = clock.now();
    cancelTimer = clock.setTimer(tick, gridTime(now) + intervalMs - now);
  }

  function tick(): void {
    const now = clock.now();
    const time = lastRound ? gridTime(now) : now;
    // A timer may ring a moment early, and then the grid's last instant is one that has had its round.
    if (lastRound && time <= lastRound.at && lastRound.at - time < 2 * intervalMs) {
      schedule();
      return;
    }
    const startedAt = clock.monotonic();
    noticeGap(time);
    lastRound = { at: time, lagMs: now - time };
    round(time)
      .catch((error: unknown) => log.error(`evaluating the rule group ${group.name} failed`, error))
      .finally(() => {
        busyMs = clock.monotonic() - startedAt;
        if (stopped.signal.aborted) return;
        lastSeen = time;
        onRound();
        schedule();
      });
  }

  /** After a pause (the machine slept, the engine was down, the clock was set) the missed time was not observed. */
  function noticeGap(time: EpochMs): void {
    const before = lastSeen;
    const missed = before === undefined ? 0 : time - before - Math.max(intervalMs, busyMs);
    const isGap = missed > intervalMs || (before !== undefined && time < before);
    if (isGap && before !== undefined) {
      for (const state of states) state.alerts = acrossGap(state.alerts, timingOf(state), before, time);
    }
    if (isGap || (options.isRestart && !lastRound)) cautiousUntil = time + Math.max(intervalMs, cautionFor);
  }

  async function round(time: EpochMs): Promise<void> {
    for (const state of states) {
      if (state.rule.kind === "recording") continue;
      await evaluate(state, time);
      if (stopped.signal.aborted) return;
    }
  }

  async function evaluate(state: RuleState, time: EpochMs): Promise<void> {
    const startedAt = clock.monotonic();
    let changes: Change[] = [];
    let error: string | undefined;
    try {
      const { result } = await sources.metrics(home.source).instant({
        expr: state.rule.expr,
        time: time - group.queryOffsetMs,
        signal: stopped.signal,
        deadline: Math.min(seconds(30), Math.max(seconds(5), intervalMs)),
      });
      if (stopped.signal.aborted) return;
      const found = readers.get(state)?.(result) ?? [];
      const next = step(state.alerts, found, timingOf(state), time, time > cautiousUntil);
      const active = [...next.alerts.values()].filter((alert) => alert.state !== "resolved");
      if (group.limit > 0 && active.length > group.limit) {
        changes = droppedBy(state);
        state.alerts = new Map();
        error = `There are ${active.length} alerts, more than the group's limit of ${group.limit}.`;
      } else {
        const before = state.alerts;
        state.alerts = next.alerts;
        changes = next.changes;
        if (unconfirmed.delete(state)) {
          const firing = found.flatMap(({ labels }) => {
            const key = labelsKey(labels);
            const alert = next.alerts.get(key);
            return before.get(key)?.state === "firing" && alert?.state === "firing" ? [alert] : [];
          });
          if (firing.length > 0) onStillFiring(state, firing);
        }
      }
    } catch (failure) {
      if (stopped.signal.aborted) return;
      if (!(failure instanceof AppError)) log.error(`evaluating the rule ${state.rule.name} failed`, failure);
      error = failure instanceof AppError ? failure.failure.say : "Evaluating this rule failed; the log has the details.";
    }
    if (error !== undefined && error !== state.error) log.warn(`rule ${state.rule.name} of ${group.name}: ${error}`);
    state.error = error;
    state.evaluatedAt = time;
    state.evaluationMs = clock.monotonic() - startedAt;
    if (changes.length > 0) onChanges(state, changes, error);
  }

  return {
    intervalMs,
    get lastRound() {
      return lastRound;
    },
    start() {
      cancelTimer = clock.setTimer(tick, firstDelay);
    },
    stop() {
      stopped.abort();
      cancelTimer();
    },
  };
}

const timingOf = ({ rule }: RuleState) => ({ forMs: rule.forMs, keepFiringForMs: rule.keepFiringForMs });

/** All that is still pending or firing, as dropped: its rule is gone, or gives more alerts than it may. */
export const droppedBy = ({ alerts }: RuleState): Change[] =>
  [...alerts.values()].filter(({ state }) => state !== "resolved").map((alert) => ({ kind: "dropped", alert }));
