import { expect, test } from "vitest";
import { compilePattern, type Pattern } from "#shared/dashboards/data/pattern";

function pattern(written: string): Pattern {
  const compiled = compilePattern(written);
  if (!compiled.ok) throw new Error(compiled.say);
  return compiled.pattern;
}

test.each([
  { written: "cpu", text: "cpu", expected: true },
  { written: "cpu", text: "cpu 1", expected: false },
  { written: "/cpu/", text: "my cpu 1", expected: true },
  { written: "/^CPU/i", text: "cpu 1", expected: true },
  { written: "/^CPU/", text: "cpu 1", expected: false },
  { written: "/a\\/b/", text: "a/b", expected: true },
  { written: "/^(?!total).*$/", text: "used", expected: true },
  { written: "/^(?!total).*$/", text: "total used", expected: false },
  { written: "/^((?!total).)*$/", text: "the total", expected: false },
  { written: "/^((?!total).)*$/", text: "the sum", expected: true },
])("$written finds $text: $expected", ({ written, text, expected }) => {
  expect(pattern(written).test(text)).toBe(expected);
});

test.each([
  { written: "/^node_(.*)_total$/", text: "node_disk_total", replacement: "$1", expected: "disk" },
  { written: "/(\\w+)-(\\w+)/", text: "a-b c-d", replacement: "$2.$1", expected: "b.a c-d" },
  { written: "/(\\w+)-(\\w+)/g", text: "a-b c-d", replacement: "$2.$1", expected: "b.a d.c" },
  { written: "/(?<host>[^:]+):\\d+/", text: "db:9100", replacement: "[$<host>] $&", expected: "[db] db:9100" },
  { written: "/(.)/", text: "x", replacement: "$$$1$2$10", expected: "$x$2x0" },
  { written: "/nothing/", text: "x", replacement: "y", expected: "x" },
])("$written makes $text $expected", ({ written, text, replacement, expected }) => {
  expect(pattern(written).replace(text, replacement)).toBe(expected);
});

test("a pattern that would hang JavaScript's own answers at once", () => {
  expect(pattern("/^(a+)+$/").test(`${"a".repeat(50_000)}!`)).toBe(false);
});

test.each([
  { written: "/(/", say: 'The pattern "/(/" cannot be used: missing closing ).' },
  { written: "/a(?=b)/", say: 'The pattern "/a(?=b)/" cannot be used: invalid or unsupported Perl syntax.' },
  {
    written: "x{1000}".repeat(100),
    say: `The pattern "${"x{1000}".repeat(15).slice(0, 100)}…" cannot be used: it is too large.`,
  },
])("$written is refused in a sentence", ({ written, say }) => {
  expect(compilePattern(written)).toEqual({ ok: false, say });
});
