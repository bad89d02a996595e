import { expect, test } from "vitest";
import { isRangeRelative, quickRanges, rangeWords, resolveRange, whyNotRange } from "#shared/dashboards/time/time-range";
import { AppError } from "#shared/model/failure";

const now = Date.UTC(2026, 10, 21, 18, 7, 43);
const context = { now, bootedAt: now - 3_600_000, timeZone: "utc" };

test("a range ends where its last unit ends", () => {
  expect(resolveRange({ from: "now-1d/d", to: "now-1d/d" }, context)).toEqual({
    from: Date.UTC(2026, 10, 20),
    to: Date.UTC(2026, 10, 21) - 1,
  });
});

test("data that comes late moves now back, but not what is written out", () => {
  expect(resolveRange({ from: "now-1h", to: "now" }, { ...context, nowDelayMs: 60_000 })).toEqual({
    from: now - 3_660_000,
    to: now - 60_000,
  });
  expect(resolveRange({ from: "0", to: "1000" }, { ...context, nowDelayMs: 60_000 })).toEqual({ from: 0, to: 1_000_000 });
});

test.each([
  { from: "now", to: "now-1h", say: "The range ends (2026-11-21 17:07:43) before it begins (2026-11-21 18:07:43)." },
  {
    from: "now",
    to: "now",
    say: "The range begins and ends at the same time (2026-11-21 18:07:43): choose an end after it.",
  },
  { from: "now-1h", to: "2026-13-01", say: "“2026-13-01” names a day that no calendar has." },
])("$from to $to is refused in words", ({ from, to, say }) => {
  expect(whyNotRange({ from, to }, context)).toBe(say);
  expect(() => resolveRange({ from, to }, context)).toThrow(new AppError({ kind: "bad-request", say }));
});

test("every quick range is right, and told by its own words", () => {
  for (const { from, to, label } of quickRanges) {
    expect([whyNotRange({ from, to }, context), rangeWords({ from, to }, "utc")]).toEqual([undefined, label]);
  }
});

test.each([
  { from: "now-1h", to: "now", words: "Last 1 hour" },
  { from: "now-45m", to: "now", words: "Last 45 minutes" },
  { from: "now-1s", to: "now", words: "Last 1 second" },
  { from: "now-6h", to: "now-1h", words: "now-6h to now-1h" },
  { from: "2026-11-21T08:00:00Z", to: "2026-11-21T09:00:00Z", words: "2026-11-21 08:00 to 09:00" },
  { from: "2026-11-21T08:00:00Z", to: "2026-11-22T09:00:01Z", words: "2026-11-21 08:00:00 to 2026-11-22 09:00:01" },
  { from: "1795248000000", to: "1795251600000", words: "2026-11-21 08:00 to 09:00" },
  { from: "2026-11-21 08:00", to: "now", words: "2026-11-21 08:00 to now" },
  { from: "rubbish", to: "now", words: "rubbish to now" },
])("$from to $to is “$words”", ({ from, to, words }) => expect(rangeWords({ from, to }, "utc")).toBe(words));

test("absolute words are those of the time zone", () => {
  expect(rangeWords({ from: "1795248000000", to: "1795251600000" }, "Asia/Tokyo")).toBe("2026-11-21 17:00 to 18:00");
});

test("a range moves with the clock when one of its ends does", () => {
  expect(isRangeRelative({ from: "0", to: "now" })).toBe(true);
  expect(isRangeRelative({ from: "boot", to: "1795251600000" })).toBe(true);
  expect(isRangeRelative({ from: "0", to: "1795251600000" })).toBe(false);
});
