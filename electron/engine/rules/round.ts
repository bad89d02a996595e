// One round of a group: its rules in the order of the file, all at the same instant. An error leaves a rule's alerts and series as
// they are: a source that cannot be asked is no reason to call something well.
import { AppError, type FailureKind } from "#shared/model/failure";
import type { Reading } from "#shared/model/sample";
import type { InstantResult } from "#shared/model/series";
import type { Query } from "#shared/promql/ast";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Log } from "../log";
import { localSourceId } from "../sources/index";
import type { Sources } from "../sources/source";
import type { SampleStore } from "../store/store";
import { type Alerts, step } from "./alert-state";
import { elements } from "./elements";
import { type AlertReader, createAlertReader } from "./found-alerts";
import type { KeptStates } from "./kept-states";
import type { RuleLanguages } from "./languages";
import type { Pace } from "./pace";
import { parsedOrNothing } from "./parsed";
import { reportRule } from "./report";
import type { ParsedGroup } from "./rule-file";
import { alertSeries, goneFrom, recordedSeries, type Written } from "./rule-series";
import { type RuleHome, type RuleState, stableId } from "./rule-state";
import type { SeriesBudget } from "./series-budget";
import { stagesOf } from "./stages";
import type { AskRule } from "./where-to-ask";

export interface RoundParts {
  sources: Pick<Sources, "metrics" | "nameOf">;
  /** Answers an expression; absent: its source does. */
  ask?: AskRule;
  /** Absent: all of them are asked in PromQL. */
  languages?: Pick<RuleLanguages, "of">;
  store: Pick<SampleStore, "append">;
  inbox: Pick<Inbox, "report">;
  kept: Pick<KeptStates, "note">;
  clock: Clock;
  log: Log;
  pace: Pace;
  budget?: Pick<SeriesBudget, "spend">;
  externalUrl?: () => string;
}

export interface RoundsOptions extends RoundParts {
  home: RuleHome;
  group: ParsedGroup;
  states: readonly RuleState[];
  /** Longest wait for the answer to one rule's expression. */
  deadline: Milliseconds;
  /** Series of rules that are no longer in the group: they end with the next round. */
  left?: Written;
}

export interface Round {
  time: EpochMs;
  /** Off: what is missing from an answer resolves nothing, because the source may not have its samples yet. */
  canResolve: boolean;
  signal: AbortSignal;
  /** Called after each rule. */
  onRule(): void;
}

/** Trouble of the whole source: who is told so by one rule need not ask for the next. */
const ofTheSource: ReadonlySet<FailureKind> = new Set(["unreachable", "tls", "unauthorized", "not-that-server", "disconnected"]);

/** The store's writers of a group: one for each of its stages. */
export const writerOf = ({ fileId, group }: RuleHome, stage: number) => `rules/${stableId(fileId, group)}/${stage}`;

