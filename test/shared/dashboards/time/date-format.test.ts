import { expect, test } from "vitest";
import { formatDate } from "#shared/dashboards/time/date-format";

const at = Date.UTC(2026, 0, 4, 15, 5, 9, 7);

test.each([
  { pattern: "YYYY-MM-DD HH:mm:ss.SSS", text: "2026-01-04 15:05:09.007" },
  { pattern: "YY M D H m s", text: "26 1 4 15 5 9" },
  { pattern: "dddd, D MMMM YYYY", text: "Sunday, 4 January 2026" },
  { pattern: "ddd D MMM", text: "Sun 4 Jan" },
  { pattern: "h:mm a", text: "3:05 pm" },
  { pattern: "hh:mm A", text: "03:05 PM" },
  { pattern: "DDDD [day] Q", text: "004 day 1" },
  { pattern: "X x", text: "1767539109 1767539109007" },
  { pattern: "YYYY-MM-DDTHH:mm:ssZ", text: "2026-01-04T15:05:09+00:00" },
  { pattern: "[<b>]", text: "<b>" },
  { pattern: "", text: "" },
])("$pattern is $text", ({ pattern, text }) => expect(formatDate(at, pattern, "utc")).toBe(text));

test("the clock is that of the time zone", () => {
  expect(formatDate(at, "YYYY-MM-DD HH:mm Z", "America/St_Johns")).toBe("2026-01-04 11:35 -03:30");
  expect(formatDate(at, "DD HH ZZ", "Asia/Tokyo")).toBe("05 00 +0900");
});

test("what is no time is empty", () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY, 9e15].map((one) => formatDate(one, "YYYY", "utc"))).toEqual(["", "", ""]);
});
