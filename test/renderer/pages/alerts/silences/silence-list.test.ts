import { describe, expect, test } from "vitest";
import type { SilenceRow } from "#shared/contract/silences";
import { hours, minutes } from "#shared/units/time";
import { homeName, homesOf } from "../../../../../renderer/pages/alerts/silences/homes";
import { readMomentText, toMomentText } from "../../../../../renderer/pages/alerts/silences/moment-text";
import { readRemembered } from "../../../../../renderer/pages/alerts/silences/remembered";
import { again, extensionsOf, withEnd } from "../../../../../renderer/pages/alerts/silences/silence-actions";
import {
  countStates,
  listSilences,
  readLinked,
  readState,
  silencePath,
  writeState,
} from "../../../../../renderer/pages/alerts/silences/silence-list";

const now = new Date("2026-11-21T12:00:00").getTime();
const silence = (id: string, startsIn: number, endsIn: number, more: Partial<SilenceRow> = {}): SilenceRow => ({
  id,
  home: "local",
  matchers: [{ name: "team", value: "web", isRegex: false, isEqual: true }],
  startsAt: now + startsIn,
  endsAt: now + endsIn,
  createdBy: "dana",
  comment: "deploy",
  updatedAt: now,
  hides: 1,
  ...more,
});
const all = [
  silence("late", -hours(1), hours(5)),
  silence("soon", -hours(1), minutes(5), { comment: "disk is replaced" }),
  silence("tomorrow", hours(20), hours(21)),
  silence("tonight", hours(8), hours(9)),
  silence("long over", -hours(9), -hours(8)),
  silence("just over", -hours(2), -minutes(1)),
];
const ids = (state: "active" | "pending" | "expired", search = "") =>
  listSilences(all, { state, search, now }).map(({ id }) => id);

describe("the list", () => {
  test("counts each state", () => expect(countStates(all, now)).toEqual({ active: 2, pending: 2, expired: 2 }));
  test("has what ends first on top", () => expect(ids("active")).toEqual(["soon", "late"]));
  test("has what starts first on top of those to come", () => expect(ids("pending")).toEqual(["tonight", "tomorrow"]));
  test("has what ended last on top of those that are over", () => expect(ids("expired")).toEqual(["just over", "long over"]));
  test("finds words of comments, authors and matchers", () => {
    expect(ids("active", "DISK")).toEqual(["soon"]);
    expect(ids("active", "dana team=")).toEqual(["soon", "late"]);
    expect(ids("active", "kim")).toEqual([]);
  });
  test("is named by the link, whose other parts stay", () => {
    const params = writeState("expired", new URLSearchParams("source=c1"));
    expect(params.toString()).toBe("source=c1&state=expired");
    expect(readState(params)).toBe("expired");
    expect(readState(new URLSearchParams("state=nonsense"))).toBe("active");
    expect(writeState("active", params).toString()).toBe("source=c1");
  });
  test("is left by a link to one silence, until another state is chosen", () => {
    const params = new URLSearchParams(silencePath("a b/ü").split("?")[1]);
    expect(silencePath("s1")).toBe("/alerts/silences?silence=s1");
    expect(readLinked(params)).toBe("a b/ü");
    expect(readLinked(writeState("active", params))).toBeUndefined();
  });
});

describe("an extension", () => {
  test("is always later than the end is now", () => {
    expect(extensionsOf(silence("x", -1, hours(1)), now).map(({ label }) => label)).toEqual([
      "1 hour longer",
      "4 hours longer",
      "Until tomorrow 9:00",
    ]);
    expect(extensionsOf(silence("x", -1, hours(48)), now).map(({ label }) => label)).toEqual(["1 hour longer", "4 hours longer"]);
  });
  test("changes nothing but the end", () => {
    const { hides: _, updatedAt: __, ...rest } = silence("x", -hours(1), hours(1));
    expect(withEnd(silence("x", -hours(1), hours(1)), now + hours(9))).toEqual({ ...rest, endsAt: now + hours(9) });
  });
  test("what was ended by mistake comes back as a new silence for the rest of its time", () => {
    expect(again(silence("x", -hours(1), hours(1)), now)).toMatchObject({ startsAt: now, endsAt: now + hours(1) });
    expect(again(silence("x", -hours(1), hours(1)), now)).not.toHaveProperty("id");
    expect(again(silence("x", hours(3), hours(4)), now)).toMatchObject({ startsAt: now + hours(3) });
  });
});

test("silences are kept here and at Alertmanagers, not at Prometheus servers", () => {
  const homes = homesOf([
    { id: "p", name: "prod", kind: "prometheus" },
    { id: "a", name: "prod-am", kind: "alertmanager" },
  ]);
  expect(homes).toEqual([
    { value: "local", label: "This console" },
    { value: "a", label: "prod-am" },
  ]);
  expect(homeName(homes, "gone")).toBe("removed connection");
});

test.each([
  { name: "nothing", text: null, expected: { author: "", warnMinutes: 15 } },
  { name: "no JSON", text: "{", expected: { author: "", warnMinutes: 15 } },
  { name: "another shape", text: '{"author":5,"warnMinutes":-1}', expected: { author: "", warnMinutes: 15 } },
  { name: "what it wrote", text: '{"author":"dana","warnMinutes":30}', expected: { author: "dana", warnMinutes: 30 } },
])("what is remembered is read from $name", ({ text, expected }) => expect(readRemembered(text)).toEqual(expected));

test("a moment goes into the browser's field and back, to the minute", () => {
  expect(toMomentText(now)).toBe("2026-11-21T12:00");
  expect(readMomentText("2026-11-21T12:00")).toBe(now);
  expect(readMomentText("")).toBeUndefined();
});
