import { describe, expect, test } from "vitest";
import { decide, firstLook, type GroupNow, withoutAlerts } from "#shared/alerting/group-step";

const now = 1_000_000;
const group = (fields: Partial<GroupNow>): GroupNow => ({
  now,
  firing: [],
  resolved: [],
  told: undefined,
  sendResolved: true,
  groupIntervalMs: 60_000,
  repeatIntervalMs: 3_600_000,
  ...fields,
});
const told = (firing: string[], resolved: string[] = [], at = now - 60_000) => ({ at, firing, resolved });

describe("decide", () => {
  test.each<{ what: string; group: Partial<GroupNow>; reason: string }>([
    { what: "the first that fires", group: { firing: ["a"] }, reason: "first notification" },
    { what: "one more that fires", group: { firing: ["a", "b"], told: told(["a"]) }, reason: "new alerts added" },
    { what: "one that fires after all had ended", group: { firing: ["b"], told: told([], ["a"]) }, reason: "first notification" },
    {
      what: "one that ended of two",
      group: { firing: ["a"], resolved: ["b"], told: told(["a", "b"]) },
      reason: "some alerts resolved",
    },
    { what: "the last one's end", group: { resolved: ["a"], told: told(["a"]) }, reason: "all alerts resolved" },
    {
      what: "nothing new for as long as the repeat interval",
      group: { firing: ["a"], told: told(["a"], [], now - 3_600_000) },
      reason: "repeat interval elapsed",
    },
    {
      what: "the same, where the timer ran a little early",
      group: { firing: ["a"], told: told(["a"], [], now - 3_599_500) },
      reason: "repeat interval elapsed",
    },
    {
      what: "what was told so long ago that it does not count",
      group: { firing: ["a"], told: told(["a"], [], now - 7_200_001) },
      reason: "first notification",
    },
    {
      what: "an end, however long ago its beginning was told: the computer may have slept since",
      group: { resolved: ["a"], told: told(["a"], [], now - 7_200_001) },
      reason: "all alerts resolved",
    },
  ])("tells of $what", ({ group: fields, reason }) => {
    const decision = decide(group(fields));
    expect(decision).toEqual({
      kind: "send",
      reason,
      told: { at: now, firing: fields.firing ?? [], resolved: fields.resolved ?? [] },
    });
  });

  test.each<{ what: string; group: Partial<GroupNow>; expected: unknown }>([
    { what: "an empty group", group: {}, expected: { kind: "nothing", why: "empty" } },
    {
      what: "an end that nobody was told the beginning of",
      group: { resolved: ["a"] },
      expected: { kind: "nothing", why: "nobody-knew" },
    },
    {
      what: "what is known, before the repeat interval is over",
      group: { firing: ["a"], told: told(["a", "b"]) },
      expected: { kind: "nothing", why: "already-told" },
    },
    {
      what: "an end, where ends are not wanted, while others fire",
      group: { firing: ["a"], resolved: ["b"], told: told(["a", "b"]), sendResolved: false },
      expected: { kind: "nothing", why: "already-told" },
    },
    {
      what: "the last end, where ends are not wanted; it is remembered",
      group: { resolved: ["a"], told: told(["a"]), sendResolved: false },
      expected: { kind: "note", told: { at: now, firing: [], resolved: ["a"] } },
    },
  ])("says nothing of $what", ({ group: fields, expected }) => expect(decide(group(fields))).toEqual(expected));
});

test.each([
  { what: "a new alert waits for others", startsAt: now - 100, at: now + 10_000 },
  { what: "one that has waited elsewhere is told at once", startsAt: now - 10_001, at: now },
  { what: "one from the future waits no longer than others", startsAt: now + 1e9, at: now + 10_000 },
])("$what", ({ startsAt, at }) => expect(firstLook(now, startsAt, 10_000)).toBe(at));

test("alerts that ended without a word are not counted as told", () => {
  expect(withoutAlerts({ at: 1, firing: ["a", "b"], resolved: ["c"] }, new Set(["a", "c"]))).toEqual({
    at: 1,
    firing: ["b"],
    resolved: [],
  });
});
