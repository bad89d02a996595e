import { describe, expect, test } from "vitest";
import { spanFlags } from "#shared/model/trace";
import { extentOf } from "#shared/traces/trace-times";
import { buildOf, type DrawnSpan, drawnSeconds, operationAt, perMs } from "./drawn-trace";

const month = 30 * 86_400_000;

/** Names by depth, and the words of their flags. */
function treeOf(spans: readonly DrawnSpan[]): { tree: string[]; problems: string[] } {
  const { trace } = buildOf(spans);
  const tree = Array.from({ length: trace.count }, (_, position) => {
    const flags = trace.flags[position] as number;
    const words = Object.entries(spanFlags).filter(
      ([name, bit]) => name !== "onCriticalPath" && name !== "warnings" && (flags & bit) !== 0,
    );
    return `${"  ".repeat(trace.depth[position] as number)}${[operationAt(trace, position), ...words.map(([name]) => name)].join(" ")}`;
  });
  return { tree, problems: trace.problems };
}

const at = (from: number, took = 1) => ({ from, took });

test.each<{ name: string; spans: DrawnSpan[]; tree: string[]; problems: string[] }>([
  { name: "no spans", spans: [], tree: [], problems: [] },
  {
    name: "a span that names itself as its parent",
    spans: [{ id: "a", parent: "a", ...at(0) }],
    tree: ["a cycle"],
    problems: ["1 span names itself as its parent: “a” (a). It stands at the top."],
  },
  {
    name: "a circle, which is cut above the span that starts first",
    spans: [
      { id: "a", parent: "c", ...at(2) },
      { id: "b", parent: "a", ...at(0) },
      { id: "c", parent: "b", ...at(1) },
      { id: "below", parent: "a", ...at(3) },
    ],
    tree: ["b cycle", "  c", "    a", "      below"],
    problems: ["Parents go round in a circle. It was cut above the span that starts first, “b” (b)."],
  },
  {
    name: "two circles",
    spans: [
      { id: "a", parent: "b", ...at(0) },
      { id: "b", parent: "a", ...at(1) },
      { id: "c", parent: "d", ...at(3) },
      { id: "d", parent: "c", ...at(2) },
    ],
    tree: ["a cycle", "  b", "d cycle", "  c"],
    problems: ["Parents go round in 2 circles. Each was cut above the span that starts first; the first is “a” (a)."],
  },
  {
    name: "a parent that is missing",
    spans: [
      { id: "root", ...at(0, 9) },
      { id: "a", parent: "gone", ...at(1) },
      { id: "b", parent: "a", ...at(1) },
    ],
    tree: ["root", "a orphan", "  b"],
    problems: ["1 span names a parent that is not in this trace: “a” (a). The trace is incomplete, and it stands at the top."],
  },
  {
    name: "two roots, in the order of time",
    spans: [
      { id: "later", ...at(5) },
      { id: "earlier", ...at(0) },
    ],
    tree: ["earlier", "later"],
    problems: ["The trace has 2 roots, side by side; the first is “later” (later)."],
  },
  {
    name: "an id that two spans have: the first has the children",
    spans: [
      { id: "root", ...at(0, 9) },
      { id: "a", parent: "root", operation: "first", ...at(1) },
      { id: "a", parent: "root", operation: "second", ...at(2) },
      { id: "b", parent: "a", ...at(2) },
    ],
    tree: ["root", "  first duplicate", "    b", "  second duplicate"],
    problems: ["1 span has the id of an earlier span: “second” (a). Children are drawn below the one that came first."],
  },
  {
    name: "spans without any id",
    spans: [
      { id: "", operation: "one", ...at(0) },
      { id: "", operation: "two", ...at(1) },
    ],
    tree: ["one", "two"],
    problems: ["The trace has 2 roots, side by side; the first is “one” (without an id)."],
  },
  {
    name: "ids with their leading zeros cut",
    spans: [
      { id: "00ab", ...at(0, 9) },
      { id: "cd", parent: "ab", ...at(1) },
      { id: "ef", parent: "0000cd", ...at(1) },
    ],
    tree: ["00ab", "  cd", "    ef"],
    problems: [],
  },
  {
    name: "a span that names itself as its parent without its leading zeros",
    spans: [{ id: "00ab", parent: "ab", ...at(0) }],
    tree: ["00ab cycle"],
    problems: ["Parents go round in a circle. It was cut above the span that starts first, “00ab” (00ab)."],
  },
  {
    name: "durations below 0 and untold ones",
    spans: [
      { id: "root", from: 0, took: 9 },
      { id: "a", parent: "root", from: 1, took: -3 },
      { id: "b", parent: "root", from: 2 },
    ],
    tree: ["root", "  a unfinished", "  b unfinished"],
    problems: [
      "1 span has no duration, and is drawn as a moment: “b” (b).",
      "1 span ends before it starts, and is drawn as a moment: “a” (a).",
    ],
  },
  {
    name: "a duration of 0, which is a duration",
    spans: [{ id: "a", from: 0, took: 0 }],
    tree: ["a"],
    problems: [],
  },
  {
    name: "starts that are not told: they are those of the parents",
    spans: [
      { id: "root", ...at(5, 9) },
      { id: "b", parent: "root", took: 2 },
      { id: "a", parent: "root", ...at(6) },
    ],
    tree: ["root", "  b unfinished", "  a"],
    problems: ["1 span does not tell when it started, and is drawn where its parent starts: “b” (b)."],
  },
  {
    name: "names of megabytes, which are cut in what is said",
    spans: [{ id: "a", parent: "a", operation: "x".repeat(5_000_000), ...at(0) }],
    tree: [`${"x".repeat(1000)}… cycle`],
    problems: [`1 span names itself as its parent: “${"x".repeat(80)}…” (a). It stands at the top.`],
  },
])("a trace of $name is drawn, and it is told", ({ spans, tree, problems }) => {
  expect(treeOf(spans)).toEqual({ tree, problems });
});

