import { expect, test } from "vitest";
import type { TraceSummary } from "#shared/model/trace";
import { pickedWith } from "../../../../../renderer/pages/traces/results/picked";
import { longestOf, rootWords, serviceNumbers, sortFound } from "../../../../../renderer/pages/traces/results/result-rows";
import type { FoundTrace } from "../../../../../renderer/pages/traces/search/create-run";
import type { SortColumn } from "../../../../../renderer/pages/traces/url";

const trace = (traceId: string, parts: Partial<TraceSummary> = {}): FoundTrace => ({
  answerId: undefined,
  summary: {
    traceId,
    rootService: "web",
    rootOperation: "GET /",
    startNs: "1795234590000000000",
    durationNs: 1e6,
    spans: 1,
    errors: 0,
    orphans: 0,
    services: [],
    ...parts,
  },
});

const found = [
  trace("old", { startNs: "1795234580000000000", durationNs: 9e6, errors: 1 }),
  trace("new", { startNs: "1795234600000000000", spans: 5 }),
  trace("mid", { startNs: "1795234590000000001", rootService: "api", errors: 1 }),
];

test.each<{ name: string; column: SortColumn; isDescending: boolean; order: string[] }>([
  { name: "newest first", column: "start", isDescending: true, order: ["new", "mid", "old"] },
  { name: "oldest first", column: "start", isDescending: false, order: ["old", "mid", "new"] },
  { name: "longest first", column: "duration", isDescending: true, order: ["old", "new", "mid"] },
  {
    name: "errors first, the newer of them before the older",
    column: "errors",
    isDescending: true,
    order: ["mid", "old", "new"],
  },
  { name: "most spans first", column: "spans", isDescending: true, order: ["new", "mid", "old"] },
  { name: "by name", column: "name", isDescending: false, order: ["mid", "new", "old"] },
])("results stand $name", ({ column, isDescending, order }) => {
  expect(sortFound(found, { column, isDescending }).map(({ summary }) => summary.traceId)).toEqual(order);
});

test("bars are parts of the longest", () => {
  expect(longestOf(found)).toBe(9e6);
  expect(longestOf([])).toBe(0);
});

test("services have numbers over all results, those with most spans first, whatever they are called", () => {
  const numbers = serviceNumbers([
    trace("a", {
      services: [
        { name: "web", spans: 2, errors: 0 },
        { name: "__proto__", spans: 3, errors: 0 },
      ],
    }),
    trace("b", {
      services: [
        { name: "web", spans: 2, errors: 0 },
        { name: "api", spans: 3, errors: 0 },
      ],
    }),
  ]);
  expect([...numbers]).toEqual([
    ["web", 0],
    ["__proto__", 1],
    ["api", 2],
  ]);
});

test.each([
  { name: "has its service and operation", parts: {}, expected: { service: "web", operation: "GET /" } },
  {
    name: "without a root says so",
    parts: { rootService: "", rootOperation: "" },
    expected: { service: "", operation: "root not found · 4bf92f35" },
  },
  { name: "without a name says so", parts: { rootOperation: "" }, expected: { service: "web", operation: "(no name)" } },
  {
    name: "shows letters that turn a line around",
    parts: { rootOperation: "\u202egnp" },
    expected: { service: "web", operation: "\\u202egnp" },
  },
])("a trace $name", ({ parts, expected }) => {
  expect(rootWords(trace("4bf92f3577b34da6", parts).summary)).toEqual(expected);
});

test("two traces are compared; a third takes the place of the first, and one chosen again is chosen no more", () => {
  expect(pickedWith(pickedWith(pickedWith([], "a"), "b"), "c")).toEqual(["b", "c"]);
  expect(pickedWith(["a", "b"], "a")).toEqual(["b"]);
});
