// All rule files of the console: loading, watching, changing and forgetting them. What is in one and how it is evaluated is
// the matter of loaded-file.ts.
import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { CallRequest } from "#shared/contract/index";
import { AppError, type Diagnostic } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import type { Notify } from "../notify/notify";
import type { Problems } from "../settings/problems";
import type { RuleFileEntry } from "../settings/schema";
import type { Sources } from "../sources/source";
import type { ActiveAlert, Change } from "./alert-state";
import { createAlertStore, type SavedGroup } from "./alert-store";
import { createLoadedFile, type LoadedFile } from "./loaded-file";
import { hasErrors, parseRuleFile } from "./rule-file";
import { absolutePath, deletePastedText, fileVersion, keepPastedText, readRuleFile } from "./rule-file-storage";
import { type RuleState, type ToldOf, toAlert } from "./rule-state";

export interface RulesOptions {
  /** The data folder: pasted rule files go to `rules/` in it, the alerts' states to `alerts.json`. */
  folder: string;
  loadList(): readonly RuleFileEntry[];
  saveList(list: RuleFileEntry[]): Promise<void>;
  sources: Sources;
  /** Finds the mistakes in one PromQL expression. */
  checkExpr: (expr: string) => Diagnostic[];
  clock: Clock;
  log: Log;
  /** Told what each evaluation of a rule changed. */
  notify: Pick<Notify, "alertsChanged" | "stillFiring">;
  problems: Pick<Problems, "add">;
  toldOf: ToldOf;
}

interface Round {
  at: EpochMs;
  lagMs: Milliseconds;
}

export interface Rules {
  /** Loads the files of the list, takes up the alerts of the last run, and begins to evaluate and to watch. */
  start(): Promise<void>;
  close(): Promise<void>;
  snapshot(): AlertsSnapshot;
  /** When the latest round was due, and how late it began; undefined before the first. Cheap, unlike the snapshot. */
  latestRound(): Round | undefined;
  /** Of all rules that are evaluated against this source now. */
  expressions(source: string): string[];
  load(request: CallRequest<"rules.load">): Promise<RuleFile>;
  update(request: CallRequest<"rules.update">): Promise<RuleFile>;
  remove(id: string): Promise<void>;
  text(id: string): Promise<string>;
  check(text: string): Diagnostic[];
  onChange(run: () => void): void;
}

/** Polling sees changes on network drives and by editors that replace the file, where file events do not. */
const watchEvery = seconds(2);

