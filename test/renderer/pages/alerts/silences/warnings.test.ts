import { describe, expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { previewWarning, warningOf } from "../../../../../renderer/pages/alerts/silences/warnings";

const now = 1_764_000_000_000;
const active = { startsAt: now - hours(1), endsAt: now + minutes(12), hides: 2 };
const say = (silence: Parameters<typeof warningOf>[0], warnBefore = minutes(15)) =>
  warningOf(silence, now, warnBefore)?.say.replaceAll("\u00a0", " ");

describe("a silence is warned of", () => {
  test.each([
    {
      name: "when it ends soon and what it hides still fires",
      silence: active,
      words: "Ends in 12 m, and 2 alerts that it hides still fire: you will be told of them then.",
    },
    {
      name: "with the right words for one alert",
      silence: { ...active, hides: 1 },
      words: "Ends in 12 m, and the alert it hides still fires: you will be told of it then.",
    },
    { name: "when it hides nothing", silence: { ...active, hides: 0 }, words: "Hides nothing that is pending or firing now." },
    {
      name: "when nobody knows whether it holds, whatever else there is",
      silence: { ...active, problem: "prod has not answered for 3 m." },
      words: "prod has not answered for 3 m.",
    },
  ])("$name", ({ silence, words }) => expect(say(silence)).toBe(words));
});

describe("a silence is not warned of", () => {
  test.each([
    { name: "long before its end", silence: { ...active, endsAt: now + hours(2) } },
    { name: "when it is yet to come and hides nothing", silence: { startsAt: now + 1, endsAt: now + 2, hides: 0 } },
    { name: "when it is over", silence: { startsAt: now - 2, endsAt: now - 1, hides: 0 } },
  ])("$name", ({ silence }) => expect(say(silence)).toBeUndefined());

  test("at its end when the user wants no warning", () => expect(say(active, 0)).toBeUndefined());
});

test.each([
  {
    hidden: 0,
    all: 5,
    words: "Hides nothing that is pending or firing now. That is fine ahead of work; otherwise check the matchers.",
  },
  { hidden: 5, all: 5, words: "Hides all 5 alerts that are pending or firing now." },
  { hidden: 1, all: 1, words: undefined },
  { hidden: 2, all: 5, words: undefined },
])("a preview of $hidden out of $all alerts says the right thing", ({ hidden, all, words }) =>
  expect(previewWarning(hidden, all)).toBe(words),
);
