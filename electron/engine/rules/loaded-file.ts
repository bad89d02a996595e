// One rule file as it is evaluated now: its groups, their evaluators, and what is wrong with it. When the file changes, groups
// that did not change go on untouched, and rules of the same name and labels keep their alerts.
import type { Diagnostic } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import type { RuleFileEntry } from "../settings/schema";
import type { Endings } from "./endings";
import { createEvaluator, type Evaluator, type EvaluatorParts, intervalOf } from "./evaluator";
import type { KeptRule, KeptStates } from "./kept-states";
import { originOf, reportRule } from "./report";
import { writerOf } from "./round";
import type { ParsedGroup } from "./rule-file";
import { type RuleHome, type RuleState, ruleStates, stableId, toRule } from "./rule-state";
import type { SeriesBudget } from "./series-budget";

export interface LoadedFileParts extends Omit<EvaluatorParts, "onRound"> {
  kept: KeptStates;
  endings: Endings;
  budget: SeriesBudget;
  /** When a group was evaluated last in the run before. */
  lastSeen(groupId: string): number | undefined;
  onRound(groupId: string, at: number, hasAlerts: boolean): void;
}

export interface LoadedFileOptions extends LoadedFileParts {
  entry: RuleFileEntry;
  origin: RuleFile["origin"];
  /** What an earlier run of the engine knew of its alerts, taken up when the file is first read. */
  restored?: readonly KeptRule[];
}

interface LoadedGroup {
  parsed: ParsedGroup;
  home: RuleHome;
  intervalMs: number;
  states: RuleState[];
  evaluator: Evaluator | undefined;
  lastSeen: number | undefined;
}

export interface LoadedFile {
  readonly entry: RuleFileEntry;
  readonly origin: RuleFile["origin"];
  readonly hasProblem: boolean;
  /** Evaluates these groups from now on. */
  replaceGroups(groups: ParsedGroup[], diagnostics: Diagnostic[]): void;
  /** The file cannot be read or is wrong now; what was loaded before goes on. */
  setProblem(problem: string, diagnostics: Diagnostic[]): void;
  /** Ends all evaluation and forgets the alerts, for a reason that the ledger keeps. */
  discard(reason: string): void;
  /** Ends all evaluation and forgets nothing, as when the engine closes. */
  stop(): void;
  groups(): readonly Readonly<LoadedGroup>[];
  evaluators(): Evaluator[];
  toRuleFile(): RuleFile;
}

export const groupIdOf = ({ fileId, source, group }: RuleHome) => stableId(fileId, source, group);

