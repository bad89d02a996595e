import { expect, test } from "vitest";
import { graphOf, leastCallsFor, partOf, type ServiceGraph, thresholdSteps } from "#shared/traces/dependency-graph";

// web → shop → db
//        ↓ ↖  ↗
//       mail ─┘      shop → shop (itself)
const graph = graphOf([
  { parent: "web", child: "shop", calls: 100, errors: 3 },
  { parent: "shop", child: "db", calls: 500 },
  { parent: "shop", child: "mail", calls: 10, errors: 0 },
  { parent: "mail", child: "shop", calls: 2 },
  { parent: "mail", child: "db", calls: 30 },
  { parent: "shop", child: "shop", calls: 5 },
]);
const words = ({ nodes, edges }: ServiceGraph) =>
  edges.map(({ from, to, calls }) => `${nodes[from]?.name}→${nodes[to]?.name} ${calls}`);

test("each service knows what it answers and makes", () => {
  expect(graph.nodes).toEqual([
    { name: "db", callsIn: 530, callsOut: 0, errors: undefined },
    { name: "mail", callsIn: 10, callsOut: 32, errors: 0 },
    { name: "shop", callsIn: 107, callsOut: 515, errors: 3 },
    { name: "web", callsIn: 0, callsOut: 100, errors: undefined },
  ]);
  expect(words(graph)[0]).toBe("shop→db 500");
});

test("a pair that comes twice is one edge, whatever the services are called", () => {
  const twice = graphOf([
    { parent: "__proto__", child: "constructor", calls: 1, errors: 1 },
    { parent: "__proto__", child: "constructor", calls: 2, errors: 0 },
  ]);
  expect(twice.edges).toEqual([{ from: 0, to: 1, calls: 3, errors: 1 }]);
});

test.each([
  { what: "calls that are often enough", part: { leastCalls: 30 }, edges: ["shop→db 500", "web→shop 100", "mail→db 30"] },
  {
    what: "what a service calls",
    part: { leastCalls: 0, focus: { name: "mail", depth: 1, side: "callees" as const } },
    edges: ["mail→db 30", "mail→shop 2"],
  },
  {
    what: "who calls a service, two calls away",
    part: { leastCalls: 0, focus: { name: "mail", depth: 2, side: "callers" as const } },
    edges: ["web→shop 100", "shop→mail 10", "shop→shop 5", "mail→shop 2"],
  },
  {
    what: "both, of the strong ones",
    part: { leastCalls: 10, focus: { name: "shop", depth: 1, side: "both" as const } },
    edges: ["shop→db 500", "web→shop 100", "shop→mail 10"],
  },
  {
    what: "a service that is not there: all",
    part: { leastCalls: 100, focus: { name: "x", depth: 1, side: "both" as const } },
    edges: ["shop→db 500", "web→shop 100"],
  },
])("shown are $what", ({ part, edges }) => {
  const shown = partOf(graph, part);
  // Edges of one strength are in no order of their own.
  expect(words(shown).sort()).toEqual([...edges].sort());
  const named = new Set(edges.flatMap((edge) => edge.replace(/ \d+$/, "").split("→")));
  expect(shown.nodes.map(({ name }) => name)).toEqual([...named].sort());
});

test("the service that is looked at stays, with nothing around it", () => {
  const alone = partOf(graph, { leastCalls: 1000, focus: { name: "db", depth: 3, side: "both" } });
  expect(alone.nodes.map(({ name }) => name)).toEqual(["db"]);
});

test("a threshold leaves no more edges than can be read", () => {
  const of = (most: number) => partOf(graph, { leastCalls: leastCallsFor(graph, most) }).edges.length;
  expect([of(1), of(3), of(6), of(100)]).toEqual([1, 3, 6, 6]);
  const equal = graphOf(["a", "b", "c"].map((child) => ({ parent: "x", child, calls: 7 })));
  expect(leastCallsFor(equal, 2)).toBe(8);
});

test("a slider stops at round numbers up to the strongest edge", () => {
  expect(thresholdSteps(graph)).toEqual([0, 2, 5, 10, 20, 50, 100, 200, 500]);
  expect(thresholdSteps(graphOf([]))).toEqual([0]);
});
