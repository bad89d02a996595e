// biome-ignore-all lint/suspicious/noTemplateCurlyInString: groups in braces are what is tested here.
import { describe, expect, test } from "vitest";
import { ask, askOver } from "./ask";

const rows = ['up{host="db-1.example:9100",job="node"} 1'];

test.each([
  { call: '"name", "$1", "host", "(.*):.*"', expected: 'up{host="db-1.example:9100", job="node", name="db-1.example"} 1' },
  {
    call: '"name", "$2/$1", "host", "([^:]*):(.*)"',
    expected: 'up{host="db-1.example:9100", job="node", name="9100/db-1.example"} 1',
  },
  { call: '"job", "$0!", "job", ".*"', expected: 'up{host="db-1.example:9100", job="node!"} 1' },
  { call: '"job", "x", "job", "nod"', expected: 'up{host="db-1.example:9100", job="node"} 1' },
  { call: '"job", "x", "job", "nod|de|node"', expected: 'up{host="db-1.example:9100", job="x"} 1' },
  { call: '"job", "", "job", ".*"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"job", "$1", "job", "(x)?node"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"job", "$7", "job", "(.*)"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"job", "<$missing>", "job", "(.*)"', expected: 'up{host="db-1.example:9100", job="<>"} 1' },
  { call: '"job", "${a}-$b", "job", "(?P<a>no)(?P<b>de)"', expected: 'up{host="db-1.example:9100", job="no-de"} 1' },
  { call: '"job", "$1st ${1}st", "job", "(n).*"', expected: 'up{host="db-1.example:9100", job=" nst"} 1' },
  { call: '"job", "$01", "job", "(n).*"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"job", "$$1 $ ${ ${x $- a$", "job", ".*"', expected: 'up{host="db-1.example:9100", job="$1 $ ${ ${x $- a$"} 1' },
  { call: '"job", "$constructor", "job", ".*"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"new", "[$0]", "missing", ".*"', expected: 'up{host="db-1.example:9100", job="node", new="[]"} 1' },
  { call: '"new", "x", "missing", ".+"', expected: 'up{host="db-1.example:9100", job="node"} 1' },
  { call: '"job", "x", "job", "(?i)NODE"', expected: 'up{host="db-1.example:9100", job="x"} 1' },
  { call: '"__name__", "down", "job", "node"', expected: 'down{host="db-1.example:9100", job="node"} 1' },
  { call: '"__name__", "", "job", "node"', expected: '{host="db-1.example:9100", job="node"} 1' },
  { call: '"job", "$1", "__name__", "(.).*"', expected: 'up{host="db-1.example:9100", job="u"} 1' },
  { call: '"a label", "x", "job", "node"', expected: 'up{"a label"="x", host="db-1.example:9100", job="node"} 1' },
  { call: '"__proto__", "x", "job", "node"', expected: 'up{__proto__="x", host="db-1.example:9100", job="node"} 1' },
])("label_replace(up, $call) is $expected", ({ call, expected }) => {
  expect(ask(`label_replace(up, ${call})`, rows)).toEqual([expected]);
});

test.each([
  { call: '"new", "-", "job", "host"', expected: 'up{host="db-1.example:9100", job="node", new="node-db-1.example:9100"} 1' },
  { call: '"new", "-", "job", "missing", "job"', expected: 'up{host="db-1.example:9100", job="node", new="node--node"} 1' },
  { call: '"job", "-"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"job", "-", "missing"', expected: 'up{host="db-1.example:9100"} 1' },
  { call: '"__name__", "_", "__name__", "job"', expected: 'up_node{host="db-1.example:9100", job="node"} 1' },
])("label_join(up, $call) is $expected", ({ call, expected }) => {
  expect(ask(`label_join(up, ${call})`, rows)).toEqual([expected]);
});

test.each([
  { query: 'label_replace(up, "", "x", "job", ".*")', message: "1:19: invalid destination label name in label_replace(): " },
  {
    query: 'label_replace(up, "\\xff", "x", "job", ".*")',
    message: "1:19: invalid destination label name in label_replace(): \ufffd",
  },
  { query: 'label_replace(up, "a", "x", "job", "(")', message: "1:36: invalid regular expression in label_replace(): (" },
  {
    query: 'label_replace(nothing, "a", "x", "job", "a**")',
    message: "1:41: invalid regular expression in label_replace(): a**",
  },
  {
    query: `label_replace(up, "a", "x", "job", "${"x{1000}".repeat(60)}")`,
    message: "1:36: invalid regular expression in label_replace(): expression too large",
  },
  { query: 'label_join(up, "", "-", "job")', message: "1:16: invalid destination label name in label_join(): " },
  { query: 'label_join(up, "a", "-", "")', message: "1:26: invalid source label name in label_join(): " },
])("$query is refused", ({ query, message }) => {
  expect(() => ask(query, rows)).toThrowError(message);
});

describe("series that become the same", () => {
  const twins = ['g{a="1"} 1 1 stale', 'g{a="2"} _ _ _ 2'];
  test("are refused where both have a point", () => {
    expect(() => ask('label_replace(g, "a", "x", "", "")', ['g{a="1"} 1', 'g{a="2"} 2'])).toThrowError(
      "vector cannot contain metrics with the same labelset",
    );
    expect(() => ask('label_join(g, "a", "x")', ['g{a="1"} 1', 'g{a="2"} 2'])).toThrowError(
      "vector cannot contain metrics with the same labelset",
    );
  });

  test("are one series where they follow each other", () => {
    expect(askOver('label_replace(g, "a", "x", "", "")', twins, [0, 30, 10]).lines).toEqual(['g{a="x"} 1 1 _ 2']);
  });
});

test("where names go at the end, one that was given on purpose stays, and others can still be read", () => {
  const asked = { at: 20, delayedNameRemoval: true };
  const counter = ['c_total{a="1"} 0 10 20'];
  expect(ask('label_replace(rate(c_total[20s]), "__name__", "c:rate", "", "")', counter, asked)).toEqual(['c:rate{a="1"} 1']);
  expect(ask('label_replace(rate(c_total[20s]), "from", "$0", "__name__", ".*")', counter, asked)).toEqual([
    '{a="1", from="c_total"} 1',
  ]);
});
