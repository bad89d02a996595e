import { expect, test } from "vitest";
import { operationAt, perMs, traceOf } from "./drawn-trace";

// Milliseconds in which no child was at work, by name.
test.each([
  {
    name: "of a span without children is its duration",
    drawing: `
      GET shop |==========|`,
    expected: { GET: 10 },
  },
  {
    name: "is what the children leave",
    drawing: `
      GET shop   |==========|
        one shop | ==       |
        two shop |     ===  |`,
    expected: { GET: 5, one: 2, two: 3 },
  },
  {
    name: "counts children that overlap only once",
    drawing: `
      GET shop     |==========|
        one shop   | ====     |
        two shop   |   ====   |
        three shop |    =     |`,
    expected: { GET: 4, one: 4, two: 4, three: 1 },
  },
  {
    name: "is not lessened by grandchildren that outlive their parent",
    drawing: `
      GET shop    |==========|
        one shop  | ===      |
          on shop |   =====  |`,
    expected: { GET: 7, one: 2, on: 5 },
  },
  {
    name: "counts a child that outlives its parent up to the parent's end",
    drawing: `
      GET shop     |======    |
        late shop  |    ======|
        after shop |       ===|`,
    expected: { GET: 4, late: 6, after: 3 },
  },
  {
    name: "is 0 for a span that waits for its children all the time",
    drawing: `
      GET shop   |==========|
        one shop |=====     |
        two shop |     =====|`,
    expected: { GET: 0, one: 5, two: 5 },
  },
  {
    name: "of a child with a wrong clock is taken off where it is drawn",
    drawing: `
      GET shop     |    ======|
        serve cart |====      |`,
    expected: { GET: 2, serve: 4 },
  },
])("the self time $name", ({ drawing, expected }) => {
  const trace = traceOf(drawing);
  const self = Object.fromEntries(Array.from(trace.self, (length, position) => [operationAt(trace, position), length / perMs]));
  expect(self).toEqual(expected);
});
