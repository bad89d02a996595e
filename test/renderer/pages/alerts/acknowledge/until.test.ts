import { expect, test } from "vitest";
import { localText, untilOf } from "../../../../../renderer/pages/alerts/acknowledge/until";

const now = new Date(2026, 11, 31, 17, 30).getTime();

test.each([
  { choice: "1h", custom: "", until: { untilMs: now + 3_600_000 } },
  { choice: "4h", custom: "", until: { untilMs: now + 4 * 3_600_000 } },
  { choice: "tomorrow", custom: "", until: { untilMs: new Date(2027, 0, 1, 9).getTime() } },
  { choice: "resolved", custom: "", until: {} },
  { choice: "custom", custom: "2026-12-31T18:00", until: { untilMs: now + 1_800_000 } },
  { choice: "custom", custom: "2026-12-31T17:00", until: { problem: "That moment is over; choose one to come." } },
  { choice: "custom", custom: "", until: { problem: "Choose a day and a time." } },
] as const)("$choice $custom acknowledges until $until", ({ choice, custom, until }) =>
  expect(untilOf(choice, custom, now)).toEqual(until),
);

test("a moment as the input takes it is the same moment again", () => expect(Date.parse(localText(now))).toBe(now));
