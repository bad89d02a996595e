// One rule file as it is evaluated now: its groups, their evaluators, and what is wrong with it. When the file changes, groups
// that did not change go on untouched, and rules of the same name keep their alerts.
import type { Diagnostic } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { RuleFileEntry } from "../settings/schema";
import type { Sources } from "../sources/source";
import type { Change } from "./alert-state";
import { restored, type SavedGroup } from "./alert-store";
import { createEvaluator, defaultInterval, droppedBy, type Evaluator, type EvaluatorOptions } from "./evaluator";
import type { ParsedGroup } from "./rule-file";
import { type RuleState, ruleStates, type ToldOf, toRule } from "./rule-state";

export interface LoadedFileOptions {
  entry: RuleFileEntry;
  sources: Sources;
  clock: Clock;
  log: Log;
  onChanges: (state: RuleState, changes: Change[], reason?: string) => void;
  onStillFiring: EvaluatorOptions["onStillFiring"];
  onRound: () => void;
  /** What an earlier run of the engine knew of its alerts; kept until the file can be read. */
  saved?: readonly SavedGroup[];
}

interface LoadedGroup {
  parsed: ParsedGroup;
  states: RuleState[];
  evaluator: Evaluator | undefined;
  lastSeen: number | undefined;
}

export interface LoadedFile {
  readonly entry: RuleFileEntry;
  /** Evaluates these groups from now on. */
  replaceGroups(groups: ParsedGroup[], diagnostics: Diagnostic[]): void;
  /** The file cannot be read or is wrong now; what was loaded before goes on. */
  setProblem(problem: string, diagnostics: Diagnostic[]): void;
  /** Ends all evaluation and forgets the alerts, for a reason that the ledger keeps. */
  discard(reason: string): void;
  /** Ends all evaluation and forgets nothing, as when the engine closes. */
  stop(): void;
  saved(): SavedGroup[];
  /** Of the rules that are evaluated now. */
  expressions(): string[];
  rounds(): NonNullable<Evaluator["lastRound"]>[];
  toRuleFile(toldOf: ToldOf): RuleFile;
}

export function createLoadedFile(options: LoadedFileOptions): LoadedFile {
  const { entry, onChanges } = options;
  let groups: LoadedGroup[] = [];
  let problem: string | undefined;
  let diagnostics: Diagnostic[] = [];
  let unclaimed = options.saved ?? [];

  const lastSeenOf = (group: LoadedGroup | undefined) => group?.evaluator?.lastRound?.at ?? group?.lastSeen;

  function load(parsed: ParsedGroup, before: LoadedGroup | undefined, saved: SavedGroup | undefined): LoadedGroup {
    if (before && withoutLines(before.parsed) === withoutLines(parsed)) {
      // At most it moved within the file.
      for (const [index, state] of before.states.entries()) state.line = parsed.rules[index]?.line ?? state.line;
      return before;
    }
    before?.evaluator?.stop();
    const home = { fileId: entry.id, source: entry.source, group: parsed.name };
    const states = ruleStates(home, parsed);
    for (const state of states) {
      const kept = saved?.rules.find(({ id }) => id === state.id)?.alerts;
      const same = before?.states.find(({ id }) => id === state.id);
      state.alerts = same?.alerts ?? restored(kept ?? []);
      // Only a rule that has not changed is still what was evaluated.
      if (same && isSameRule(same, state)) {
        state.evaluatedAt = same.evaluatedAt;
        state.evaluationMs = same.evaluationMs;
        state.error = same.error;
      }
    }
    for (const gone of before?.states ?? []) {
      if (!states.some(({ id }) => id === gone.id)) drop(gone, "its rule is no longer in the file");
    }
    const lastSeen = lastSeenOf(before) ?? saved?.lastSeen;
    const evaluator = entry.enabled
      ? createEvaluator({ ...options, home, group: parsed, states, lastSeen, isRestart: saved !== undefined })
      : undefined;
    evaluator?.start();
    return { parsed, states, evaluator, lastSeen };
  }

  function drop(state: RuleState, reason: string): void {
    const changes = droppedBy(state);
    state.alerts = new Map();
    if (changes.length > 0) onChanges(state, changes, reason);
  }

  return {
    entry,
    replaceGroups(parsedGroups, found) {
      const before = groups;
      const savedOf = (name: string) => unclaimed.find(({ group, source }) => group === name && source === entry.source);
      groups = parsedGroups.map((parsed) =>
        load(
          parsed,
          before.find((group) => group.parsed.name === parsed.name),
          savedOf(parsed.name),
        ),
      );
      for (const gone of before.filter(({ parsed }) => !parsedGroups.some(({ name }) => name === parsed.name))) {
        gone.evaluator?.stop();
        for (const state of gone.states) drop(state, "its group is no longer in the file");
      }
      unclaimed = [];
      problem = undefined;
      diagnostics = found;
    },
    setProblem(text, found) {
      problem = text;
      diagnostics = found;
    },
    discard(reason) {
      for (const group of groups) {
        group.evaluator?.stop();
        for (const state of group.states) drop(state, reason);
      }
      groups = [];
    },
    stop() {
      for (const { evaluator } of groups) evaluator?.stop();
    },
    saved: () => [
      ...unclaimed,
      ...groups.flatMap((group) => {
        const lastSeen = lastSeenOf(group);
        const rules = group.states
          .filter(({ alerts }) => alerts.size > 0)
          .map(({ id, alerts }) => ({ id, alerts: [...alerts.values()] }));
        // Without an alert there is nothing to go on with, and nothing to write every round.
        if (lastSeen === undefined || rules.length === 0) return [];
        return [{ fileId: entry.id, source: entry.source, group: group.parsed.name, lastSeen, rules }];
      }),
    ],
    expressions: () => (entry.enabled ? groups.flatMap(({ states }) => states.map(({ rule }) => rule.expr)) : []),
    rounds: () => groups.flatMap(({ evaluator }) => evaluator?.lastRound ?? []),
    toRuleFile: (toldOf) => ({
      ...entry,
      groups: groups.map(({ parsed, states }) => ({
        name: parsed.name,
        intervalMs: parsed.intervalMs ?? defaultInterval(entry.source),
        rules: states.map((state) => toRule(state, toldOf)),
      })),
      problem,
      diagnostics,
    }),
  };
}

/** A group as a text to compare, wherever in the file it stands. */
const withoutLines = (group: ParsedGroup) =>
  JSON.stringify({ ...group, rules: group.rules.map((rule) => ({ ...rule, line: 0 })) });

const isSameRule = (a: RuleState, b: RuleState) =>
  JSON.stringify({ ...a.rule, line: 0 }) === JSON.stringify({ ...b.rule, line: 0 });
