import { describe, expect, test } from "vitest";
import { buildOf, type DrawnSpan, perMs, traceOf } from "./drawn-trace";

/** One after the other, a millisecond each. */
const inTurn = (operations: readonly (string | Partial<DrawnSpan>)[]): DrawnSpan[] => [
  { id: "root", from: 0, took: 100 },
  ...operations.map((what, index) => ({
    id: `s${index}`,
    parent: "root",
    from: index,
    took: 1,
    ...(typeof what === "string" ? { operation: what } : { operation: "SELECT", ...what }),
  })),
];

describe("siblings that do the same one after the other are a run", () => {
  test("with its number on each of them, its length, its time and its errors", () => {
    const { trace } = buildOf(inTurn(["SELECT", "SELECT", { isError: true }, "SELECT", "COMMIT"]));
    expect([...trace.run]).toEqual([-1, 0, 0, 0, 0, -1]);
    expect(trace.runs).toEqual([{ first: 1, count: 4, totalNs: 4 * perMs, errors: 1 }]);
  });

  test("and a second one begins behind something else", () => {
    const { trace } = buildOf(inTurn([...Array(5).fill("SELECT"), "COMMIT", ...Array(4).fill("SELECT")]));
    expect(trace.runs.map(({ first, count }) => [first, count])).toEqual([
      [1, 5],
      [7, 4],
    ]);
  });

  test("when they have the same children, whose errors count as well", () => {
    const trace = traceOf(`
      root shop      |========|
        get cart     |==      |
          SELECT db  |=       |
        get cart     |  ==    |
          SELECT db error |  =     |
        get cart     |    ==  |
          SELECT db  |    =   |
        get cart     |      ==|
          SELECT db  |      = |`);
    expect([...trace.run]).toEqual([-1, 0, -1, 0, -1, 0, -1, 0, -1]);
    expect(trace.runs).toEqual([{ first: 1, count: 4, totalNs: 8 * perMs, errors: 1 }]);
  });
});

test.each([
  { name: "three are read as fast as a number is", spans: inTurn(["SELECT", "SELECT", "SELECT"]) },
  { name: "the operation differs", spans: inTurn(["a", "b", "a", "b", "a"]) },
  { name: "the kind differs", spans: inTurn([{ kind: "client" }, { kind: "client" }, { kind: "server" }, { kind: "client" }]) },
  { name: "the service differs", spans: inTurn([{ service: "a" }, { service: "a" }, { service: "b" }, { service: "a" }]) },
  {
    name: "one of them has a child",
    spans: [...inTurn(["SELECT", "SELECT", "SELECT", "SELECT"]), { id: "below", parent: "s1", from: 1, took: 1 }],
  },
  {
    name: "their children have children",
    spans: inTurn(Array(5).fill("SELECT")).flatMap((span) =>
      span.id === "root"
        ? [span]
        : [span, { ...span, id: `${span.id}b`, parent: span.id }, { ...span, id: `${span.id}c`, parent: `${span.id}b` }],
    ),
  },
])("they are no run when $name", ({ spans }) => expect(buildOf(spans).trace.runs).toEqual([]));
