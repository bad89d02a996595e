import { expect, test } from "vitest";
import { hours, minutes } from "#shared/units/time";
import { readSource, readWindow, sharedSearch } from "../../../renderer/stores/address";

const of = (text: string) => new URLSearchParams(text);

test.each([
  { text: "", expected: "local" },
  { text: "source=prod", expected: "prod" },
  { text: "source=", expected: "local" },
  { text: `source=${"x".repeat(201)}`, expected: "local" },
])("the source of ?$text is $expected", ({ text, expected }) => expect(readSource(of(text))).toBe(expected));

test.each([
  { text: "", expected: minutes(15) },
  { text: "last=30m", expected: minutes(30) },
  { text: "last=7d", expected: hours(1) },
  { text: "last=1s", expected: minutes(5) },
  { text: "last=-5m", expected: minutes(15) },
  { text: "last=soon", expected: minutes(15) },
])("the window of ?$text is held between its ends: $expected ms", ({ text, expected }) => {
  expect(readWindow(of(text), minutes(5), hours(1))).toBe(expected);
});

test("what is shared goes along to another page, what is a page's own stays behind", () => {
  expect(sharedSearch(of("source=prod&expr=up&last=1h&view=table"))).toBe("?source=prod&last=1h");
  expect(sharedSearch(of("expr=up"))).toBe("");
});
