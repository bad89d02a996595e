import { expect, test } from "vitest";
import { estimateSize, isTooLarge } from "#shared/promql/regex-size";

test.each([
  { pattern: "abc", size: 3 },
  { pattern: "a{3}", size: 3 },
  { pattern: "a{2,5}b", size: 6 },
  { pattern: "[a-z{9}]{4}", size: 4 },
  { pattern: String.raw`\{9}\p{Greek}{2}\x{41}`, size: 6 },
  { pattern: "(ab{2}c){10,20}", size: 100 },
  { pattern: "((a{10}){10}){10}", size: 1110 },
  { pattern: "x{", size: 2 },
  { pattern: "a)b(c", size: 4 },
])("$pattern is about as large as $size characters", ({ pattern, size }) => expect(estimateSize(pattern).size).toBe(size));

test.each([
  { name: "five thousand names", pattern: Array(5000).fill("some-name-or-other.example.com").join("|"), expected: false },
  { name: "a long one of anything else", pattern: "[ab]c".repeat(90_000), expected: true },
  { name: "what is long repeated, in a few characters", pattern: `(${"x".repeat(100)}){1000}`, expected: true },
  { name: "what is refused anyway", pattern: "(x{1000}y){900}", expected: false },
  { name: "a hundred long repetitions", pattern: "x{1000}".repeat(100), expected: true },
  { name: "ten of them", pattern: "x{1000}".repeat(10), expected: false },
])("$name: too large is $expected", ({ pattern, expected }) => expect(isTooLarge(pattern)).toBe(expected));
