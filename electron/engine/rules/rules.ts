// All rule files of the console: loading, watching, changing and forgetting them. What is in one and how it is evaluated is
// the matter of loaded-file.ts.
import { join } from "node:path";
import type { CallOutput, CallRequest } from "#shared/contract/index";
import type { RuleFolder } from "#shared/contract/rules";
import type { Diagnostic } from "#shared/model/failure";
import type { Rule, RuleFile } from "#shared/model/rule";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { Problems } from "../settings/problems";
import type { RuleFileEntry, RuleFolderEntry } from "../settings/schema";
import type { Sources } from "../sources/source";
import type { SampleStore } from "../store/store";
import { createEndings } from "./endings";
import type { Evaluator } from "./evaluator";
import { createFileChanges } from "./file-changes";
import { createKeptStates, type KeptRule } from "./kept-states";
import type { RuleLanguages } from "./languages";
import { createLoadedFile, type LoadedFileParts } from "./loaded-file";
import { createObservation } from "./observation";
import { createPace } from "./pace";
import { originOf, reportKept } from "./report";
import { toRule } from "./rule-state";
import { createSeriesBudget } from "./series-budget";
import { createShelf } from "./shelf";
import { createTurns } from "./turns";
import { createAskRule } from "./where-to-ask";

export interface RulesOptions {
  /** The data folder: pasted rule files go to `rules/` in it. */
  folder: string;
  loadList(): readonly RuleFileEntry[];
  saveList(list: RuleFileEntry[]): Promise<void>;
  loadFolders(): readonly RuleFolderEntry[];
  saveFolders(list: RuleFolderEntry[]): Promise<void>;
  sources: Pick<Sources, "metrics" | "nameOf">;
  /** Takes what recording rules compute, and the states of alerts. */
  store: Pick<SampleStore, "append">;
  /** Told of every rule's alerts after each evaluation. */
  inbox: Pick<Inbox, "report" | "list">;
  ledger: Pick<Ledger, "add" | "keep" | "kept">;
  languages: RuleLanguages;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
  /** Where the console can be reached, for templates. */
  externalUrl?: () => string;
}

export interface FoundRule {
  rule: Rule;
  group: string;
  intervalMs: Milliseconds;
  fileId: string;
  file: string;
}

export interface Rules {
  /** Loads the files of the list, takes up the alerts of the last run, and begins to evaluate and to watch. After `inbox.load()`. */
  start(): Promise<void>;
  close(): Promise<void>;
  /** Between the two the machine sleeps. */
  suspend(): void;
  resume(): void;
  snapshot(): RuleFile[];
  get(ruleId: string): FoundRule | undefined;
  /** Rules that are evaluated, and those of them whose last evaluation failed. */
  counts(): { rules: number; failing: number };
  /** When the latest round was due, and how late it began; undefined before the first. */
  latestRound(): { at: EpochMs; lagMs: Milliseconds } | undefined;
  /** How long the latest rounds of all groups took together. */
  latestEvaluationMs(): Milliseconds | undefined;
  /** Since when a group has missed two rounds; undefined when all is well. */
  stalledSince(): EpochMs | undefined;
  /** Of all rules that are evaluated against this source now. */
  expressions(source: string): string[];
  load(request: CallRequest<"rules.load">): Promise<RuleFile>;
  update(request: CallRequest<"rules.update">): Promise<RuleFile>;
  remove(id: string): Promise<void>;
  text(id: string): Promise<CallOutput<"rules.text">>;
  save(request: CallRequest<"rules.save">): Promise<RuleFile>;
  check(request: CallRequest<"rules.check">): Promise<Diagnostic[]>;
  folders(): RuleFolder[];
  addFolder(request: CallRequest<"rules.addFolder">): Promise<RuleFolder>;
  removeFolder(id: string): Promise<void>;
  /** After every round and every change of the files. */
  onChange(run: () => void): () => void;
}

/** Timers are late by a moment. */
const patience = seconds(5);

