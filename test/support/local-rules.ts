// Rules over a store in memory, with a clock that a test moves: the engine's own parts, but no disk.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Labels, labelsKey } from "#shared/model/labels";
import { gauge } from "#shared/model/sample";
import { hours } from "#shared/units/time";
import { createInbox, type Inbox } from "../../electron/engine/inbox/inbox";
import { createQueries } from "../../electron/engine/queries/queries";
import { createRuleLanguages } from "../../electron/engine/rules/languages";
import { createRules, type Rules, type RulesOptions } from "../../electron/engine/rules/rules";
import type { RuleFileEntry, RuleFolderEntry } from "../../electron/engine/settings/schema";
import { createLocalSource } from "../../electron/engine/sources/local/index";
import type { MetricsSource } from "../../electron/engine/sources/source";
import { createEmbeddedStore, type EmbeddedStore } from "../../electron/engine/store/embedded-store";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { createFakeLog } from "./fake-log";
import { createRecordingLedger, type RecordingLedger } from "./recording-ledger";

export interface LocalRules {
  clock: FakeClock;
  store: EmbeddedStore;
  source: MetricsSource;
  ledger: RecordingLedger;
  inbox: Inbox;
  rules: Rules;
  log: ReturnType<typeof createFakeLog>;
  /** Writes samples of this moment: `{ 'x{a="1"}': 1 }` as `["x", { a: "1" }, 1]`. A series that is left out ends. */
  sample(...readings: [name: string, labels: Labels, value: number][]): void;
  /** What a query answers now: `x{a="1"}` as `{"a":"1"} 1`, sorted. */
  ask(expr: string): Promise<string[]>;
  load(text: string, source?: string): ReturnType<Rules["load"]>;
  close(): Promise<void>;
}

/** `remote` answers for every connection; absent: the same samples do. */
export async function startLocalRules({
  remote,
  ...options
}: Partial<RulesOptions> & { remote?: MetricsSource } = {}): Promise<LocalRules> {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-local-rules-"));
  const clock = createFakeClock();
  const log = createFakeLog();
  const store = createEmbeddedStore({
    clock,
    log,
    rules: () => ({ keep: [hours(1), hours(1), hours(1)], mostBytes: 0 }),
    onRemark: (remark) => {
      throw new Error(remark);
    },
  });
  const source = createLocalSource({ store, queries: createQueries({ store, clock }), clock, help: () => undefined });
  const ledger = createRecordingLedger();
  const inbox = createInbox({ ledger, clock, log });
  let list: readonly RuleFileEntry[] = [];
  let folders: readonly RuleFolderEntry[] = [];
  const rules = createRules({
    folder,
    loadList: () => list,
    saveList: async (next) => {
      list = next;
    },
    loadFolders: () => folders,
    saveFolders: async (next) => {
      folders = next;
    },
    sources: {
      metrics: (id) => (id === "local" ? source : (remote ?? source)),
      nameOf: (id) => (id === "local" ? "this host" : `Server ${id}`),
    },
    store,
    inbox,
    ledger,
    languages: createRuleLanguages(() => "prometheus"),
    clock,
    log,
    problems: { add: () => undefined },
    ...options,
  });
  await rules.start();

  return {
    clock,
    store,
    source,
    ledger,
    inbox,
    rules,
    log,
    sample: (...readings) =>
      void store.append(
        "test",
        clock.now(),
        readings.map(([name, labels, value]) => gauge(name, value, labels)),
      ),
    async ask(expr) {
      const { result } = await source.instant({ expr, time: clock.now(), signal: new AbortController().signal });
      if (result.kind !== "vector") throw new Error(`${expr} gives a ${result.kind}`);
      return result.labels.map((labels, index) => `${labelsText(labels)} ${result.values[index]}`).sort();
    },
    load: (text, from = "local") => rules.load({ from: "text", name: "test", text, source: from }),
    async close() {
      await rules.close();
      inbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `ALERTS alertname=A job=b` */
const labelsText = ({ __name__, ...labels }: Labels) =>
  [
    __name__ ?? "",
    ...labelsKey(labels)
      .split("\u0001")
      .filter(Boolean)
      .map((pair) => pair.replace("\u0000", "=")),
  ].join(" ");