/** Gives the function that runs one round. */
export function createRounds(options: RoundsOptions): (round: Round) => Promise<void> {
  const { home, group, states, sources, store, inbox, kept, clock, log, pace } = options;
  const readers = new Map<RuleState, AlertReader>();
  const queries = new Map<RuleState, Query | undefined>();
  const isLogql = options.languages?.of(home.source) === "LogQL";
  // What is asked in LogQL reads nothing that rules write, so there is one stage for all of it.
  const stages = isLogql ? states.map(() => 0) : stagesOf(states.map(({ rule }) => rule));
  let left: Written = options.left ?? new Map();

  const readerOf = (state: RuleState): AlertReader => {
    const known = readers.get(state);
    if (known) return known;
    const reader = createAlertReader(state.rule);
    readers.set(state, reader);
    return reader;
  };

  async function ask(expr: string, time: EpochMs, signal: AbortSignal, parsed?: Query): Promise<InstantResult> {
    const query = { expr, time, signal, deadline: options.deadline, ...(parsed && { parsed }) };
    if (options.ask) return options.ask(home.source, query);
    return (await sources.metrics(home.source).instant(query)).result;
  }

  function parsedOf(state: RuleState): Query | undefined {
    if (!queries.has(state)) queries.set(state, isLogql ? undefined : parsedOrNothing(state.rule.expr));
    return queries.get(state);
  }

  const sourceLabel = () => (home.source === localSourceId ? undefined : sources.nameOf(home.source));

  async function alertsAfter(state: RuleState, result: InstantResult, round: Round): Promise<Alerts> {
    const { forMs, keepFiringForMs } = state.rule;
    const found = await readerOf(state)(result, {
      at: round.time,
      // Unlike the rule's own expression at the instant itself, whatever the group's query_offset is.
      query: async (expr) => elements(await ask(expr, round.time, round.signal)),
      externalUrl: options.externalUrl?.() ?? "",
      pause: pace.pause,
    });
    const { alerts } = step(state.alerts, found, { forMs, keepFiringForMs }, round.time, round.canResolve);
    return alerts;
  }

  /** More than the limit clears a rule, as in Prometheus. */
  function refuseTooMany(state: RuleState, count: number, what: string): void {
    if (group.limit === 0 || count <= group.limit) return;
    const say = `exceeded limit of ${group.limit} with ${count} ${what}`;
    throw new LimitExceeded(say, state.rule.kind === "alerting");
  }

  /** Evaluates one rule; resolves to the series it has now, or to nothing when it could not be evaluated. */
  async function evaluate(state: RuleState, round: Round, trouble: { all?: AppError }): Promise<Written | undefined> {
    const { rule } = state;
    const result = trouble.all
      ? Promise.reject(trouble.all)
      : ask(rule.expr, round.time - group.queryOffsetMs, round.signal, parsedOf(state));
    if (rule.kind === "recording") {
      const written = recordedSeries(rule, await result, state.written, sourceLabel());
      refuseTooMany(state, written.size, "series");
      options.budget?.spend(state.id, written.size);
      return written;
    }
    const alerts = await alertsAfter(state, await result, round);
    if (round.signal.aborted) return undefined;
    let active = 0;
    for (const alert of alerts.values()) if (alert.state !== "resolved") active++;
    refuseTooMany(state, active, "alerts");
    const before = state.alerts;
    state.alerts = alerts;
    kept.note(state, before, round.time);
    return alertSeries(rule.name, alerts, state.written, sourceLabel());
  }

  async function evaluateOrSay(state: RuleState, round: Round, trouble: { all?: AppError }): Promise<Written | undefined> {
    const startedAt = clock.monotonic();
    let written: Written | undefined;
    let error: string | undefined;
    let gone: string | undefined;
    try {
      written = await evaluate(state, round, trouble);
    } catch (failure) {
      if (round.signal.aborted) return undefined;
      if (failure instanceof AppError && ofTheSource.has(failure.failure.kind)) trouble.all ??= failure;
      error = whyNot(state, failure);
      if (failure instanceof LimitExceeded && failure.clears) {
        const before = state.alerts;
        state.alerts = new Map();
        gone = error;
        kept.note(state, before, round.time);
      }
    }
    if (round.signal.aborted) return undefined;
    if (error !== undefined && error !== state.error) log.warn(`rule ${state.rule.name} of ${group.name}: ${error}`);
    state.error = error;
    state.evaluatedAt = round.time;
    state.evaluationMs = clock.monotonic() - startedAt;
    reportRule(inbox, state, round.time, { unknown: error, gone });
    return written;
  }

  function whyNot(state: RuleState, failure: unknown): string {
    if (failure instanceof AppError) return failure.failure.say;
    if (failure instanceof LimitExceeded) return failure.message;
    log.error(`evaluating the rule ${state.rule.name} failed`, failure);
    return "Evaluating this rule failed; the log has the details.";
  }

  /** The series of one stage, in one run. Of a rule that could not be evaluated nothing is written and nothing ends. */
  function write(stage: number, written: ReadonlyMap<RuleState, Written>, time: EpochMs): void {
    const readings: Reading[] = [];
    const gone: Reading[] = [];
    for (const [state, now] of written) {
      readings.push(...now.values());
      gone.push(...goneFrom(state.written, now));
    }
    const isLast = stage === stages.at(-1);
    if (isLast)
      gone.push(...goneFrom(left, new Set(states.flatMap((state) => [...(written.get(state) ?? state.written).keys()]))));
    const isTaken =
      (readings.length === 0 && gone.length === 0) ||
      store.append(writerOf(home, stage), time - group.queryOffsetMs, readings, undefined, gone);
    if (!isTaken) return;
    if (isLast) left = new Map();
    for (const [state, now] of written) state.written = now;
  }

  return async (round) => {
    const trouble: { all?: AppError } = {};
    let written = new Map<RuleState, Written>();
    for (const [index, state] of states.entries()) {
      const pausing = pace.pause();
      if (pausing) await pausing;
      if (round.signal.aborted) return;
      const series = await evaluateOrSay(state, round, trouble);
      if (round.signal.aborted) return;
      round.onRule();
      if (series) written.set(state, series);
      if (stages[index] !== stages[index + 1]) {
        write(stages[index] ?? 0, written, round.time);
        written = new Map();
      }
    }
  };
}

class LimitExceeded extends Error {
  constructor(
    message: string,
    /** The alerts of the rule are forgotten. */
    readonly clears: boolean,
  ) {
    super(message);
  }
}
