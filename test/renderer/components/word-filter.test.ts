import { expect, test } from "vitest";
import { wordFilter } from "../../../renderer/components/word-filter";

test.each([
  { search: "", text: "anything", expected: true },
  { search: "  ", text: "", expected: true },
  { search: "TCP 9090", text: "socket tcp 127.0.0.1:9090", expected: true },
  { search: "9090 tcp", text: "socket tcp 127.0.0.1:9090", expected: true },
  { search: "tcp 9091", text: "socket tcp 127.0.0.1:9090", expected: false },
  { search: "a.c", text: "abc", expected: false },
])("whether '$search' finds '$text' is $expected", ({ search, text, expected }) =>
  expect(wordFilter(search)(text)).toBe(expected),
);
