import { beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import type { InstantResult } from "#shared/model/series";
import { createInbox, type Inbox } from "../../../../electron/engine/inbox/inbox";
import { createEvaluator, type Evaluator } from "../../../../electron/engine/rules/evaluator";
import { createKeptStates } from "../../../../electron/engine/rules/kept-states";
import { createPace } from "../../../../electron/engine/rules/pace";
import { reportRule } from "../../../../electron/engine/rules/report";
import { parseRuleFile } from "../../../../electron/engine/rules/rule-file";
import { type RuleState, ruleStates, toRule } from "../../../../electron/engine/rules/rule-state";
import { createTurns } from "../../../../electron/engine/rules/turns";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";
import { createFakeStore, type FakeStore } from "../../../support/fake-store";
import { createRecordingLedger, type RecordingLedger } from "../../../support/recording-ledger";

const second = 1000;
const start = Date.UTC(2026, 10, 21, 8);
const home = { fileId: "file", source: "local", group: "g" };

let clock: FakeClock;
let sources: FakeSources;
let log: ReturnType<typeof createFakeLog>;
let states: RuleState[];
let store: FakeStore;
let ledger: RecordingLedger;
let inbox: Inbox;
let rounds: number;

beforeEach(() => {
  clock = createFakeClock(start);
  sources = createFakeSources();
  log = createFakeLog();
  store = createFakeStore();
  ledger = createRecordingLedger();
  inbox = createInbox({ ledger, clock, log });
  rounds = 0;
});

function evaluate(
  rules: string,
  more: { lastSeen?: number; isRestart?: boolean; prepare?: (states: RuleState[]) => void } = {},
): Evaluator {
  const [group] = parseRuleFile(`groups:\n- name: g\n${rules}`, { checkExpr: () => [] }).groups;
  if (!group) throw new Error("the test's rule file has no group");
  states = ruleStates(home, group);
  more.prepare?.(states);
  const evaluator = createEvaluator({ ...more, ...parts(), home, group, states });
  evaluator.start();
  return evaluator;
}

const parts = () => ({
  sources,
  store,
  inbox,
  kept: createKeptStates({ ledger, log, problems: { add: () => undefined } }),
  clock,
  log,
  pace: createPace(clock),
  turns: createTurns(),
  onBegin: () => undefined,
  onRound: () => {
    rounds++;
  },
});

/** `1 A firing a`: when, which alert, what became of it, of which job; and why, where it was dropped. */
const changes = () =>
  ledger.entries.map(({ at, alertName, kind, labels, text }) =>
    `${(at - start) / second} ${alertName} ${kind} ${labels?.job ?? ""} ${kind === "dropped" || kind === "unknown" ? text : ""}`.trim(),
  );

const one = "  interval: 10s\n  rules:\n  - alert: A\n    expr: x > 1\n";
const shown = () => states.map((state) => ({ ...toRule(state), alerts: [...state.alerts.values()] }));
const times = () => sources.asked.map(({ time }) => ((time ?? 0) - start) / second);

test("the first round comes after a second, the others lie on the group's grid", async () => {
  evaluate(one);
  await clock.advance(60 * second);
  const [first, ...rest] = times();
  expect(first).toBe(1);
  const [onGrid = 0] = rest;
  expect(onGrid).toBeGreaterThan(1);
  expect(onGrid).toBeLessThanOrEqual(11);
  expect(rest).toEqual(rest.map((_, index) => onGrid + 10 * index));
  expect(rest.length).toBeGreaterThanOrEqual(5);
});

test("a group without an interval is evaluated every 15 s on this host and every minute elsewhere", () => {
  const bare = one.replace("  interval: 10s\n", "");
  const here = evaluate(bare);
  const [group] = parseRuleFile(`groups:\n- name: g\n${bare}`, { checkExpr: () => [] }).groups;
  if (!group) throw new Error("no group");
  const far = { ...home, source: "prod" };
  const there = createEvaluator({ ...parts(), home: far, group, states });
  expect([here.intervalMs, there.intervalMs]).toEqual([15 * second, 60 * second]);
});

test("an interval that would keep a processor busy is evaluated every quarter of a second", async () => {
  const evaluator = evaluate("  interval: 1ms\n  rules:\n  - {alert: A, expr: a}\n");
  await clock.advance(2 * second);
  expect({ intervalMs: evaluator.intervalMs, asked: times().length }).toEqual({ intervalMs: 250, asked: 5 });
});

test("all rules of a round ask for the same instant, in the order of the file, shifted by query_offset", async () => {
  evaluate("  interval: 10s\n  query_offset: 30s\n  rules:\n  - {alert: A, expr: a}\n  - {alert: B, expr: b}\n");
  await clock.advance(second);
  expect(sources.asked).toEqual([
    { source: "local", expr: "a", time: start - 29 * second },
    { source: "local", expr: "b", time: start - 29 * second },
  ]);
});

test("alerts carry the result's labels, the rule's over them, and the expanded annotations", async () => {
  sources.answer = () => vector([{ __name__: "x", job: "node", instance: "h:1", level: "1" }, 0.123456]);
  evaluate(`  rules:
  - alert: A
    expr: x
    labels: {level: "{{ $value | humanize }}", severity: page, instance: ""}
    annotations: {summary: "{{ $labels.__name__ }} of {{ $labels.instance }} is {{ $value | humanizePercentage }}"}
`);
  await clock.advance(second);
  // An empty label is the same as none.
  expect(shown()[0]?.alerts[0]?.labels).toEqual({ alertname: "A", job: "node", level: "123.5m", severity: "page" });
  expect(shown()[0]?.alerts[0]).toMatchObject({
    annotations: { summary: "x of h:1 is 12.35%" },
    value: 0.123456,
    state: "firing",
    activeAt: start + second,
    firedAt: start + second,
  });
});

test("a scalar is one alert without labels", async () => {
  sources.answer = () => ({ kind: "scalar", time: 0, value: 1 });
  evaluate(one);
  await clock.advance(second);
  expect(shown()[0]?.alerts.map(({ labels, value }) => ({ labels, value }))).toEqual([{ labels: { alertname: "A" }, value: 1 }]);
});

describe("an error makes the rule unknown and leaves its alerts as they are", () => {
  const failing: { name: string; fail: () => void; error: string }[] = [
    {
      name: "the source is down",
      fail: () => {
        sources.answer = new AppError({ kind: "unreachable", say: "prod refused the connection." });
      },
      error: "prod refused the connection.",
    },
    { name: "the connection is gone", fail: () => sources.gone.add("local"), error: "The connection local is gone." },
    {
      name: "two results become one alert",
      fail: () => {
        sources.answer = () => vector([{ __name__: "a" }, 1], [{ __name__: "b" }, 1]);
      },
      error:
        "vector contains metrics with the same labelset after applying alert labels: let the expression or the rule's labels tell them apart.",
    },
    {
      name: "the answer is a range vector",
      fail: () => {
        sources.answer = () => ({ kind: "matrix", series: [] });
      },
      error: "The expression gives ranges of samples; a rule needs one value per series.",
    },
    {
      name: "a bug of ours",
      fail: () => {
        sources.answer = new TypeError("x is undefined");
      },
      error: "Evaluating this rule failed; the log has the details.",
    },
  ];
  test.each(failing)("$name", async ({ fail, error }) => {
    sources.answer = () => vector([{ job: "a" }, 1]);
    evaluate(one);
    await clock.advance(second);
    fail();
    await clock.advance(20 * second);
    expect(shown()[0]).toMatchObject({ state: "unknown", error, alerts: [{ state: "firing", labels: { job: "a" } }] });
    expect(changes()).toEqual(["1 A firing a", expect.stringMatching(/A unknown a /)]);
    expect(inbox.list()[0]).toMatchObject({ state: "firing", unknown: error });
    sources.gone.clear();
    sources.answer = () => vector([{ job: "a" }, 2]);
    await clock.advance(10 * second);
    expect(shown()[0]).toMatchObject({ state: "firing", error: undefined });
    expect(changes().slice(2)).toEqual([expect.stringMatching(/A known a$/)]);
  });
});

test("more alerts than the limit clear the rule and say so", async () => {
  sources.answer = () => vector([{ job: "a" }, 1]);
  evaluate("  interval: 10s\n  limit: 1\n  rules:\n  - {alert: A, expr: x}\n");
  await clock.advance(second);
  sources.answer = () => vector([{ job: "a" }, 1], [{ job: "b" }, 1]);
  await clock.advance(10 * second);
  expect(shown()[0]).toMatchObject({
    state: "unknown",
    error: "exceeded limit of 1 with 2 alerts",
    alerts: [],
  });
  expect(changes().slice(1)).toEqual([expect.stringMatching(/A dropped a exceeded limit of 1 with 2 alerts$/)]);
});

test("a slow round is not joined by a second one, and what it missed is skipped", async () => {
  let answer: (result: InstantResult) => void = () => {};
  sources.answer = () => new Promise((resolve) => (answer = resolve));
  evaluate(one);
  await clock.advance(35 * second);
  expect(times()).toEqual([1]);
  answer(vector());
  await clock.advance(10 * second);
  expect(times()).toHaveLength(2);
  expect(times()[1]).toBeGreaterThan(35);
});

test("time in which nobody looked does not count towards `for`", async () => {
  sources.answer = () => vector([{ job: "a" }, 1]);
  evaluate(`${one}    for: 1m\n`);
  await clock.advance(30 * second);
  // The machine sleeps for half an hour: the wall clock goes on, timers and monotonic time do not.
  clock.stepWall(clock.now() + 1800 * second);
  await clock.advance(20 * second);
  expect(shown()[0]?.state).toBe("pending");
  await clock.advance(30 * second);
  expect(shown()[0]?.state).toBe("firing");
});

test("after a restart what is missing at first is not called resolved, and later it is", async () => {
  const firing = {
    labels: { alertname: "A", job: "a" },
    annotations: {},
    value: 1,
    state: "firing" as const,
    activeAt: 0,
    firedAt: 0,
  };
  const prepare = ([state]: RuleState[]) => {
    if (!state) return;
    state.alerts = new Map([["alertname\u0000A\u0001job\u0000a\u0001", firing]]);
    reportRule(inbox, state, start);
    ledger.entries.length = 0;
  };
  evaluate(one, { lastSeen: start - 60 * second, isRestart: true, prepare });
  await clock.advance(30 * second);
  expect(shown()[0]?.state).toBe("firing");
  expect(changes()).toEqual([]);
  await clock.advance(20 * second);
  expect(changes()).toEqual([expect.stringMatching(/A resolved a$/)]);
});

test("once stopped nothing more is asked, told or left waiting", async () => {
  let answer: (result: InstantResult) => void = () => {};
  sources.answer = () => new Promise((resolve) => (answer = resolve));
  const evaluator = evaluate(one);
  await clock.advance(second);
  evaluator.stop();
  answer(vector([{ job: "a" }, 1]));
  await clock.advance(60 * second);
  expect({ asked: sources.asked.length, changes: changes(), rounds, timers: clock.pendingTimers }).toEqual({
    asked: 1,
    changes: [],
    rounds: 0,
    timers: 0,
  });
});

test("how late a round began is known", async () => {
  const evaluator = evaluate(one);
  await clock.advance(30 * second);
  expect(evaluator.lastRound?.lagMs).toBe(0);
  expect(evaluator.lastRound?.at).toBeLessThanOrEqual(clock.now());
});
