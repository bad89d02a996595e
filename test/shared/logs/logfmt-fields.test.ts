import { expect, test } from "vitest";
import { readLogfmtFields } from "#shared/logs/logfmt-fields";

function pairsIn(line: string): [string, string][] {
  const pairs: [string, string][] = [];
  readLogfmtFields(line, (name, value) => {
    pairs.push([name, value()]);
    return false;
  });
  return pairs;
}

test.each<{ name: string; line: string; expected: [string, string][] }>([
  {
    name: "a line of logfmt",
    line: 'agent=research status=error duration_ms=10240 msg="upstream timed out after 10 s"',
    expected: [
      ["agent", "research"],
      ["status", "error"],
      ["duration_ms", "10240"],
      ["msg", "upstream timed out after 10 s"],
    ],
  },
  {
    name: "pairs within a sentence",
    line: 'pool exhausted: 92 of 90, waited 5.2 s error="context deadline exceeded"',
    expected: [["error", "context deadline exceeded"]],
  },
  {
    name: "escaped quotes",
    line: String.raw`msg="say \"hi\"\tthere" a=1`,
    expected: [
      ["msg", 'say "hi"\tthere'],
      ["a", "1"],
    ],
  },
  {
    name: "a tab within quotes",
    line: 'msg="a\tb\\n" c=1',
    expected: [
      ["msg", "a\tb\n"],
      ["c", "1"],
    ],
  },
  {
    name: "names with dots",
    line: "trace.id=abc k8s.io/pod=x",
    expected: [
      ["trace_id", "abc"],
      ["k8s_io_pod", "x"],
    ],
  },
  { name: "no parameters of an address", line: "GET /a?b=1&c=2 200", expected: [] },
  { name: "no pair within brackets, which have another name in Loki", line: "pre(k=v) [m=n]", expected: [] },
  { name: "no comparison", line: "if x==1 and y != 2", expected: [] },
  {
    name: "a value with an equals sign",
    line: "token=a=b== next=1",
    expected: [
      ["token", "a=b=="],
      ["next", "1"],
    ],
  },
  { name: "an empty value as Loki does: not", line: "a= b=2", expected: [["b", "2"]] },
  {
    name: "an empty quoted value",
    line: 'a="" b=2',
    expected: [
      ["a", ""],
      ["b", "2"],
    ],
  },
  { name: "a quote that never ends", line: 'a="the beginning b=2', expected: [["a", "the beginning b=2"]] },
  { name: "a key that is a trap", line: "__proto__=x", expected: [["__proto__", "x"]] },
])("readLogfmtFields reads $name", ({ line, expected }) => expect(pairsIn(line)).toEqual(expected));
