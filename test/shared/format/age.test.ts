import { expect, test } from "vitest";
import { formatAge, formatLongSpan, formatSpan } from "#shared/format/age";
import { hours, minutes, seconds } from "#shared/units/time";

const space = "\u00a0";

test.each([
  { span: 0, short: `0${space}s`, long: `0${space}s` },
  { span: seconds(4.9), short: `4${space}s`, long: `4${space}s` },
  { span: minutes(3) + seconds(20), short: `3${space}m`, long: `3${space}m 20${space}s` },
  { span: hours(1), short: `1${space}h`, long: `1${space}h` },
  { span: hours(24 * 12 + 4), short: `12${space}d`, long: `12${space}d 4${space}h` },
])("a span of $span ms is $short in a list and $long in a sentence", ({ span, short, long }) => {
  expect([formatSpan(span), formatLongSpan(span)]).toEqual([short, long]);
});

test.each([
  { name: "a moment ago", at: 9_500, expected: "just now" },
  { name: "by a clock that is ahead of ours", at: 12_000, expected: "just now" },
  { name: "four seconds ago", at: 6_000, expected: `4${space}s ago` },
])("formatAge says when it was $name", ({ at, expected }) => expect(formatAge(at, 10_000)).toBe(expected));