export function createRules(options: RulesOptions): Rules {
  const { folder, sources, languages, store, inbox, ledger, clock, log, problems, externalUrl } = options;
  const listeners = new Set<() => void>();
  const kept = createKeptStates({ ledger, log, problems });
  const observation = createObservation({ ledger });
  const endings = createEndings({ store, clock });
  let isClosed = false;
  let restored: readonly KeptRule[] = [];
  /** By source; made anew after a change of the files. */
  let recordedNames: Map<string, Set<string>> | undefined;

  const evaluators = (): Evaluator[] => shelf.files().flatMap((file) => file.evaluators());

  /** The longest time that passes between two rounds when all is well. */
  const expectedPause = () =>
    2 * evaluators().reduce((least, { intervalMs }) => Math.min(least, intervalMs), seconds(3600)) + patience;

  function recorded(source: string): ReadonlySet<string> {
    if (!recordedNames) {
      recordedNames = new Map();
      for (const { rule, home } of statesNow()) {
        if (rule.kind !== "recording") continue;
        recordedNames.set(home.source, (recordedNames.get(home.source) ?? new Set()).add(rule.name));
      }
    }
    return recordedNames.get(source) ?? new Set();
  }

  const parts: LoadedFileParts = {
    sources,
    ask: createAskRule({ sources, languages, recorded, clock }),
    languages,
    store,
    inbox,
    kept,
    endings,
    clock,
    log,
    pace: createPace(clock),
    turns: createTurns(),
    budget: createSeriesBudget(),
    ...(externalUrl && { externalUrl }),
    lastSeen: observation.lastSeen,
    onBegin: (at) => observation.begin(at, expectedPause()),
    onRound(groupId, at, hasAlerts) {
      observation.end(groupId, at, hasAlerts);
      changed();
    },
  };

  function changed(): void {
    if (isClosed) return;
    for (const run of [...listeners]) run();
  }

  /** Files came, went or changed. */
  function filesChanged(): void {
    recordedNames = undefined;
    if (!isClosed && evaluators().length === 0) observation.rest();
    changed();
  }

  const shelf = createShelf({
    makeFile: (entry, origin) =>
      createLoadedFile({ ...parts, entry, origin, restored: restored.filter(({ fileId }) => fileId === entry.id) }),
    languages,
    log,
  });
  const files = createFileChanges({
    shelf,
    languages,
    nameOf: sources.nameOf,
    pastedFolder: join(folder, "rules"),
    lists: options,
    clock,
    log,
    onChange: filesChanged,
  });

  /** What the last run knew of rules that are not there any more, or whose file cannot be read now. */
  function settleRestored(): void {
    const now = clock.now();
    const all = shelf.files();
    const known = new Set(all.flatMap((file) => file.groups().flatMap(({ states }) => states.map(({ id }) => id))));
    for (const rule of restored) {
      if (known.has(rule.ruleId)) continue;
      const unreadable = all.find(({ entry, hasProblem }) => hasProblem && entry.id === rule.fileId);
      known.add(rule.ruleId);
      if (unreadable) {
        reportKept(inbox, rule, now, unreadable.toRuleFile().problem ?? "its rule file cannot be read");
      } else {
        inbox.report(originOf(rule.ruleId), [], now, { gone: "its rule is gone" });
        kept.forget(rule.ruleId);
      }
    }
    restored = [];
    for (const { origins, state } of inbox.list()) {
      for (const origin of state === "resolved" ? [] : origins) {
        if (origin.kind !== "rule" || known.has(origin.ruleId)) continue;
        inbox.report(originOf(origin.ruleId), [], now, { gone: "its rule is gone" });
      }
    }
  }

  const latestRound = () =>
    evaluators().reduce<ReturnType<Rules["latestRound"]>>((newest, { lastRound }) => {
      if (!lastRound || (newest && newest.at >= lastRound.at)) return newest;
      return { at: lastRound.at, lagMs: lastRound.lagMs };
    }, undefined);

  const statesNow = () =>
    shelf.files().flatMap((file) => file.groups().flatMap(({ states, evaluator }) => (evaluator ? states : [])));

  return {
    async start() {
      await observation.load();
      restored = await kept.load();
      await files.start(settleRestored);
      filesChanged();
    },

    async close() {
      isClosed = true;
      await files.close();
      for (const file of shelf.files()) file.stop();
      endings.close();
      if (evaluators().length > 0) observation.suspend(clock.now());
    },

    suspend() {
      for (const evaluator of evaluators()) evaluator.suspend();
      files.pause();
      observation.suspend(clock.now());
    },

    resume() {
      if (isClosed) return;
      observation.resume(clock.now());
      if (evaluators().length === 0) observation.rest();
      for (const evaluator of evaluators()) evaluator.resume();
      files.resume();
    },

    snapshot: () => shelf.files().map((file) => file.toRuleFile()),

    get(ruleId) {
      for (const file of shelf.files()) {
        for (const { parsed, states, intervalMs } of file.groups()) {
          const state = states.find(({ id }) => id === ruleId);
          if (!state) continue;
          return { rule: toRule(state), group: parsed.name, intervalMs, fileId: file.entry.id, file: file.entry.name };
        }
      }
      return undefined;
    },

    counts() {
      const states = statesNow();
      return { rules: states.length, failing: states.filter(({ error }) => error !== undefined).length };
    },

    latestRound,

    latestEvaluationMs() {
      const lengths = evaluators().flatMap(({ lastRound }) => lastRound?.tookMs ?? []);
      return lengths.length === 0 ? undefined : lengths.reduce((a, b) => a + b, 0);
    },

    stalledSince() {
      const stalled = evaluators().flatMap((evaluator) => evaluator.stalledSince() ?? []);
      return stalled.length === 0 ? undefined : Math.min(...stalled);
    },

    expressions: (source) =>
      statesNow()
        .filter(({ home }) => home.source === source)
        .map(({ rule }) => rule.expr),

    ...files.calls,

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}
