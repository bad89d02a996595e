import { expect, test } from "vitest";
import { ask, askOver } from "./ask";

const names = ["year", "month", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute"];

const partsOf = (value: string): string[] => names.map((name) => ask(`${name}(vector(${value}))`)[0]?.slice(3) ?? "nothing");

test.each([
  { value: "0", when: "the beginning of Unix time, a Thursday", parts: [1970, 1, 1, 4, 1, 31, 0, 0] },
  { value: "-1", when: "the second before", parts: [1969, 12, 31, 3, 365, 31, 23, 59] },
  { value: "-0.9", when: "less than a second before: cut, not rounded down", parts: [1970, 1, 1, 4, 1, 31, 0, 0] },
  { value: "951782400", when: "the leap day of 2000", parts: [2000, 2, 29, 2, 60, 29, 0, 0] },
  { value: "4107542399", when: "the last day of February 2100, which has no leap day", parts: [2100, 2, 28, 0, 59, 28, 23, 59] },
  { value: "1709251199.9", when: "the end of the leap day of 2024", parts: [2024, 2, 29, 4, 60, 29, 23, 59] },
  { value: "1735689599", when: "the last day of a leap year", parts: [2024, 12, 31, 2, 366, 31, 23, 59] },
  { value: "-62135596800", when: "the first day of year 1", parts: [1, 1, 1, 1, 1, 31, 0, 0] },
  { value: "-62167219200", when: "the first day of year 0, a leap year", parts: [0, 1, 1, 6, 1, 31, 0, 0] },
  { value: "253402300800", when: "the first day of year 10000", parts: [10000, 1, 1, 6, 1, 31, 0, 0] },
  { value: "1e15", when: "beyond JavaScript's dates", parts: [31690708, 7, 5, 0, 187, 31, 1, 46] },
  { value: "1e18", when: "beyond exact whole numbers", parts: [31688740476, 10, 23, 5, 297, 31, 1, 46] },
  { value: "NaN", when: "no time at all, as Go on Linux has it", parts: [292277026596, 12, 4, 0, 339, 31, 15, 30] },
  { value: "-Inf", when: "before all time, as Go on Linux has it", parts: [292277026596, 12, 4, 0, 339, 31, 15, 30] },
])("$value is $when", ({ value, parts }) => expect(partsOf(value)).toEqual(parts.map(String)));

test("without an argument, the parts are those of the time of the evaluation", () => {
  expect(names.map((name) => ask(`${name}()`, [], { at: 951_782_459.9 })[0])).toEqual([
    "{} 2000",
    "{} 2",
    "{} 29",
    "{} 2",
    "{} 60",
    "{} 29",
    "{} 0",
    "{} 0",
  ]);
  expect(askOver("minute()", [], [0, 120, 60]).lines).toEqual(["{} 0 1 2"]);
});

test("the metric's name goes, and where there is no point there is no date", () => {
  expect(askOver("hour(g)", ['g{a="1"} 3600 stale 7200'], [0, 20, 10]).lines).toEqual(['{a="1"} 1 _ 2']);
});
