import { expect, test } from "vitest";
import { readJsonFields } from "#shared/logs/json-fields";

function fieldsIn(line: string): [string, string][] {
  const fields: [string, string][] = [];
  readJsonFields(line, (name, _, value) => {
    fields.push([name, value()]);
    return false;
  });
  return fields;
}

test.each<{ name: string; line: string; expected: [string, string][] }>([
  {
    name: "what the second guide logs",
    line: '{"request_id": "req_abc123", "duration_ms": 2341, "ok": true, "user": null}',
    expected: [
      ["request_id", "req_abc123"],
      ["duration_ms", "2341"],
      ["ok", "true"],
      ["user", "null"],
    ],
  },
  {
    name: "nested objects by their path",
    line: '{"a":{"b":{"c":1}},"d":2}',
    expected: [
      ["a_b_c", "1"],
      ["d", "2"],
    ],
  },
  {
    name: "keys that no label can have",
    line: '{"trace.id":"x","@ts":"y","0day":"z"}',
    expected: [
      ["trace_id", "x"],
      ["_ts", "y"],
      ["_0day", "z"],
    ],
  },
  {
    name: "digits that a double would lose",
    line: '{"id":12345678901234567890,"x":1.10}',
    expected: [
      ["id", "12345678901234567890"],
      ["x", "1.10"],
    ],
  },
  {
    name: "a list as its text",
    line: '{"tags":["a","]",{"b":"}"}],"z":1}',
    expected: [
      ["tags", '["a","]",{"b":"}"}]'],
      ["z", "1"],
    ],
  },
  { name: "escapes", line: String.raw`{"msg":"say \"hi\"\n\u00e9 \\"}`, expected: [["msg", 'say "hi"\né \\']] },
  { name: "a wrong escape as it is written", line: String.raw`{"msg":"C:\qux"}`, expected: [["msg", String.raw`C:\qux`]] },
  { name: "an empty object", line: "{}", expected: [] },
  { name: "an empty object inside", line: '{"a":{},"b":1}', expected: [["b", "1"]] },
  {
    name: "a key that is a trap",
    line: '{"__proto__":"x","constructor":"y"}',
    expected: [
      ["__proto__", "x"],
      ["constructor", "y"],
    ],
  },
  {
    name: "a line that was cut in a text",
    line: '{"a":1,"msg":"the beginn',
    expected: [
      ["a", "1"],
      ["msg", "the beginn"],
    ],
  },
  { name: "a line that was cut in an escape", line: '{"msg":"abc\\', expected: [["msg", "abc\\"]] },
  { name: "what comes before a mistake", line: '{"a":1,"b":oops,"c":2}', expected: [["a", "1"]] },
  { name: "no object at all", line: '[{"a":1}]', expected: [] },
  { name: "braces of a template", line: "{service} is up", expected: [] },
])("readJsonFields reads $name", ({ line, expected }) => expect(fieldsIn(line)).toEqual(expected));

test.each([
  ['{"a":1}', true],
  ['  {"a":1}\r\n', true],
  ['{"a":1} trailing', false],
  ['{"a":1', false],
  ["", false],
])("readJsonFields says whether %j is one object to its end", (line, isWhole) => {
  expect(readJsonFields(line, () => false)).toBe(isWhole);
});

test("readJsonFields stops where it is told to", () => {
  const seen: string[] = [];
  readJsonFields('{"a":1,"b":2,"c":3}', (name) => {
    seen.push(name);
    return name === "b";
  });
  expect(seen).toEqual(["a", "b"]);
});

test("a bomb of depth is text, not a stack", () => {
  const line = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  const [first] = fieldsIn(line);
  expect(first?.[0]).toBe(`a${"_a".repeat(20)}`);
  expect(first?.[1].startsWith('{"a":{"a":')).toBe(true);
});

test("an object that is cut a hundred thousand levels deep ends the reading", () => {
  expect(fieldsIn('{"a":'.repeat(100_000))).toHaveLength(1);
});

test("backslashes without end cost no more than their number", () => {
  expect(fieldsIn(`{"a":"${"\\\\".repeat(50_000)}","b":1}`)[1]).toEqual(["b", "1"]);
});
