import { expect, test } from "vitest";
import { type LogEntry, toNsTime } from "#shared/logs/block";
import { toEntries } from "../../../../../electron/engine/sources/loki/to-entries";

const told = (entries: LogEntry[]) => entries.map((entry) => `${toNsTime(entry)} ${entry.line}`);

const two = [
  {
    stream: { app: "a" },
    values: [
      ["1795234590123456789", "a2"],
      ["1795234590123456788", "a1"],
    ],
  },
  {
    stream: { app: "b" },
    values: [
      ["1795234590123456789", "b2"],
      ["1795234590123456787", "b1"],
    ],
  },
];

test("lines of all streams are merged by time, to the nanosecond; of the same time, the streams' order stays", () => {
  expect(told(toEntries(two, "backward"))).toEqual([
    "1795234590123456789 a2",
    "1795234590123456789 b2",
    "1795234590123456788 a1",
    "1795234590123456787 b1",
  ]);
  expect(told(toEntries(two, "forward"))).toEqual([
    "1795234590123456787 b1",
    "1795234590123456788 a1",
    "1795234590123456789 a2",
    "1795234590123456789 b2",
  ]);
});

test("what is told beside the text is kept apart, and what is empty is not there", () => {
  const more = { structuredMetadata: { trace_id: "t" }, parsed: { level: "error" } };
  const [first, second] = toEntries(
    [
      {
        stream: { app: "a" },
        values: [
          ["2", "x", more],
          ["1", "y", {}],
        ],
      },
    ],
    "backward",
  );
  expect(first).toEqual({
    ms: 0,
    ns: 2,
    labels: { app: "a" },
    line: "x",
    metadata: { trace_id: "t" },
    parsed: { level: "error" },
  });
  expect(second).toEqual({ ms: 0, ns: 1, labels: { app: "a" }, line: "y" });
});

test("a label called __proto__ is left out, and one called constructor is a label like others", () => {
  const stream = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "c"}');
  const more = JSON.parse('{"parsed": {"__proto__": "x", "toString": "t"}}');
  const [entry] = toEntries([{ stream, values: [["1", "x", more]] }], "forward");
  expect(Object.entries(entry?.labels ?? {})).toEqual([["constructor", "c"]]);
  expect(Object.entries(entry?.parsed ?? {})).toEqual([["toString", "t"]]);
});

test("streams without lines and without labels are no trouble", () => {
  expect(toEntries([{ stream: { a: "b" } }, { stream: null, values: null }, { values: [["1", ""]] }], "forward")).toEqual([
    { ms: 0, ns: 1, labels: {}, line: "" },
  ]);
});

test.each([
  { name: "a time that is a number", row: [1, "x"] },
  { name: "a time with a point", row: ["1.5", "x"] },
  { name: "a time of twenty digits", row: ["17952345901234567890", "x"] },
  { name: "a text that is none", row: ["1", null] },
  { name: "no row", row: "x" },
  { name: "metadata that is a number", row: ["1", "x", { structuredMetadata: { a: 1 } }] },
  { name: "metadata that is a list", row: ["1", "x", { parsed: ["a"] }] },
])("$name is not what a Loki sends", ({ row }) => {
  expect(() => toEntries([{ stream: {}, values: [row] }], "forward")).toThrow(/it is not what Loki's API sends\.$/);
});
