import { describe, expect, test } from "vitest";
import { type ActiveAlert, type Alerts, acrossGap, type Change, step } from "../../../../electron/engine/rules/alert-state";

const labels = { alertname: "A", job: "node" };
const minute = 60_000;

interface Drawn {
  name: string;
  forMinutes: number | number[];
  keepMinutes?: number;
  /** One column a minute: X the condition holds, . it does not. */
  condition: string;
  /** p pending, F firing, r resolved, . nothing. */
  states: string;
}

/** Runs one alert along a drawn timeline. */
function draw({ forMinutes, keepMinutes = 0, condition }: Omit<Drawn, "name" | "states">): { states: string; changes: string[] } {
  let alerts: Alerts = new Map();
  const changes: string[] = [];
  const states = [...condition].map((mark, index) => {
    const found = mark === "X" ? [{ labels, annotations: { at: String(index) }, value: index }] : [];
    const now = index * minute;
    const waits = Array.isArray(forMinutes) ? (forMinutes[index] ?? forMinutes.at(-1) ?? 0) : forMinutes;
    const next = step(alerts, found, { forMs: waits * minute, keepFiringForMs: keepMinutes * minute }, now);
    alerts = next.alerts;
    changes.push(...next.changes.map((change: Change) => `${index} ${change.kind}`));
    const state = [...alerts.values()][0]?.state;
    return state === "pending" ? "p" : state === "firing" ? "F" : state === "resolved" ? "r" : ".";
  });
  return { states: states.join(""), changes };
}

describe("one alert's life, a column a minute", () => {
  test.each<Drawn>([
    { name: "without `for` it fires at once and is never seen pending", forMinutes: 0, condition: ".XX.", states: ".FFr" },
    { name: "with `for` it waits, and fires when the wait is over", forMinutes: 3, condition: "XXXXX.", states: "pppFFr" },
    { name: "a condition that goes away while pending is dropped at once", forMinutes: 3, condition: "XXX.X", states: "ppp.p" },
    { name: "one missed minute starts the wait anew", forMinutes: 2, condition: "XX.XXX", states: "pp.ppF" },
    {
      name: "keep_firing_for holds it up, counted from the first miss",
      forMinutes: 0,
      keepMinutes: 2,
      condition: "X....",
      states: "FFFrr",
    },
    { name: "coming back while held up clears the count", forMinutes: 0, keepMinutes: 2, condition: "X.X...", states: "FFFFFr" },
    {
      name: "keep_firing_for does not hold up what is only pending",
      forMinutes: 3,
      keepMinutes: 9,
      condition: "XX.",
      states: "pp.",
    },
    { name: "after it resolved it is a new alert that waits again", forMinutes: 1, condition: "XX.XX", states: "pFrpF" },
    {
      name: "resolved is remembered for 15 minutes and no longer",
      forMinutes: 0,
      condition: "X.................",
      states: "Frrrrrrrrrrrrrrrr.",
    },
    { name: "a reload that raises `for` puts it back to pending", forMinutes: [1, 1, 4], condition: "XXXXX", states: "pFppF" },
  ])("$name", ({ states, ...timeline }) => expect(draw(timeline).states).toBe(states));
});

test("each change is told once", () => {
  expect(draw({ forMinutes: 1, keepMinutes: 0, condition: "XXX..XX.X." }).changes).toEqual([
    "0 pending",
    "1 firing",
    "3 resolved",
    "5 pending",
    "6 firing",
    "7 resolved",
    "8 pending",
    "9 dropped",
  ]);
});

test("value and annotations follow the result; when it started does not", () => {
  const timing = { forMs: 0, keepFiringForMs: 10 * minute };
  const first = step(new Map(), [{ labels, annotations: { a: "1" }, value: 1 }], timing, 0).alerts;
  const second = step(first, [{ labels, annotations: { a: "2" }, value: 2 }], timing, minute).alerts;
  const kept = step(second, [], timing, 2 * minute).alerts;
  expect([...second.values()]).toEqual([
    { labels, annotations: { a: "2" }, value: 2, state: "firing", activeAt: 0, firedAt: 0, keepFiringSince: undefined },
  ]);
  expect([...kept.values()]).toEqual([
    { labels, annotations: { a: "2" }, value: 2, state: "firing", activeAt: 0, firedAt: 0, keepFiringSince: 2 * minute },
  ]);
});

test("each label set has its own life", () => {
  const of = (job: string) => ({ labels: { ...labels, job }, annotations: {}, value: 1 });
  const timing = { forMs: minute, keepFiringForMs: 0 };
  const first = step(new Map(), [of("a")], timing, 0).alerts;
  const second = step(first, [of("a"), of("b")], timing, minute).alerts;
  expect([...second.values()].map((alert) => [alert.labels.job, alert.state])).toEqual([
    ["a", "firing"],
    ["b", "pending"],
  ]);
});

describe("across a gap in which nobody looked", () => {
  const alert = (fields: Partial<ActiveAlert>): ActiveAlert => ({
    labels,
    annotations: {},
    value: 1,
    state: "pending",
    activeAt: 0,
    ...fields,
  });
  test.each([
    {
      name: "the gap does not count towards `for`",
      was: alert({}),
      forMinutes: 5,
      seen: 2,
      now: 32,
      is: { activeAt: 30 * minute },
    },
    {
      name: "with a long `for` at least ten minutes are left",
      was: alert({}),
      forMinutes: 30,
      seen: 25,
      now: 40,
      is: { activeAt: 20 * minute },
    },
    { name: "what was due already fires at the next look", was: alert({}), forMinutes: 5, seen: 5, now: 40, is: { activeAt: 0 } },
    { name: "after more than an hour the wait starts anew", was: alert({}), forMinutes: 5, seen: 2, now: 63, is: undefined },
    {
      name: "what was firing goes on firing, however long",
      was: alert({ state: "firing", firedAt: 0 }),
      forMinutes: 5,
      seen: 5,
      now: 5000,
      is: { state: "firing", activeAt: 0, firedAt: 0 },
    },
    {
      name: "the gap does not count towards keep_firing_for",
      was: alert({ state: "firing", firedAt: 0, keepFiringSince: minute }),
      forMinutes: 0,
      seen: 2,
      now: 32,
      is: { keepFiringSince: 31 * minute },
    },
    {
      name: "a clock that was set back takes all times along",
      was: alert({ state: "firing", activeAt: 60 * minute, firedAt: 65 * minute }),
      forMinutes: 5,
      seen: 70,
      now: 10,
      is: { state: "firing", activeAt: 0, firedAt: 5 * minute },
    },
  ])("$name", ({ was, forMinutes, seen, now, is }) => {
    const timing = { forMs: forMinutes * minute, keepFiringForMs: 5 * minute };
    const [after] = acrossGap(new Map([["key", was]]), timing, seen * minute, now * minute).values();
    if (is) expect(after).toMatchObject(is);
    else expect(after).toBeUndefined();
  });
});

test("soon after a start, what is missing from the result is not called resolved", () => {
  const timing = { forMs: 0, keepFiringForMs: 0 };
  const firing = step(new Map(), [{ labels, annotations: {}, value: 1 }], timing, 0).alerts;
  expect(step(firing, [], timing, minute, false)).toEqual({ alerts: firing, changes: [] });
});
