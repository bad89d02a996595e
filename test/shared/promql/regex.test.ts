import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { compileRegex } from "#shared/promql/regex";
import { createRandom } from "../../support/random-numbers";

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
  { name: "a suffix", pattern: ".*_total", matches: ["_total", "a\n_total"], fails: ["_totals", "total"] },
  { name: "texts in their order", pattern: "a.*b.+c", matches: ["abxc", "axbbc"], fails: ["abc", "acb", "ab"] },
  { name: "texts that may not overlap", pattern: "ab.*ba", matches: ["abba", "ab ba"], fails: ["aba"] },
  { name: "a group in the middle", pattern: "x(?:a|b.*)z", matches: ["xaz", "xbz", "xb1z"], fails: ["xz", "xa1z", "(?:"] },
  { name: "escaped signs", pattern: "10\\.0\\.0\\.1:.+", matches: ["10.0.0.1:9100"], fails: ["10x0.0.1:9100", "10.0.0.1:"] },
  { name: "wildcards in a row", pattern: "a.*.+.*b", matches: ["a1b", "a12b"], fails: ["ab"] },
  { name: "any two characters", pattern: "a.+.+b", matches: ["a12b", "a😀😀b"], fails: ["a1b", "a😀b"] },
  { name: "a quantified character", pattern: "ab*", matches: ["a", "abb"], fails: ["ab*", "aab"] },
  { name: "an empty alternative in a group", pattern: "a(|b)c", matches: ["ac", "abc"], fails: ["a"] },
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

test.each(["(a+)+$", "(.*a){20}x", ".*a.*a.*a.*a.*a.*a.*a.*x"])("%s does not hang", (pattern) => {
  expect(compileRegex(pattern)(`${"a".repeat(5000)}b`)).toBe(false);
});

test("patterns of texts, alternatives and wildcards mean what the automaton says", () => {
  const random = createRandom(4);
  const pattern = (depth: number): string => {
    const items = Array.from({ length: random.whole(0, 3) }, () =>
      depth > 0 && random.chance(0.3)
        ? `(${pattern(depth - 1)}|${pattern(depth - 1)})`
        : random.pick(["a", "b", "ab", ".*", ".+", "\\."]),
    );
    return items.join("");
  };
  for (let round = 0; round < 500; round++) {
    const regex = pattern(2);
    const automaton = RE2JS.compile(regex, RE2JS.DOTALL);
    const texts = Array.from({ length: 8 }, () =>
      Array.from({ length: random.whole(0, 6) }, () => random.pick(["a", "b", "."])).join(""),
    );
    const matches = compileRegex(regex);
    expect({ regex, found: texts.filter(matches) }).toEqual({ regex, found: texts.filter((text) => automaton.testExact(text)) });
  }
});

test.each([
  { name: "a repeat that is too large", pattern: "a{1001}", message: "invalid repeat count" },
  { name: "nested repeats", pattern: "((a{100}){100}){100}", message: "invalid repeat count" },
  { name: "groups in groups", pattern: `${"(".repeat(10_000)}a${")".repeat(10_000)}`, message: "nests too deeply" },
  { name: "an open group", pattern: "(a|b", message: "missing closing )" },
  { name: "a quantified quantifier", pattern: "a.**", message: "invalid nested repetition operator" },
])("a bad pattern is refused: $name", ({ pattern, message }) => {
  expect(() => compileRegex(pattern)).toThrowError(message);
});

test.each([
  { pattern: "(?P<n>a)|(?<n>b)", text: "b", expected: true },
  { pattern: "(?P<n>a)(?P<n>b)[(?P<n>]", text: "ab<", expected: true },
  { pattern: String.raw`(?P<n>a)(?P<n>b)\(?P<n>`, text: "ab(P<n>", expected: true },
  { pattern: String.raw`(?P<n>a)(?P<n>b)\(x`, text: "ab(x", expected: true },
])("groups of one name do no harm: $pattern and $text", ({ pattern, text, expected }) => {
  expect(compileRegex(pattern)(text)).toBe(expected);
});

test("a mistake beside groups of one name is told as it is", () => {
  expect(() => compileRegex("(?P<n>a)(?P<n>b)(")).toThrowError("missing closing ): `(?P<n>a)(?P<n>b)(`");
});

test("a pattern that is asked for again is compiled once, until many others came between", () => {
  const pattern = `[ab]${"x".repeat(1000)}`;
  const compiled = compileRegex(pattern);
  expect(compileRegex(pattern)).toBe(compiled);
  for (let other = 0; other < 200; other++) compileRegex(`[ab]${other}${"y".repeat(1000)}`);
  expect(compileRegex(pattern)).not.toBe(compiled);
});
