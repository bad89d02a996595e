// The engine is killed again and again while a real Prometheus and its Alertmanager fire and resolve: what the servers told is in
// the history exactly once, each alert under one id, and nobody is told twice.
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { bundle } from "../support/bundle";
import { eventually } from "../support/eventually";
import { type KillableEngine, startKillableEngine } from "../support/killable-engine";
import { isOnPath } from "../support/programs";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { alertmanagerProgram, type RunningServer, startAlertmanager, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const kills = 15;
const alerts = 10;
const everySeconds = 2;
/** Longer than an engine is away, and than a server is not asked: nothing comes and goes unseen. */
const firesForSeconds = 40;
const seed = chooseSeed();
const missing = [...(isOnPath("prometheus") ? [] : ["prometheus"]), ...(alertmanagerProgram ? [] : ["alertmanager"])];

suite("servers' alerts while the engine is killed again and again", missing, () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-servers-killed-"));
  const dataFolder = join(folder, "data");
  const notices = join(folder, "notices");
  const children = new Set<ChildProcess>();
  let program: string;
  let alertmanager: RunningServer;
  let prometheus: RunningServer;

  beforeAll(async () => {
    program = await bundle("test/support/engine-child.ts", join(folder, "program"));
    alertmanager = await startAlertmanager();
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all([prometheus, alertmanager].map((server) => server?.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => startKillableEngine({ program, dataFolder, notices }, children);

  test(`each fires once and resolves once, under one id (seed ${seed})`, async () => {
    const random = createRandom(seed);
    const begin = Math.ceil(Date.now() / 1000) + 8;
    writeFileSync(join(folder, "rules.yml"), rulesFrom(begin));
    prometheus = await startPrometheus({
      config: `global: { evaluation_interval: 1s, external_labels: { region: eu } }
rule_files: ["${join(folder, "rules.yml")}"]
alerting: { alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:${alertmanager.port}"] }] }] }
`,
    });
    let engine = await start();
    await engine.call("settings.update", { noticeBudgetPerHour: 0 });
    const draft = { auth: { kind: "none" as const }, secrets: {} };
    await engine.call("connections.save", { ...draft, kind: "alertmanager", name: "pager", url: alertmanager.url });
    await engine.call("connections.save", { ...draft, kind: "prometheus", name: "prod", url: prometheus.url });

    for (let killed = 0; killed < kills; killed++) {
      await new Promise((resolve) => setTimeout(resolve, random.whole(500, 5000)));
      await engine.kill();
      engine = await start();
    }
    const stories = await eventually(
      async () => {
        const all = storiesOf(await changesOf(engine));
        return all.size === alerts && [...all.values()].every((story) => story.endsWith("resolved")) ? all : undefined;
      },
      "all alerts are over",
      { limitMs: 180_000, everyMs: 1000 },
    );
    const changes = await changesOf(engine);
    const { entries: told } = await engine.call("alerts.ledger", { kinds: ["notified"], limit: 1000 });
    await engine.kill();

    expect([...stories].filter(([, story]) => story !== "firing resolved")).toEqual([]);
    const ids = new Map(changes.map(({ alertName, alertId }) => [alertName, alertId]));
    expect(changes.filter(({ alertName, alertId }) => ids.get(alertName) !== alertId)).toEqual([]);
    const firings = told.filter(({ text }) => !text.startsWith("its end was told")).map(({ alertName }) => alertName);
    expect(firings.length).toBe(new Set(firings).size);
    const shown = existsSync(notices) ? readFileSync(notices, "utf8").trimEnd().split("\n") : [];
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(shown.length);
  }, 400_000);
});

function rulesFrom(begin: number): string {
  const rules = Array.from({ length: alerts }, (_, index) => {
    const from = begin + index * everySeconds;
    return `  - alert: A${index}\n    expr: vector(time()) >= ${from} < ${from + firesForSeconds}\n`;
  });
  return `groups:\n- name: g\n  rules:\n${rules.join("")}`;
}

/** Oldest first. */
async function changesOf(engine: KillableEngine): Promise<LedgerEntry[]> {
  const kinds: LedgerEntry["kind"][] = ["pending", "firing", "resolved", "dropped", "unknown", "known"];
  const { entries } = await engine.call("alerts.ledger", { kinds, limit: 1000 });
  return entries.toReversed();
}

/** What happened to each alert, in order: "firing resolved". */
function storiesOf(changes: readonly LedgerEntry[]): Map<string, string> {
  const stories = new Map<string, string>();
  for (const { alertName, kind } of changes) {
    const before = stories.get(alertName);
    stories.set(alertName, before === undefined ? kind : `${before} ${kind}`);
  }
  return stories;
}
