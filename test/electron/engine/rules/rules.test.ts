import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RuleFile } from "#shared/model/rule";
import { createInbox, type Inbox } from "../../../../electron/engine/inbox/inbox";
import { createRules, type Rules, type RulesOptions } from "../../../../electron/engine/rules/rules";
import type { RuleFileEntry, RuleFolderEntry } from "../../../../electron/engine/settings/schema";
import { createFakeClock, type FakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";
import { createFakeStore, type FakeStore } from "../../../support/fake-store";
import { createRecordingLedger, type RecordingLedger } from "../../../support/recording-ledger";

const second = 1000;
let folder: string;
let file: string;
let clock: FakeClock;
let sources: FakeSources;
let list: RuleFileEntry[];
let folders: RuleFolderEntry[];
let ledger: RecordingLedger;
let inbox: Inbox;
let store: FakeStore;
let problems: string[];
let log: ReturnType<typeof createFakeLog>;
let rules: Rules;

beforeEach(async () => {
  const outside = mkdtempSync(join(tmpdir(), "watchdeck-rules-"));
  folder = join(outside, "data");
  mkdirSync(folder);
  file = join(outside, "my rules.yml");
  clock = createFakeClock();
  sources = createFakeSources(() => vector([{ job: "a" }, 1]));
  list = [];
  folders = [];
  ledger = createRecordingLedger();
  store = createFakeStore();
  problems = [];
  log = createFakeLog();
  rules = await startRules();
});
afterEach(async () => {
  await rules.close();
  inbox.close();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

const place = { from: 0, to: 3, line: 1, column: 1 };
const options = (): RulesOptions => ({
  folder,
  sources,
  store,
  inbox,
  ledger,
  clock,
  log,
  languages: {
    of: () => "PromQL",
    checker: async () => (expr) => (expr.includes("BAD") ? [{ severity: "error", message: "bad expression", place }] : []),
  },
  loadList: () => list,
  saveList: async (next) => {
    list = next;
  },
  loadFolders: () => folders,
  saveFolders: async (next) => {
    folders = next;
  },
  problems: { add: (_, text) => problems.push(text) },
});

async function startRules(): Promise<Rules> {
  inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  // Its own timers are not of interest here.
  inbox.close();
  const started = createRules(options());
  await started.start();
  return started;
}

const rule = (name: string, more = "") =>
  `groups:\n- name: g\n  interval: 10s\n  rules:\n  - alert: ${name}\n    expr: x > 1\n${more}`;
const paste = (text: string, name = "mine", source = "local") => rules.load({ from: "text", name, text, source });
const open = (path = file, source = "local") => rules.load({ from: "path", path, source });
const shape = ({ groups, problem }: RuleFile) => ({
  rules: groups.flatMap((group) => group.rules.map(({ name, state }) => `${name} ${state}`)),
  problem,
});
const shown = () => rules.snapshot().map(shape);

/** Lets the poll of the files come round and finish. */
async function poll(): Promise<void> {
  await clock.advance(2 * second);
  // A change that changes nothing waits its turn behind the poll.
  for (const { id } of rules.snapshot()) await rules.update({ id });
  await settle();
}

test("a file loaded by path is evaluated where it lies, and is in the list for the next start", async () => {
  writeFileSync(file, rule("A"));
  const loaded = await open();
  expect(loaded).toMatchObject({ name: file, path: file, source: "local", enabled: true, diagnostics: [] });
  expect(list).toEqual([{ id: loaded.id, name: file, path: file, source: "local", enabled: true }]);
  await clock.advance(second);
  expect(shown()).toEqual([{ rules: ["A firing"], problem: undefined }]);
  expect(ledger.changes()).toEqual(["A firing"]);
  expect(rules.latestRound()).toEqual({ at: clock.now(), lagMs: 0 });
});

test("a pasted text is kept in the data folder, never over another", async () => {
  const first = await paste(rule("A"), "../../etc/my rules.yml");
  const second = await paste(rule("B"), "my rules");
  expect([first.path, second.path]).toEqual([join(folder, "rules", "my-rules.yml"), join(folder, "rules", "my-rules-2.yml")]);
  expect((await rules.text(first.id)).text).toBe(rule("A"));
  expect(readFileSync(second.path, "utf8")).toBe(rule("B"));
});

test("a bare list of rules can be pasted; its group is named after the text", async () => {
  const loaded = await paste("- alert: A\n  expr: up == 0\n", "node alerts");
  expect(loaded.groups.map(({ name, intervalMs }) => ({ name, intervalMs }))).toEqual([
    { name: "node alerts", intervalMs: 15 * second },
  ]);
});

describe("what cannot be loaded is refused, and nothing changes", () => {
  test("a text with errors", async () => {
    await expect(paste("groups:\n- name: g\n  rules:\n  - alert: A\n    expr: BAD\n    for: x\n")).rejects.toMatchObject({
      failure: {
        kind: "bad-file",
        say: "mine has 2 errors; the first is in line 5: could not parse expression: 1:1: parse error: bad expression.",
        diagnostics: [{ place: { line: 5, column: 11 } }, { place: { line: 6, column: 10 } }],
      },
    });
    expect({ list, files: rules.snapshot(), kept: existsSync(join(folder, "rules")) }).toEqual({
      list: [],
      files: [],
      kept: false,
    });
  });

  test.each([
    { name: "no such file", path: () => `${file}.none`, say: /\.none cannot be read: there is no such file\.$/ },
    { name: "a folder", path: () => folder, say: /cannot be read: it is a folder\.$/ },
    {
      name: "a device that never ends",
      path: () => "/dev/zero",
      say: /^\/dev\/zero is no file: rules are read from files only\.$/,
    },
    { name: "a path from nowhere", path: () => "rules.yml", say: /^rules\.yml is not a whole path/ },
  ])("$name", async ({ path, say }) => {
    await expect(open(path())).rejects.toMatchObject({ failure: { say: expect.stringMatching(say) } });
    expect(list).toEqual([]);
  });

  test("a list that cannot be saved", async () => {
    await rules.close();
    rules = createRules({ ...options(), saveList: () => Promise.reject(new Error("the disk is full")) });
    await expect(paste(rule("A"))).rejects.toThrow("the disk is full");
    expect(rules.snapshot()).toEqual([]);
  });
});

test("rules of one name keep their alerts by their labels, in whatever order they come to stand", async () => {
  const one = (severity: string, expr: string) => `  - alert: Full\n    expr: ${expr}\n    labels: {severity: ${severity}}\n`;
  const file = (...rules: string[]) => `groups:\n- name: g\n  interval: 10s\n  rules:\n${rules.join("")}`;
  const { id } = await paste(file(one("warning", "x > 1"), one("critical", "x > 2")));
  await clock.advance(second);
  const ids = () =>
    Object.fromEntries(rules.snapshot()[0]?.groups[0]?.rules.map((rule) => [rule.labels.severity, rule.id]) ?? []);
  const before = ids();
  const swap = file(one("critical", "x > 2"), one("warning", "x > 1"), one("info", "x > 0"));
  await rules.save({ id, text: swap, revision: (await rules.text(id)).revision });
  await clock.advance(second);
  expect(ids()).toMatchObject(before);
  expect(ledger.changes()).toEqual(["Full firing", "Full firing", "Full firing"]);
});

describe("when the file changes", () => {
  beforeEach(async () => {
    writeFileSync(file, rule("A", "  - alert: B\n    expr: y\n"));
    await open();
    await clock.advance(second);
  });

  test("it is read again; rules that stayed keep their alerts, rules that went take theirs along", async () => {
    writeFileSync(file, rule("A", "    labels: {}\n    for: 0s\n  - alert: C\n    expr: z\n"));
    await poll();
    await clock.advance(second);
    expect(shown()).toEqual([{ rules: ["A firing", "C firing"], problem: undefined }]);
    expect(ledger.changes()).toEqual(["A firing", "B firing", "B dropped: its rule is no longer in the file", "C firing"]);
  });

  test("and is wrong now, what was loaded before goes on, and the mistake is shown", async () => {
    writeFileSync(file, rule("A").replace("x > 1", "BAD"));
    await poll();
    expect(shown()).toEqual([
      {
        rules: ["A firing", "B firing"],
        problem: `${file} has an error; it is in line 6: could not parse expression: 1:1: parse error: bad expression.`,
      },
    ]);
    writeFileSync(file, rule("A"));
    await poll();
    expect(shown()).toEqual([{ rules: ["A firing"], problem: undefined }]);
  });

  test("and is gone, what was loaded before goes on, and that is shown", async () => {
    rmSync(file);
    await poll();
    expect(shown()).toEqual([{ rules: ["A firing", "B firing"], problem: `${file} cannot be read: there is no such file.` }]);
  });

  test("in another group or a comment only, its groups go on as if nothing had happened", async () => {
    writeFileSync(file, `# a comment\n${readFileSync(file, "utf8")}- name: other\n  rules: []\n`);
    await poll();
    expect(rules.snapshot()[0]?.groups.map(({ name }) => name)).toEqual(["g", "other"]);
    expect(rules.snapshot()[0]?.groups[0]?.rules.map(({ line }) => line)).toEqual([6, 8]);
    await clock.advance(60 * second);
    const [, first = 0, ...rest] = [...new Set(sources.asked.map(({ time = 0 }) => time))];
    expect(rest).toEqual(rest.map((_, index) => first + (index + 1) * 10 * second));
  });

  test("not at all, it is not read again", async () => {
    await poll();
    await poll();
    expect(log.lines.filter((line) => line.includes("read again"))).toEqual([]);
  });

  test("and is loaded again by hand, there are not two of it", async () => {
    await open();
    expect(rules.snapshot()).toHaveLength(1);
  });
});

test("moved to another source, a file starts anew there", async () => {
  const { id } = await paste(rule("A"));
  await clock.advance(second);
  const [before] = inbox.list();
  await rules.update({ id, source: "prod" });
  await clock.advance(second);
  const [after] = inbox.list();
  expect(sources.asked.at(-1)?.source).toBe("prod");
  expect(after?.id).not.toBe(before?.id);
  expect(ledger.changes()).toEqual(["A firing", "A dropped: its rule file is evaluated elsewhere now", "A firing"]);
});

test("switched off, a file is shown and not evaluated; switched on, it is again", async () => {
  const { id } = await paste(rule("A"));
  await rules.update({ id, enabled: false });
  await clock.advance(60 * second);
  expect(sources.asked).toEqual([]);
  expect(shown()).toEqual([{ rules: ["A unknown"], problem: undefined }]);
  await rules.update({ id, enabled: true });
  await clock.advance(second);
  expect(shown()).toEqual([{ rules: ["A firing"], problem: undefined }]);
});

test("the expressions of a source are those of its rules that are evaluated now, and each change of them is told", async () => {
  const told: string[][] = [];
  rules.onChange(() => told.push(rules.expressions("local")));
  const { id } = await paste(`${rule("A")}\n  - record: b\n    expr: y * 2\n`);
  await paste(rule("C").replace("x > 1", "z > 1"), "other", "prod");
  expect(told.at(-1)).toEqual(["x > 1", "y * 2"]);
  expect(rules.expressions("prod")).toEqual(["z > 1"]);
  await rules.update({ id, enabled: false });
  expect(told.at(-1)).toEqual([]);
  await rules.update({ id, enabled: true, source: "prod" });
  expect({ local: told.at(-1), prod: [...rules.expressions("prod")].sort() }).toEqual({
    local: [],
    prod: ["x > 1", "y * 2", "z > 1"],
  });
});

test("removed, a file takes its alerts along; a pasted text is deleted, a file of the user's is not", async () => {
  writeFileSync(file, rule("A"));
  const own = await open();
  const pasted = await paste(rule("B"));
  await clock.advance(second);
  await rules.remove(own.id);
  await rules.remove(pasted.id);
  expect({ list, files: rules.snapshot(), kept: readdirSync(join(folder, "rules")), own: existsSync(file) }).toEqual({
    list: [],
    files: [],
    kept: [],
    own: true,
  });
  expect(ledger.changes().slice(2)).toEqual(["A dropped: its rule file was removed", "B dropped: its rule file was removed"]);
  await expect(rules.remove(own.id)).rejects.toMatchObject({ failure: { kind: "not-found" } });
});

describe("when the engine starts again", () => {
  const restart = async (meanwhile: () => void = () => {}) => {
    await rules.close();
    inbox.close();
    ledger.entries.length = 0;
    meanwhile();
    rules = await startRules();
  };

  test("what was firing goes on firing and is not told again, with the same id", async () => {
    await paste(rule("A"));
    await clock.advance(second);
    const id = inbox.list()[0]?.id;
    await restart();
    await clock.advance(60 * second);
    expect(ledger.changes()).toEqual([]);
    expect(inbox.list()[0]).toMatchObject({ id, state: "firing" });
  });

  test("what was pending keeps its place in `for`", async () => {
    await paste(rule("A", "    for: 1m\n"));
    await clock.advance(41 * second);
    await restart();
    // Begun anew, it would not fire before 102 s.
    await clock.advance(31 * second);
    expect(ledger.changes()).toEqual(["A firing"]);
  });

  test("what resolved meanwhile is told, once the source has had time to have samples", async () => {
    await paste(rule("A"));
    await clock.advance(second);
    await restart(() => {
      sources.answer = () => vector();
    });
    await clock.advance(20 * second);
    expect(ledger.changes()).toEqual([]);
    await clock.advance(30 * second);
    expect(ledger.changes()).toEqual(["A resolved"]);
  });

  test("the alerts of a file that cannot be read at first are kept until it can be", async () => {
    writeFileSync(file, rule("A"));
    await open();
    await clock.advance(second);
    await restart(() => rmSync(file));
    const problem = `${file} cannot be read: there is no such file.`;
    expect(shown()).toEqual([{ rules: [], problem }]);
    expect(inbox.list().map(({ state, unknown }) => ({ state, unknown }))).toEqual([{ state: "firing", unknown: problem }]);
    await restart(() => writeFileSync(file, rule("A")));
    await clock.advance(30 * second);
    expect(ledger.changes()).toEqual(["A known"]);
    expect(shown()).toEqual([{ rules: ["A firing"], problem: undefined }]);
  });

  test("states that are damaged are told, and these alerts start anew", async () => {
    await paste(rule("A"));
    await clock.advance(second);
    await restart(() => {
      for (const key of ledger.values.keys())
        if (key.startsWith("rules/state/")) ledger.values.set(key, { version: 1, at: "soon" });
    });
    await clock.advance(second);
    expect(problems).toEqual(["The alert states of one rule could not be read; these alerts start anew."]);
    expect(shown()).toEqual([{ rules: ["A firing"], problem: undefined }]);
  });

  test("values that JSON does not know survive", async () => {
    sources.answer = () => vector([{ job: "a" }, Number.NaN], [{ job: "b" }, Number.POSITIVE_INFINITY]);
    await paste(rule("A"));
    await clock.advance(second);
    await restart();
    const values = inbox.list().map(({ value }) => value);
    expect(values).toEqual(["NaN", "+Inf"]);
  });
});

test("without a change of state nothing is written but when somebody looked last, every 15 s", async () => {
  await paste(rule("A"));
  await clock.advance(second);
  const writes: string[] = [];
  const { keep } = ledger;
  ledger.keep = (key, value) => {
    writes.push(key);
    keep(key, value);
  };
  await clock.advance(60 * second);
  expect([...new Set(writes)]).toEqual(["rules/seen"]);
  expect(writes.length).toBeLessThanOrEqual(4);
});

test("once closed nothing waits and nothing is asked any more", async () => {
  await paste(rule("A"));
  await clock.advance(second);
  await rules.close();
  inbox.close();
  const asked = sources.asked.length;
  await clock.advance(60 * second);
  expect({ asked: sources.asked.length, timers: clock.pendingTimers }).toEqual({ asked, timers: 0 });
});

test("a console without rules does nothing", async () => {
  expect(clock.pendingTimers).toBe(0);
  const { id } = await paste(rule("A"));
  await rules.remove(id);
  await clock.advance(30 * second);
  expect(clock.pendingTimers).toBe(0);
});