test("a root that does not tell its start is drawn where the first span starts", () => {
  const { trace } = buildOf([
    { id: "a", ...at(5) },
    { id: "b", ...at(7) },
    { id: "untold", took: 1 },
  ]);
  expect(trace.startNs).toBe(`${drawnSeconds}005000000`);
  expect([...trace.start]).toEqual([0, 0, 2 * perMs]);
  expect(buildOf([{ id: "untold" }]).trace.startNs).toBe(`${drawnSeconds}000000000`);
});

test("a trace is incomplete when a parent is missing or its answer broke off", () => {
  const whole = [{ id: "a", ...at(0) }];
  expect(buildOf(whole).trace.isIncomplete).toBe(false);
  expect(buildOf(whole, { isCut: true }).trace.isIncomplete).toBe(true);
  expect(buildOf([{ id: "a", parent: "gone", ...at(0) }]).trace.isIncomplete).toBe(true);
});

describe("the halves of a call that share their id", () => {
  const client: DrawnSpan = { id: "a", kind: "client", operation: "call", service: "shop", ...at(0, 9) };
  const server: DrawnSpan = { id: "a", kind: "server", operation: "serve", service: "cart", ...at(1, 6) };
  const below: DrawnSpan = { id: "b", parent: "a", operation: "query", service: "cart", ...at(2) };

  test.each([
    { name: "the client's first", spans: [client, { ...server, isSharedHalf: true }, below] },
    { name: "the server's first", spans: [{ ...server, isSharedHalf: true }, client, below] },
    { name: "without saying that they share it", spans: [below, client, server] },
  ])("are two spans, and what the server called is below the server's: $name", ({ spans }) => {
    expect(treeOf(spans)).toEqual({ tree: ["call", "  serve", "    query"], problems: [] });
  });

  test("may have a client's that does not say that it is one, when the server's says that it shares its id", () => {
    const { kind: _, ...untold } = client;
    expect(treeOf([untold, { ...server, isSharedHalf: true }, below]).tree).toEqual(["call", "  serve", "    query"]);
    expect(treeOf([untold, server, below]).tree).toEqual(["call duplicate", "  query", "serve duplicate"]);
  });

  test("of a call that was tried again keep what each server called", () => {
    const spans = [
      client,
      { ...server, isSharedHalf: true },
      { ...server, isSharedHalf: true, service: "cart-2", operation: "serve again", ...at(4) },
      { ...below, service: "cart-2", ...at(4) },
    ];
    expect(treeOf(spans).tree).toEqual(["call", "  serve", "  serve again", "    query"]);
  });

  test("the server's alone is below what it names as its parent", () => {
    const spans = [{ id: "root", ...at(0, 20) }, { ...server, parent: "root", isSharedHalf: true }, below];
    expect(treeOf(spans)).toEqual({ tree: ["root", "  serve", "    query"], problems: [] });
  });
});

describe("siblings", () => {
  test("stand in the order of their starts, then the longer one first, then as they came", () => {
    const spans = [
      { id: "root", ...at(0, 20) },
      { id: "d", parent: "root", ...at(5, 1) },
      { id: "c", parent: "root", ...at(5, 2) },
      { id: "e", parent: "root", ...at(5, 1) },
      { id: "b", parent: "root", ...at(1, 1) },
    ];
    expect(treeOf(spans).tree).toEqual(["root", "  b", "  c", "  d", "  e"]);
  });
});

describe("a span with its time in the wrong unit", () => {
  const most: DrawnSpan[] = [
    { id: "root", ...at(0, 10) },
    { id: "a", parent: "root", ...at(1) },
    { id: "b", parent: "root", ...at(2) },
  ];

  test.each([
    { name: "before all others", from: -20_000 * 86_400_000, took: 1 },
    { name: "after all others", from: 20_000 * 86_400_000, took: 1 },
    { name: "that ends long after all others", from: 3, took: 13 * month },
  ])("$name does not squeeze them, and is told", ({ from, took }) => {
    const { trace } = buildOf([...most, { id: "far", parent: "root", from, took }]);
    expect(trace.startNs).toBe(`${drawnSeconds}000000000`);
    expect(trace.durationNs).toBe(10 * perMs);
    expect(extentOf(trace, false)).toEqual({ from: 0, to: 10 * perMs });
    expect(trace.problems).toEqual([
      "1 span is more than a month away from most others, as if its time were in the wrong unit: “far” (far). The time shown is that of the others.",
    ]);
  });

  test("does not hide half of the spans: without a majority everything is drawn, and told", () => {
    const { trace } = buildOf([
      { id: "b", ...at(2 * month) },
      { id: "a", ...at(0) },
    ]);
    expect(trace.durationNs).toBe((2 * month + 1) * perMs);
    expect(trace.problems).toContain(
      "The trace lasts more than a month, as if some of its times were in the wrong unit: it begins with “a” (a).",
    );
  });

  test("may have one that no calendar knows", () => {
    expect(buildOf([{ id: "a", ...at(9e17) }]).trace.startNs).toBe("9999999999999999999");
    expect(buildOf([{ id: "a", ...at(-9e17) }]).trace.startNs).toBe("0");
  });
});
