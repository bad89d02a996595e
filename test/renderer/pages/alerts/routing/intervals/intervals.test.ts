import { describe, expect, test } from "vitest";
import { formatDaysOfMonth, parseDaysOfMonth } from "#shared/alerting/interval-text";
import type { RoutingConfig, TimeInterval } from "#shared/model/routing";
import {
  changeInterval,
  countUses,
  newInterval,
  removeInterval,
} from "../../../../../../renderer/pages/alerts/routing/intervals/change-intervals";
import {
  rangesOf,
  readRanges,
  toggleValue,
  valuesOf,
  writeRanges,
} from "../../../../../../renderer/pages/alerts/routing/intervals/ranges";
import {
  goesOverMidnight,
  rangesOfTyped,
  readTimeOfDay,
} from "../../../../../../renderer/pages/alerts/routing/intervals/time-ranges";
import { partOfWeek, weekOf } from "../../../../../../renderer/pages/alerts/routing/intervals/week";
import { newRoute } from "../../../../../../renderer/pages/alerts/routing/tree/change-tree";

describe("weekdays and months", () => {
  test("become the fewest ranges, and values again", () => {
    expect(rangesOf([5, 1, 2, 3, 0])).toEqual([
      { from: 0, to: 3 },
      { from: 5, to: 5 },
    ]);
    expect([...valuesOf([{ from: 1, to: 3 }])]).toEqual([1, 2, 3]);
  });
  test("are put in and taken out one by one; none restricts nothing", () => {
    expect(toggleValue(undefined, 1)).toEqual([{ from: 1, to: 1 }]);
    expect(toggleValue([{ from: 1, to: 5 }], 3)).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 5 },
    ]);
    expect(toggleValue([{ from: 1, to: 1 }], 1)).toBeUndefined();
  });
});

describe("ranges as text", () => {
  test("are read and written with commas between", () => {
    const read = readRanges("1:7, -1", parseDaysOfMonth);
    expect(read).toEqual({
      ok: true,
      ranges: [
        { from: 1, to: 7 },
        { from: -1, to: -1 },
      ],
    });
    expect(writeRanges(read.ok ? read.ranges : undefined, formatDaysOfMonth)).toBe("1:7, -1");
  });
  test("restrict nothing when there is no text", () =>
    expect(readRanges(" ", parseDaysOfMonth)).toEqual({ ok: true, ranges: undefined }));
  test("say what is wrong", () =>
    expect(readRanges("1, 32", parseDaysOfMonth)).toMatchObject({ ok: false, message: expect.stringContaining("32") }));
});

describe("times of day", () => {
  test.each([
    { text: "9", minutes: 540 },
    { text: "9:30", minutes: 570 },
    { text: "09.30", minutes: 570 },
    { text: "24:00", minutes: 1440 },
    { text: "24:30", minutes: undefined },
    { text: "noon", minutes: undefined },
  ])("$text is $minutes", ({ text, minutes }) => expect(readTimeOfDay(text)).toBe(minutes));

  test.each([
    { name: "a range of the day", from: "9", to: "17", ranges: [{ from: 540, to: 1020 }] },
    {
      name: "a night, as its two halves",
      from: "22:00",
      to: "06:00",
      ranges: [
        { from: 1320, to: 1440 },
        { from: 0, to: 360 },
      ],
    },
    { name: "until midnight, however that is written", from: "22:00", to: "00:00", ranges: [{ from: 1320, to: 1440 }] },
    { name: "nothing, where both are the same", from: "08:00", to: "08:00", ranges: undefined },
    { name: "nothing, from the end of the day on", from: "24:00", to: "06:00", ranges: undefined },
    { name: "nothing, from what is no time", from: "x", to: "06:00", ranges: undefined },
  ])("make $name", ({ from, to, ranges }) => expect(rangesOfTyped({ from, to })).toEqual(ranges));

  test("go over midnight when one ends there and another begins", () => {
    expect(
      goesOverMidnight([
        { from: 1320, to: 1440 },
        { from: 0, to: 360 },
      ]),
    ).toBe(true);
    expect(goesOverMidnight([{ from: 1320, to: 1440 }])).toBe(false);
    expect(goesOverMidnight(undefined)).toBe(false);
  });
});

describe("the week", () => {
  /** A Saturday, by the clock of whoever runs this. */
  const now = new Date("2026-11-21T12:05:00").getTime();
  const office: TimeInterval = {
    name: "office",
    parts: [{ weekdays: [{ from: 1, to: 5 }], times: [{ from: 540, to: 1080 }], location: "Local" }],
  };

  test("begins today, and is filled where the interval applies", () => {
    const days = weekOf(office, now);
    expect(days.map(({ start, stretches }) => [new Date(start).toDateString().slice(0, 10), stretches])).toEqual([
      ["Sat Nov 21", []],
      ["Sun Nov 22", []],
      ["Mon Nov 23", [{ from: 0.375, to: 0.75 }]],
      ["Tue Nov 24", [{ from: 0.375, to: 0.75 }]],
      ["Wed Nov 25", [{ from: 0.375, to: 0.75 }]],
      ["Thu Nov 26", [{ from: 0.375, to: 0.75 }]],
      ["Fri Nov 27", [{ from: 0.375, to: 0.75 }]],
    ]);
    expect(partOfWeek(days)).toBeCloseTo((5 * 9) / (7 * 24));
  });

  test("joins what several parts cover", () => {
    const always: TimeInterval = {
      name: "always",
      parts: [
        { times: [{ from: 0, to: 720 }], location: "Local" },
        { times: [{ from: 720, to: 1440 }], location: "Local" },
      ],
    };
    expect(weekOf(always, now)[0]?.stretches).toEqual([{ from: 0, to: 1 }]);
  });
});

describe("an interval's name", () => {
  const named = (names: string[]): RoutingConfig => ({
    route: {
      ...newRoute,
      receiver: "ops",
      routes: [
        { ...newRoute, muteTimeIntervals: ["nights"], routes: [{ ...newRoute, activeTimeIntervals: ["office", "nights"] }] },
      ],
    },
    timeIntervals: names.map((name) => ({ name, parts: [] })),
    inhibitRules: [],
  });

  test("goes along in the routes that name it", () => {
    const config = changeInterval(named(["nights", "office"]), 0, { name: "dark hours", parts: [] });
    expect(config.route.routes[0]?.muteTimeIntervals).toEqual(["dark hours"]);
    expect(config.route.routes[0]?.routes[0]?.activeTimeIntervals).toEqual(["office", "dark hours"]);
    expect(countUses(config.route, "dark hours")).toBe(2);
  });

  test("stays in the routes while another interval has it too", () => {
    const config = changeInterval(named(["nights", "nights"]), 1, { name: "other", parts: [] });
    expect(countUses(config.route, "nights")).toBe(2);
  });

  test("is one that is free when the interval is new", () => {
    expect(newInterval(named(["nights"]).timeIntervals).name).toBe("nights 2");
  });

  test("stays in the routes when the interval is removed: that is a mistake to be told there", () => {
    expect(countUses(removeInterval(named(["nights"]), 0).route, "nights")).toBe(2);
  });
});