export function createRules(options: RulesOptions): Rules {
  const { folder, sources, clock, log, checkExpr, notify, problems, toldOf } = options;
  const pastedFolder = join(folder, "rules");
  const files = new Map<string, LoadedFile>();
  const versions = new Map<string, string | undefined>();
  const listeners: (() => void)[] = [];
  let isClosed = false;
  let cancelWatch: () => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  const store = createAlertStore({
    path: join(folder, "alerts.json"),
    clock,
    log,
    problems,
    current: () => [...files.values()].flatMap((file) => file.saved()),
  });

  /** One change of the list or of a file at a time. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = last.then(run);
    // Whoever asked hears of the failure; the next in turn does not.
    last = result.catch(() => undefined);
    return result;
  }

  function changed(isUrgent: boolean): void {
    if (isClosed) return;
    store.changed(isUrgent);
    for (const run of listeners) run();
  }

  function onChanges(state: RuleState, changes: Change[], reason?: string): void {
    notify.alertsChanged(changes.map(({ kind, alert }) => ({ kind, alert: toAlert(state, alert, toldOf), reason })));
    changed(true);
  }

  const onStillFiring = (state: RuleState, alerts: ActiveAlert[]) =>
    notify.stillFiring(alerts.map((alert) => toAlert(state, alert, toldOf)));

  const latestRound = () =>
    [...files.values()]
      .flatMap((file) => file.rounds())
      .reduce<Round | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);

  const newFile = (entry: RuleFileEntry, saved?: readonly SavedGroup[]) =>
    createLoadedFile({ entry, saved, sources, clock, log, onChanges, onStillFiring, onRound: () => changed(false) });

  const read = (text: string, name: string) =>
    parseRuleFile(text, { checkExpr, isLenient: true, name: basename(name).replace(/\.ya?ml$/i, "") });

  /** Reads a file of the list; trouble with it becomes its problem, and what was loaded before goes on. */
  async function readIn(file: LoadedFile): Promise<void> {
    const { path, name } = file.entry;
    versions.set(file.entry.id, await fileVersion(path));
    let text: string;
    try {
      text = await readRuleFile(path);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      file.setProblem(error.failure.say, []);
      return;
    }
    const { groups, diagnostics } = read(text, name);
    if (hasErrors(diagnostics)) file.setProblem(sayErrors(name, diagnostics), diagnostics);
    else file.replaceGroups(groups, diagnostics);
  }

  const saveList = () => options.saveList([...files.values()].map(({ entry }) => entry));

  function fileOf(id: string): LoadedFile {
    const file = files.get(id);
    if (file) return file;
    throw new AppError({ kind: "not-found", say: "This rule file is not loaded any more." });
  }

  async function watch(): Promise<void> {
    for (const file of files.values()) {
      if (isClosed) return;
      const version = await fileVersion(file.entry.path);
      if (version === versions.get(file.entry.id)) continue;
      await readIn(file);
      log.info(`the rule file ${file.entry.path} changed and was read again`);
      changed(true);
    }
  }

  function watchLater(): void {
    if (isClosed) return;
    cancelWatch = clock.setTimer(() => {
      inTurn(watch)
        .catch((error: unknown) => log.error("looking for changed rule files failed", error))
        .finally(watchLater);
    }, watchEvery);
  }

  return {
    async start() {
      await inTurn(async () => {
        const saved = await store.load();
        for (const entry of options.loadList()) {
          const own = saved.filter(({ fileId }) => fileId === entry.id);
          const file = newFile({ ...entry }, own);
          files.set(entry.id, file);
          await readIn(file);
        }
      });
      watchLater();
      changed(false);
    },

    async close() {
      isClosed = true;
      cancelWatch();
      await last;
      for (const file of files.values()) file.stop();
      await store.close();
    },

    latestRound,

    expressions: (source) => [...files.values()].flatMap((file) => (file.entry.source === source ? file.expressions() : [])),

    snapshot() {
      const latest = latestRound();
      return {
        files: [...files.values()].map((file) => file.toRuleFile(toldOf)),
        evaluatedAt: latest?.at,
        evaluationLagMs: latest?.lagMs,
      };
    },

    load: (request) =>
      inTurn(async () => {
        const isPath = request.from === "path";
        const name = isPath ? request.path : request.name;
        const text = isPath ? await readRuleFile(absolutePath(request.path)) : request.text;
        const { groups, diagnostics } = read(text, name);
        if (hasErrors(diagnostics)) throw new AppError({ kind: "bad-file", say: sayErrors(name, diagnostics), diagnostics });
        const path = isPath ? absolutePath(request.path) : await keepPastedText(pastedFolder, name, text);
        const known = [...files.values()].find(({ entry }) => entry.path === path && entry.source === request.source);
        const file = known ?? newFile({ id: randomUUID(), name, path, source: request.source, enabled: true });
        const { id } = file.entry;
        files.set(id, file);
        try {
          await saveList();
        } catch (error) {
          if (!known) files.delete(id);
          throw error;
        }
        versions.set(id, await fileVersion(path));
        file.replaceGroups(groups, diagnostics);
        changed(true);
        return file.toRuleFile(toldOf);
      }),

    update: ({ id, source, enabled }) =>
      inTurn(async () => {
        const before = fileOf(id);
        const entry = { ...before.entry, source: source ?? before.entry.source, enabled: enabled ?? before.entry.enabled };
        if (entry.source === before.entry.source && entry.enabled === before.entry.enabled) return before.toRuleFile(toldOf);
        const after = newFile(entry);
        files.set(id, after);
        try {
          await saveList();
        } catch (error) {
          files.set(id, before);
          throw error;
        }
        before.discard(entry.enabled ? "its rule file is evaluated elsewhere now" : "its rule file was switched off");
        await readIn(after);
        changed(true);
        return after.toRuleFile(toldOf);
      }),

    remove: (id) =>
      inTurn(async () => {
        const file = fileOf(id);
        files.delete(id);
        try {
          await saveList();
        } catch (error) {
          files.set(id, file);
          throw error;
        }
        versions.delete(id);
        file.discard("its rule file was removed");
        await deletePastedText(pastedFolder, file.entry.path);
        changed(true);
      }),

    text: (id) => readRuleFile(fileOf(id).entry.path),
    check: (text) => read(text, "rules").diagnostics,
    onChange: (run) => listeners.push(run),
  };
}

function sayErrors(name: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  return `${name} has ${count}; ${errors.length === 1 ? "it is" : "the first is"} in line ${first?.place.line}: ${first?.message}.`;
}