export function createLoadedFile(options: LoadedFileOptions): LoadedFile {
  const { entry, origin, clock, inbox, kept, endings } = options;
  let groups: LoadedGroup[] = [];
  let problem: string | undefined;
  let diagnostics: Diagnostic[] = [];
  let unclaimed = new Map(options.restored?.map((rule) => [rule.ruleId, rule]));

  function load(parsed: ParsedGroup, before: LoadedGroup | undefined): LoadedGroup {
    if (before && withoutLines(before.parsed) === withoutLines(parsed)) {
      // At most it moved within the file.
      for (const [index, state] of before.states.entries()) state.line = parsed.rules[index]?.line ?? state.line;
      return before;
    }
    before?.evaluator?.stop();
    const home = { fileId: entry.id, source: entry.source, group: parsed.name };
    const states = ruleStates(home, parsed);
    const rest = new Map(before?.states.map((state) => [state.id, state]));
    let restoredAt: number | undefined;
    for (const state of states) {
      const same = rest.get(state.id);
      rest.delete(state.id);
      if (same) takeOver(state, same);
      else restoredAt = latest(restoredAt, takeUp(state));
    }
    // Of a file that is switched off, nobody would end them.
    const left = new Map(entry.enabled ? endings.take(writerOf(home, 0)) : []);
    for (const gone of rest.values()) {
      drop(gone, "its rule is no longer in the file");
      for (const [key, series] of gone.written) left.set(key, series);
    }
    const isRestart = restoredAt !== undefined;
    const seen = isRestart ? latest(restoredAt, options.lastSeen(groupIdOf(home))) : undefined;
    const lastSeen = before?.evaluator?.lastRound?.at ?? before?.lastSeen ?? seen;
    const onRound = roundOver(home, states);
    const evaluator = entry.enabled
      ? createEvaluator({ ...options, home, group: parsed, states, lastSeen, isRestart, left, onRound })
      : undefined;
    evaluator?.start();
    return { parsed, home, intervalMs: intervalOf(parsed, entry.source), states, evaluator, lastSeen };
  }

  const roundOver = (home: RuleHome, states: readonly RuleState[]) => (_: Evaluator, at: number) =>
    options.onRound(
      groupIdOf(home),
      at,
      states.some(({ alerts }) => alerts.size > 0),
    );

  /** The rule as it was in the file before. */
  function takeOver(state: RuleState, same: RuleState): void {
    state.alerts = same.alerts;
    state.written = same.written;
    if (same.isObserved) state.isObserved = true;
    for (const [key, reported] of same.reported) state.reported.set(key, reported);
    // Only a rule that has not changed is still what was evaluated.
    if (!isSameRule(same, state)) return;
    state.evaluatedAt = same.evaluatedAt;
    state.evaluationMs = same.evaluationMs;
    state.error = same.error;
  }

  /** The rule as it was in the last run; gives when that looked at it last. */
  function takeUp(state: RuleState): number | undefined {
    const rule = unclaimed.get(state.id);
    if (!rule || rule.source !== entry.source) return undefined;
    unclaimed.delete(state.id);
    state.alerts = rule.alerts;
    reportRule(inbox, state, clock.now());
    return rule.at;
  }

  function drop(state: RuleState, reason: string): void {
    const before = state.alerts;
    state.alerts = new Map();
    kept.note(state, before, clock.now());
    options.budget.free(state.id);
    reportRule(inbox, state, clock.now(), { gone: reason });
  }

  /** What the last run knew of rules that the file does not hold. */
  function dropUnclaimed(reason: string): void {
    for (const ruleId of unclaimed.keys()) {
      inbox.report(originOf(ruleId), [], clock.now(), { gone: reason });
      kept.forget(ruleId);
    }
    unclaimed = new Map();
  }

  function discardGroup(group: LoadedGroup, reason: string): void {
    group.evaluator?.stop();
    for (const state of group.states) drop(state, reason);
    const { home, intervalMs, states } = group;
    options.onRound(groupIdOf(home), clock.now(), false);
    endings.later(writerOf(home, 0), new Map(states.flatMap(({ written }) => [...written])), 2 * intervalMs);
  }

  return {
    entry,
    origin,
    get hasProblem() {
      return problem !== undefined;
    },
    replaceGroups(parsedGroups, found) {
      const before = new Map(groups.map((group) => [group.parsed.name, group]));
      groups = parsedGroups.map((parsed) => {
        const same = before.get(parsed.name);
        before.delete(parsed.name);
        return load(parsed, same);
      });
      for (const gone of before.values()) discardGroup(gone, "its group is no longer in the file");
      dropUnclaimed("its rule is no longer in the file");
      problem = undefined;
      diagnostics = found;
    },
    setProblem(text, found) {
      problem = text;
      diagnostics = found;
    },
    discard(reason) {
      const gone = groups;
      groups = [];
      for (const group of gone) discardGroup(group, reason);
      dropUnclaimed(reason);
    },
    stop() {
      for (const { evaluator } of groups) evaluator?.stop();
    },
    groups: () => groups,
    evaluators: () => groups.flatMap(({ evaluator }) => evaluator ?? []),
    toRuleFile: () => ({
      ...entry,
      origin,
      groups: groups.map(({ parsed, intervalMs, states }) => ({
        name: parsed.name,
        intervalMs,
        rules: states.map(toRule),
      })),
      problem,
      diagnostics,
    }),
  };
}

const latest = (a: number | undefined, b: number | undefined) => (a === undefined ? b : b === undefined ? a : Math.max(a, b));

/** A group as a text to compare, wherever in the file it stands. */
const withoutLines = (group: ParsedGroup) =>
  JSON.stringify({ ...group, rules: group.rules.map((rule) => ({ ...rule, line: 0 })) });

const isSameRule = (a: RuleState, b: RuleState) =>
  JSON.stringify({ ...a.rule, line: 0 }) === JSON.stringify({ ...b.rule, line: 0 });
