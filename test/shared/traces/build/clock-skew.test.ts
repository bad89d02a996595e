import { describe, expect, test } from "vitest";
import { spanFlags } from "#shared/model/trace";
import { extentOf } from "#shared/traces/trace-times";
import { buildOf, draw, drawnSeconds, perMs, plainDrawing, traceOf } from "./drawn-trace";

const withoutPath = (drawing: string): string => drawing.replaceAll("#", "=");

describe("a span of another clock", () => {
  test.each([
    {
      name: "that starts before its parent is put into the middle of it",
      recorded: `
        GET shop client    |    ==========|
          serve cart       |======        |`,
      corrected: `
        GET shop           |==========|
          serve cart       |  ======  |`,
    },
    {
      name: "takes those of its own clock with it",
      recorded: `
        GET shop           |        ==========|
          serve cart       |======            |
            query cart     | ===              |
              row cart     |  =               |`,
      corrected: `
        GET shop           |==========|
          serve cart       |  ======  |
            query cart     |   ===    |
              row cart     |    =     |`,
    },
    {
      name: "does not take those of a third clock with it, when they fit in where they are",
      recorded: `
        GET shop           |        ==========|
          serve cart       |======            |
            query db       |            ==    |`,
      corrected: `
        GET shop           |==========|
          serve cart       |  ======  |
            query db       |    ==    |`,
    },
    {
      name: "starts together with its parent when it lasts longer",
      recorded: `
        GET shop           |    ======    |
          serve cart       |==========    |`,
      corrected: `
        GET shop           |======    |
          serve cart       |==========|`,
    },
    {
      name: "starts together with its parent when nobody waited for it",
      recorded: `
        POST shop             |    ==========|
          consume mail consumer |====        |`,
      corrected: `
        POST shop             |==========|
          consume mail        |====      |`,
    },
    {
      name: "is moved together with the others of that clock below the same parent, by the least that will do",
      recorded: `
        GET shop           |   ============|
          check cart       | ===           |
          own shop         |    =          |
          list cart        |     ==        |
            query cart     |     =         |
          other db         |      ===      |`,
      corrected: `
        GET shop           |============|
          check cart       |===         |
          own shop         | =          |
          other db         |   ===      |
          list cart        |    ==      |
            query cart     |    =       |`,
    },
    {
      name: "that answered a call which was already over is put into the middle of it",
      recorded: `
        GET shop client    |======        |
          serve cart server |        ==== |`,
      corrected: `
        GET shop           |======|
          serve cart       | ==== |`,
    },
  ])("$name", ({ recorded, corrected }) => {
    const trace = traceOf(recorded);
    expect(withoutPath(draw(trace))).toBe(plainDrawing(corrected));
    const moved = Array.from({ length: trace.count }, (_, position) => trace.shift[position] !== 0);
    expect(Array.from(trace.flags, (flags) => (flags & spanFlags.skewed) !== 0)).toEqual(moved);
  });

  test.each([
    {
      name: "that fits into its parent",
      drawing: `
        GET shop           |==========|
          serve cart       |  ======  |`,
    },
    {
      name: "that ends after its parent: the parent may have given up waiting",
      drawing: `
        GET shop client     |======    |
          serve cart server |   =======|`,
    },
    {
      name: "of a consumer that starts when its parent has ended",
      drawing: `
        publish shop producer   |==       |
          consume mail consumer |     ====|`,
    },
    {
      name: "that says that it only follows its parent",
      drawing: `
        GET shop client             |==       |
          clean cart server follows |     ====|`,
    },
    {
      name: "that was left behind by work, and not called by a client",
      drawing: `
        GET shop     |==       |
          clean cart |     ====|`,
    },
    {
      name: "of the same service as its parent, whatever it says",
      drawing: `
        GET shop     |   ======|
          early shop |===      |`,
    },
    {
      name: "of another service on the same machine",
      drawing: `
        GET shop host=web-1     |   ======|
          early cart host=web-1 |===      |`,
    },
  ])("is left where it is: one $name", ({ drawing }) => {
    const trace = traceOf(drawing);
    expect(withoutPath(draw(trace))).toBe(plainDrawing(drawing));
    expect([...trace.shift].every((shift) => shift === 0)).toBe(true);
  });
});

test("one service on two machines has two clocks", () => {
  const trace = traceOf(`
    GET shop host=web-1     |   =====|
      early shop host=web-2 |===     |`);
  expect([...trace.shift]).toEqual([0, 4 * perMs]);
});

test("with the clocks not corrected the trace is as it was recorded, and both lengths are known", () => {
  const recorded = `
    GET shop           |        ==========|
      serve cart       |======            |`;
  const trace = traceOf(recorded);
  expect(withoutPath(draw(trace, { correctsClocks: false }))).toBe(plainDrawing(recorded));
  expect({ corrected: trace.durationNs / perMs, recorded: trace.recordedDurationNs / perMs }).toEqual({
    corrected: 10,
    recorded: 18,
  });
  expect(trace.startNs).toBe(`${drawnSeconds}008000000`);
  expect(extentOf(trace, true)).toEqual({ from: 0, to: 10 * perMs });
  expect(extentOf(trace, false)).toEqual({ from: -8 * perMs, to: 10 * perMs });
});

test("a clock that is years off is corrected, and what is known of the others stays exact", () => {
  const years = 40 * 365 * 86_400_000;
  const { trace } = buildOf([
    { id: "GET", from: 0, took: 10 },
    { id: "serve", parent: "GET", service: "cart", from: -years, took: 4 },
  ]);
  expect(trace.durationNs).toBe(10 * perMs);
  expect(trace.startNs).toBe(`${drawnSeconds}000000000`);
  expect(trace.problems).toEqual([]);
});
