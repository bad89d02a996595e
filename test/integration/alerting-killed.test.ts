// The engine is killed fifty times while rules fire and resolve: every change is in the history exactly once, and nobody is
// told of anything twice.
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { nativeReceiver } from "#shared/contract/receivers";
import { bundle } from "../support/bundle";
import { eventually } from "../support/eventually";
import { type KillableEngine, startKillableEngine } from "../support/killable-engine";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { suite } from "../support/suite";

const kills = 50;
const alerts = 120;
/** Longer than an engine is away: nothing comes and goes unseen. */
const firesForSeconds = 12;
const everySeconds = 0.8;
const seed = chooseSeed();

suite("alerting while the engine is killed again and again", [], () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-alerting-killed-"));
  const dataFolder = join(folder, "data");
  const notices = join(folder, "notices");
  const children = new Set<ChildProcess>();
  let program: string;

  beforeAll(async () => {
    program = await bundle("test/support/engine-child.ts", join(folder, "program"));
  });
  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => startKillableEngine({ program, dataFolder, notices }, children);

  test(`loses no change and repeats no notice (seed ${seed})`, async () => {
    const random = createRandom(seed);
    let engine = await start();
    // Told as soon as it fires and as soon as it ends, with no group to wait for and no budget.
    await engine.call("settings.update", { noticeBudgetPerHour: 0 });
    const { config } = await engine.call("routing.get", {});
    const route = { ...config.route, groupBy: ["..."], groupWaitMs: 0, groupIntervalMs: 1000, receiver: nativeReceiver };
    await engine.call("routing.save", { config: { ...config, route } });
    const begin = Math.ceil(Date.now() / 1000) + 2;
    await engine.call("rules.load", { from: "text", name: "many", text: rulesFrom(begin), source: "local" });

    for (let killed = 0; killed < kills; killed++) {
      await new Promise((resolve) => setTimeout(resolve, random.whole(100, 1800)));
      await engine.kill();
      engine = await start();
    }
    await eventually(
      async () => {
        if (Date.now() / 1000 < begin + alerts * everySeconds + firesForSeconds + 2) return undefined;
        const { pending, none } = await engine.call("alerts.summary", {});
        return pending + none === 0 || undefined;
      },
      "all alerts are over",
      { limitMs: 120_000 },
    );
    const changes = await ledgerOf(engine, ["pending", "firing", "resolved", "dropped"]);
    const entries = await ledgerOf(engine, ["notified"]);
    await engine.kill();

    // Time in which nobody looked does not count as pending, so what has to hold for a while may end before it fires.
    const waits = ["pending firing resolved", "pending dropped"];
    const isRight = (name: string, story: string) =>
      Number(name.slice(1)) % 3 === 0 ? waits.includes(story) : story === "firing resolved";
    const wrong = [...storiesOf(changes)].filter(([name, story]) => !isRight(name, story));
    expect(wrong).toEqual([]);
    expect(storiesOf(changes).size).toBe(alerts);

    const shown = existsSync(notices) ? readFileSync(notices, "utf8").trimEnd().split("\n") : [];
    const titles = shown.map((line) => JSON.parse(line) as { id: string; title: string });
    expect(new Set(titles.map(({ id }) => id)).size).toBe(titles.length);
    // Each alert has a group, and so a title, of its own; digests are told apart by what they say.
    const single = titles.map(({ title }) => title).filter((title) => /^(Resolved: )?A\d+/.test(title));
    expect(new Set(single).size).toBe(single.length);
    expect(single.length).toBeGreaterThan(2);
    const told = entries.filter(({ text }) => !text.startsWith("its end was told")).map(({ alertName }) => alertName);
    expect(new Set(told).size).toBe(told.length);
  }, 400_000);
});

/** One after another begins to fire, every half second or so, so that kills meet alerts in every state. */
function rulesFrom(begin: number): string {
  const rules = Array.from({ length: alerts }, (_, index) => {
    const from = begin + index * everySeconds;
    const holdFor = index % 3 === 0 ? "2s" : "0s";
    return `  - alert: A${index}\n    expr: vector(time()) >= ${from} < ${from + firesForSeconds}\n    for: ${holdFor}\n`;
  });
  return `groups:\n- name: g\n  interval: 1s\n  rules:\n${rules.join("")}`;
}

/** What happened to each alert, in order: "pending firing resolved". */
function storiesOf(changes: readonly LedgerEntry[]): Map<string, string> {
  const stories = new Map<string, string>();
  for (const { alertName, kind } of changes.toReversed()) {
    const before = stories.get(alertName);
    stories.set(alertName, before === undefined ? kind : `${before} ${kind}`);
  }
  return stories;
}

async function ledgerOf(engine: KillableEngine, kinds: LedgerEntry["kind"][]): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  let before: string | undefined;
  do {
    const page = await engine.call("alerts.ledger", { kinds, limit: 1000, ...(before !== undefined && { before }) });
    all.push(...page.entries);
    before = page.next;
  } while (before !== undefined);
  return all;
}
