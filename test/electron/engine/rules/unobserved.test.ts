// What happens when nobody looks: sleep, a restart, a source that hangs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { createInbox, type Inbox } from "../../../../electron/engine/inbox/inbox";
import { createRuleLanguages } from "../../../../electron/engine/rules/languages";
import { createRules, type Rules, type RulesOptions } from "../../../../electron/engine/rules/rules";
import type { RuleFileEntry } from "../../../../electron/engine/settings/schema";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";
import { createFakeStore } from "../../../support/fake-store";
import { createRecordingLedger, type RecordingLedger } from "../../../support/recording-ledger";

const second = 1000;
const minute = 60 * second;
let folder: string;
let clock: FakeClock;
let sources: FakeSources;
let ledger: RecordingLedger;
let list: readonly RuleFileEntry[];
let inbox: Inbox;
let rules: Rules;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-unobserved-"));
  clock = createFakeClock();
  sources = createFakeSources(() => vector([{ job: "a" }, 1]));
  ledger = createRecordingLedger();
  list = [];
  rules = await start();
});
afterEach(async () => {
  await rules.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<Rules> {
  const log = createFakeLog();
  inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  // Its timers are not of interest here.
  inbox.close();
  const options: RulesOptions = {
    folder,
    sources,
    store: createFakeStore(),
    inbox,
    ledger,
    clock,
    log,
    languages: createRuleLanguages(() => "prometheus"),
    loadList: () => list,
    saveList: async (next) => {
      list = next;
    },
    loadFolders: () => [],
    saveFolders: async () => undefined,
    problems: { add: () => undefined },
  };
  const made = createRules(options);
  await made.start();
  return made;
}

const load = (more = "", source = "local") =>
  rules.load({
    from: "text",
    name: "r",
    text: `groups:\n- name: g\n  interval: 10s\n  rules:\n  - alert: A\n    expr: x\n${more}`,
    source,
  });
const gaps = () =>
  ledger.entries
    .filter(({ kind }) => kind === "unobserved")
    .map(({ fromMs = 0, at, text }) => `${Math.round((at - fromMs) / second)} s: ${text}`);
const state = () => rules.snapshot()[0]?.groups[0]?.rules[0]?.state;

test("a rule is looked after from its first evaluation on, not only since it found something", async () => {
  sources.answer = () => vector();
  const { id } = await load();
  await clock.advance(2 * second);
  const since = clock.now();
  await clock.advance(10 * minute);
  sources.answer = () => vector([{ job: "a" }, 1]);
  await clock.advance(minute);
  const [alert] = inbox.list();
  expect(inbox.observedSince(alert?.id ?? "")).toBeLessThanOrEqual(since);
  sources.answer = () => vector();
  await clock.advance(20 * minute);
  await rules.remove(id);
  expect([...ledger.values.keys()].filter((key) => key.startsWith("inbox-since/"))).toEqual([]);
});

describe("after sleep", () => {
  async function sleep(length: number): Promise<void> {
    rules.suspend();
    clock.stepWall(clock.now() + length);
    rules.resume();
  }

  test("the time is told as unobserved, once, and nothing resolves or fires by it", async () => {
    await load("    for: 1m\n");
    await clock.advance(30 * second);
    await sleep(30 * minute);
    sources.answer = () => vector();
    await clock.advance(20 * second);
    expect(gaps()).toEqual(["1800 s: nobody looked for 30m: the computer slept"]);
    // Not dropped: so soon after the sleep the source may not have its samples.
    expect(state()).toBe("pending");
    await clock.advance(30 * second);
    expect(ledger.changes().slice(1)).toEqual([expect.stringMatching(/unobserved/), expect.stringMatching(/A dropped/)]);
  });

  test("a round that was under way is abandoned without a word", async () => {
    let answer: (error: Error) => void = () => {};
    await load();
    sources.answer = () => new Promise((_, reject) => (answer = reject));
    await clock.advance(5 * second);
    await sleep(minute);
    answer(new AppError({ kind: "timeout", say: "too late" }));
    sources.answer = () => vector();
    await clock.advance(second);
    expect(rules.snapshot()[0]?.groups[0]?.rules[0]?.error).toBeUndefined();
  });

  test("a nap of some seconds is no gap", async () => {
    await load();
    await clock.advance(30 * second);
    await sleep(20 * second);
    await clock.advance(minute);
    expect(gaps()).toEqual([]);
  });

  test("without rules that are loaded later, no false gap is told", async () => {
    await sleep(60 * minute);
    await clock.advance(120 * minute);
    await load();
    await clock.advance(minute);
    expect(gaps()).toEqual(["3600 s: nobody looked for 1h: the computer slept"]);
  });
});

describe("after a restart", () => {
  async function restart(length: number, isSudden = false): Promise<void> {
    const before = rules;
    if (!isSudden) await before.close();
    const values = [...ledger.values];
    await clock.advance(0);
    clock.stepWall(clock.now() + length);
    if (isSudden) {
      // What closing writes was never written.
      await before.close();
      ledger.values.clear();
      for (const [key, value] of values) ledger.values.set(key, value);
    }
    ledger.entries.length = 0;
    rules = await start();
  }

  test("the time in between is told as unobserved", async () => {
    await load();
    await clock.advance(minute);
    await restart(10 * minute);
    await clock.advance(minute);
    expect(gaps()).toEqual(["601 s: nobody looked for 10m1s: Watchdeck did not run"]);
  });

  test("after a sudden end it is, too, from the last time that was written", async () => {
    await load();
    await clock.advance(minute);
    await restart(10 * minute, true);
    await clock.advance(minute);
    expect(gaps()).toEqual([expect.stringMatching(/^6\d\d s: nobody looked for 10m\d+s: Watchdeck did not run$/)]);
    // Written with the first round after fifteen seconds, and rounds are ten apart.
    expect(Number.parseInt(gaps()[0] ?? "", 10)).toBeLessThanOrEqual(600 + 15 + 10 + 1);
  });

  test("a quick one is no gap", async () => {
    await load();
    await clock.advance(minute);
    await restart(5 * second);
    await clock.advance(minute);
    expect(gaps()).toEqual([]);
  });

  test("of a console without rules nothing is told", async () => {
    const { id } = await load();
    await clock.advance(minute);
    await rules.remove(id);
    await restart(60 * minute);
    await load();
    await clock.advance(minute);
    expect(gaps()).toEqual([]);
  });
});

test("a clock that jumps ahead is a gap, once for all groups", async () => {
  await load("- name: h\n  interval: 10s\n  rules:\n  - alert: B\n    expr: x\n");
  await clock.advance(minute);
  clock.stepWall(clock.now() + 60 * minute);
  await clock.advance(minute);
  expect(gaps()).toHaveLength(1);
  expect(gaps()[0]).toMatch(/^36\d\d s: .*: no rule was evaluated, as when the computer sleeps or its clock is set$/);
});

describe("a group that does not come to an end", () => {
  test("is called stalled once two rounds are due, and is well again with the next", async () => {
    await load();
    await clock.advance(minute);
    expect(rules.stalledSince()).toBeUndefined();
    let answer: (result: ReturnType<typeof vector>) => void = () => {};
    sources.answer = () => new Promise((resolve) => (answer = resolve));
    await clock.advance(30 * second);
    const since = rules.stalledSince() ?? 0;
    expect(clock.now() - since).toBeLessThan(30 * second);
    sources.answer = () => vector();
    answer(vector());
    await clock.advance(second);
    expect(rules.stalledSince()).toBeUndefined();
  });

  test("is not called stalled while the machine sleeps, nor when it is switched off", async () => {
    const { id } = await load();
    await clock.advance(minute);
    rules.suspend();
    await clock.advance(10 * minute);
    expect(rules.stalledSince()).toBeUndefined();
    rules.resume();
    expect(rules.stalledSince()).toBeUndefined();
    await rules.update({ id, enabled: false });
    await clock.advance(10 * minute);
    expect(rules.stalledSince()).toBeUndefined();
  });
});

test("a source that is away is asked once in a round, and all rules of the group say why they are unknown", async () => {
  await load("  - alert: B\n    expr: y\n  - record: c\n    expr: z\n", "prod");
  await clock.advance(minute);
  sources.asked.length = 0;
  sources.answer = new AppError({ kind: "unreachable", say: "prod refused the connection." });
  await clock.advance(10 * second);
  expect(sources.asked.map(({ expr }) => expr)).toEqual(["x"]);
  expect(rules.snapshot()[0]?.groups[0]?.rules.map(({ state, error }) => ({ state, error }))).toEqual(
    Array(3).fill({ state: "unknown", error: "prod refused the connection." }),
  );
  expect(rules.counts()).toEqual({ rules: 3, failing: 3 });
});

test("no more than four groups ask one source at once, and no group is left out", async () => {
  const groups = Array.from(
    { length: 9 },
    (_, index) => `- name: g${index}\n  interval: 1h\n  rules:\n  - alert: A${index}\n    expr: x${index}\n`,
  );
  const waiting: ((result: ReturnType<typeof vector>) => void)[] = [];
  sources.answer = () => new Promise((resolve) => waiting.push(resolve));
  await rules.load({ from: "text", name: "many", text: `groups:\n${groups.join("")}`, source: "prod" });
  const most: number[] = [];
  for (let turn = 0; turn < 9; turn++) {
    await clock.advance(second);
    most.push(waiting.length);
    waiting.shift()?.(vector());
  }
  await clock.advance(second);
  expect(Math.max(...most)).toBe(4);
  expect([...new Set(sources.asked.map(({ expr }) => expr))].sort()).toEqual(groups.map((_, index) => `x${index}`));
});
