import { describe, expect, test } from "vitest";
import { longestName, longestValue } from "#shared/model/trace";
import { buildTrace } from "#shared/traces/build/index";
import { detailOf, positionOf, wholeValue } from "#shared/traces/span-detail";
import { eventsOf } from "#shared/traces/span-events";
import { statistics } from "#shared/traces/statistics";
import { summariesOf } from "#shared/traces/summaries";
import { tagKeysIn } from "#shared/traces/tag-keys";
import { tracesIn } from "#shared/traces/traces-in";
import { readText } from "../../support/traces/plain-spans";

const long = "x".repeat(longestValue + 5);
const micros = 1795234590000000;
const log = (at: number, ...fields: [string, string][]) => ({
  timestamp: micros + at,
  fields: fields.map(([key, value]) => ({ key, type: "string", value })),
});
const spans = [
  {
    traceID: "00ab",
    spanID: "1",
    operationName: "root",
    startTime: micros,
    duration: 1000,
    processID: "p1",
    tags: [
      { key: "body", type: "string", value: long },
      { key: "n", type: "int64", value: 5 },
    ],
    logs: [
      log(900, ["event", "late"], ["level", "WARN"], ["q", 'say "x"']),
      log(100, ["event", "exception"], ["message", "boom"]),
    ],
    references: [],
    warnings: ["clock"],
  },
  {
    traceID: "ab",
    spanID: "2",
    operationName: "child",
    startTime: micros + 10,
    duration: 20,
    processID: "p2",
    tags: [{ key: "error", type: "bool", value: true }],
    references: [
      { refType: "CHILD_OF", traceID: "ab", spanID: "1" },
      { refType: "FOLLOWS_FROM", traceID: "AB", spanID: "1" },
      { refType: "FOLLOWS_FROM", traceID: "cd", spanID: "9" },
    ],
  },
  {
    traceID: "ab",
    spanID: "3",
    operationName: "lost",
    startTime: micros + 50,
    duration: 1,
    processID: "p2",
    references: [{ refType: "CHILD_OF", traceID: "ab", spanID: "77" }],
  },
];
const processes = {
  p1: {
    serviceName: "front",
    tags: [
      { key: "host", type: "string", value: "h" },
      { key: "n", type: "int64", value: 1 },
    ],
  },
  p2: { serviceName: "back", tags: [] },
};
const { table } = readText(JSON.stringify({ data: [{ traceID: "ab", spans, processes }] }));
const built = buildTrace(table, tracesIn(table)[0]?.rows ?? new Uint32Array(0));

describe("the details of a span", () => {
  test("have its values cut, with how long they are, and the whole for the asking", () => {
    const detail = detailOf(table, built, 0);
    expect(detail).toEqual({
      position: 0,
      spanId: "1",
      service: "front",
      operation: "root",
      kind: "unset",
      tags: [
        { key: "body", value: "x".repeat(longestValue), type: "string", wholeLength: longestValue + 5 },
        { key: "n", value: "5", type: "int" },
      ],
      process: [
        { key: "host", value: "h", type: "string" },
        { key: "n", value: "1", type: "int" },
      ],
      events: [
        {
          atNs: 900_000,
          name: "late",
          tags: [
            { key: "level", value: "WARN", type: "string" },
            { key: "q", value: 'say "x"', type: "string" },
          ],
        },
        { atNs: 100_000, name: "exception", tags: [{ key: "message", value: "boom", type: "string" }] },
      ],
      links: [],
      linkedFrom: [1],
      warnings: ["clock"],
    });
    expect(wholeValue(table, built, 0, { of: "tag", index: 0 })).toBe(long);
    expect(wholeValue(table, built, 0, { of: "process", index: 0 })).toBe("h");
    expect(wholeValue(table, built, 0, { of: "event", index: 1, tag: 0 })).toBe("boom");
    expect(wholeValue(table, built, 0, { of: "tag", index: 9 })).toBe("");
  });

  test("know where a link leads that stays in the trace", () => {
    expect(detailOf(table, built, 1)).toMatchObject({
      parentSpanId: "1",
      links: [
        { traceId: "ab", spanId: "1", kind: "follows from", tags: [], position: 0 },
        { traceId: "cd", spanId: "9", kind: "follows from", tags: [] },
      ],
    });
    expect(detailOf(table, built, 1).links[1]).not.toHaveProperty("position");
  });

  test("say what was found wrong with it", () => {
    expect(detailOf(table, built, positionOf(table, built, "3") ?? -1).warnings).toEqual([
      "The span that called this one is not in the trace, so this one stands at the top.",
    ]);
  });
});

