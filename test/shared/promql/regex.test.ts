import { expect, test } from "vitest";
import { compileRegex } from "#shared/promql/regex";

test.each([
  { name: "a literal", pattern: "abc", matches: ["abc"], fails: ["ab", "abcd", ""] },
  { name: "the empty pattern", pattern: "", matches: [""], fails: ["a"] },
  { name: "an alternation", pattern: "a|ab|", matches: ["a", "ab", ""], fails: ["abb", "b"] },
  { name: "an alternation in parentheses", pattern: "(a|ab)", matches: ["a", "ab"], fails: ["", "(a"] },
  { name: "anything", pattern: ".*", matches: ["", "a\nb"], fails: [] },
  { name: "anything but nothing", pattern: ".+", matches: ["a", "\n"], fails: [""] },
  { name: "a prefix", pattern: "node_.*", matches: ["node_", "node_a\n"], fails: ["node", "xnode_"] },
  { name: "a prefix and more", pattern: "node_.+", matches: ["node_a"], fails: ["node_"] },
  { name: "a dot is not a literal", pattern: "a.c", matches: ["abc", "a\nc"], fails: ["ac"] },
  { name: "an alternation inside anchors at both ends", pattern: "a|b.", matches: ["a", "bx"], fails: ["ax", "ab"] },
  { name: "the longer alternative where the shorter would do", pattern: "(a|ab)c?d?", matches: ["abd", "abcd"], fails: ["abx"] },
  { name: "RE2's flags", pattern: "(?i)abc", matches: ["ABC"], fails: ["ABCD"] },
  { name: "RE2's classes", pattern: "[[:alpha:]]+\\pL\\z", matches: ["abé"], fails: ["a1"] },
  { name: "no-break space is no blank", pattern: "a\\sb", matches: ["a b"], fails: ["a\u00a0b"] },
])("$name: $pattern", ({ pattern, matches, fails }) => {
  const test = compileRegex(pattern);
  expect({ matches: matches.filter((text) => !test(text)), fails: fails.filter((text) => test(text)) }).toEqual({
    matches: [],
    fails: [],
  });
});

test("a pattern that would hang a backtracking engine does not", () => {
  expect(compileRegex("(a+)+$")(`${"a".repeat(5000)}b`)).toBe(false);
});