test.each([
  { id: "2", position: 1 },
  { id: "0000000000000002", position: 1 },
  { id: "9", position: undefined },
  { id: "", position: undefined },
])("a span is found by its id: $id", ({ id, position }) => {
  expect(positionOf(table, built, id)).toBe(position);
});

test("events are in the order of time, with their fields as a line and their level", () => {
  expect(eventsOf(table, built)).toEqual({
    span: Uint32Array.of(0, 0),
    at: Float64Array.of(100_000, 900_000),
    names: ["exception", "late"],
    name: Uint32Array.of(0, 1),
    fields: ["message=boom", 'level=WARN q="say \\"x\\""'],
    level: ["error", "warn"],
    total: 2,
  });
});

test("tags are counted once for each span that has them, itself or by its process", () => {
  expect(tagKeysIn(table, built)).toEqual([
    { key: "body", spans: 1 },
    { key: "error", spans: 1 },
    { key: "host", spans: 1 },
    { key: "n", spans: 1 },
  ]);
});

test("a summary counts spans, failures and orphans, and names the first root", () => {
  expect(summariesOf(table)).toEqual([
    {
      traceId: "00ab",
      rootService: "front",
      rootOperation: "root",
      startNs: "1795234590000000000",
      durationNs: 1_000_000,
      spans: 3,
      errors: 1,
      orphans: 1,
      services: [
        { name: "back", spans: 2, errors: 1 },
        { name: "front", spans: 1, errors: 0 },
      ],
    },
  ]);
});

test("names of megabytes leave the table by their beginning, wherever they stand", () => {
  const name = "n".repeat(1_000_000);
  const beginning = `${"n".repeat(longestName)}…`;
  const tags = [
    { key: name, type: "string", value: "x" },
    { key: "otel.status_description", type: "string", value: name },
    { key: "otel.scope.name", type: "string", value: name },
  ];
  const span = { traceID: "1", spanID: "2", operationName: name, startTime: micros, duration: 1, processID: "p", tags };
  const logs = [log(1, ["event", name], [name, name])];
  const trace = { traceID: "1", spans: [{ ...span, logs, warnings: [name] }], processes: { p: { serviceName: name } } };
  const { table } = readText(JSON.stringify({ data: [trace] }));
  const built = buildTrace(table, tracesIn(table)[0]?.rows as Uint32Array);
  const detail = detailOf(table, built, 0);
  expect([detail.service, detail.operation, detail.scope, detail.tags[0]?.key, detail.events[0]?.name]).toEqual(
    Array(5).fill(beginning),
  );
  expect(tagKeysIn(table, built).map(({ key }) => key)).toContain(beginning);
  const told = [detail, built.trace, summariesOf(table), eventsOf(table, built), statistics(table, built, { by: { tag: name } })];
  expect(told.map((each) => JSON.stringify(each).length < 100_000)).toEqual(told.map(() => true));
});

test("of very many events, links and tags the first are there, and how many there are is told", () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, type: "string", value: "" }));
  const references = fields(10_001).map(({ key }) => ({ refType: "FOLLOWS_FROM", traceID: "2", spanID: key }));
  const logs = fields(10_001).map(({ key }) => log(1, ["event", key]));
  const span = { traceID: "1", spanID: "2", startTime: micros, duration: 1, tags: fields(12_000), logs, references };
  const { table } = readText(JSON.stringify({ data: [{ traceID: "1", spans: [span], processes: {} }] }));
  const { tags, events, links, warnings } = detailOf(table, buildTrace(table, Uint32Array.of(0)), 0);
  expect([tags.length, events.length, links.length]).toEqual([10_000, 10_000, 10_000]);
  expect(warnings).toEqual([
    expect.stringContaining("the first 10"),
    expect.stringContaining("events"),
    expect.stringContaining("links"),
  ]);
});
