import { expect, test } from "vitest";
import { spanFlags } from "#shared/model/trace";
import { buildOf, draw, perMs, plainDrawing, readDrawing, traceOf } from "./drawn-trace";

// The drawing is the question and the answer: `#` is where the critical path must lead.
test.each([
  {
    name: "of a span alone is all of it",
    drawing: `
      GET shop |##########|`,
  },
  {
    name: "leads through calls made one after the other, and through the parent between them",
    drawing: `
      GET shop   |##===##===##|
        one shop |  ###       |
        two shop |       ###  |`,
  },
  {
    name: "leads through the call that ended last of those that ran side by side",
    drawing: `
      GET shop     |##========#|
        short shop | =====     |
        long shop  |  ######## |`,
  },
  {
    name: "passes over a call that was still running when the last one was made: that one did not wait for it",
    drawing: `
      GET shop     |##======####===========#|
        first shop |  ######                |
        aside shop |    ===========         |
        last shop  |            ########### |`,
  },
  {
    name: "leads down into the calls of calls",
    drawing: `
      GET shop         |#========##|
        serve cart     | #======#  |
          query cart   |  #=====   |
            SELECT db  |   #####   |`,
  },
  {
    name: "leads through a call that ends together with its parent",
    drawing: `
      GET shop    |####======|
        tail shop |    ######|`,
  },
  {
    name: "leads through both of two calls that touch",
    drawing: `
      GET shop   |#========#|
        one shop | ####     |
        two shop |     #### |`,
  },
  {
    name: "leaves out a consumer that goes on when its parent has ended",
    drawing: `
      POST shop                 |######==##     |
        publish shop producer   |      ##       |
          consume mail consumer |       ========|`,
  },
  {
    name: "leads through a consumer that answered while its parent was at work",
    drawing: `
      POST shop               |##======##|
        consume mail consumer |  ######  |`,
  },
  {
    name: "leaves out what says that it only follows its parent",
    drawing: `
      POST shop          |##########|
        log shop follows |  ======  |`,
  },
  {
    name: "counts a call that outlived its parent up to the parent's end: the parent gave up waiting",
    drawing: `
      GET shop client     |##====      |
        GET shop2 server  |  ####======|`,
  },
  {
    name: "counts only the one that began first of two that outlived their parent",
    drawing: `
      GET shop   |##======    |
        one shop |  ######==  |
        two shop |    ========|`,
  },
  {
    name: "leaves out work that begins when its parent has ended",
    drawing: `
      POST shop      |######      |
        clean shop   |        ====|`,
  },
  {
    name: "leads through the roots of a trace whose own root is missing, one after the other",
    drawing: `
      one shop   |####        |
      aside shop | ==         |
      two shop   |      ######|`,
  },
  {
    name: "passes over calls that took no time",
    drawing: `
      GET shop   |##########|
        set shop |     .    |`,
  },
])("the critical path $name", ({ drawing }) => {
  expect(draw(traceOf(drawing))).toBe(plainDrawing(drawing));
});

test("a call whose clock was wrong is on the path where it is drawn, with its clock corrected", () => {
  const { trace } = buildOf([
    { id: "GET", kind: "client", from: 10, took: 10 },
    { id: "serve", parent: "GET", service: "cart", kind: "server", from: 0, took: 6 },
  ]);
  expect(draw(trace)).toBe(
    plainDrawing(`
      GET     |##======##|
        serve |  ######  |`),
  );
});

test("a span that was waited for in all of its time by its children alone is on the path as well", () => {
  const trace = traceOf(`
    GET shop    |======|
      all shop  |######|`);
  expect(Array.from(trace.flags, (flags) => (flags & spanFlags.onCriticalPath) !== 0)).toEqual([true, true]);
  expect([...trace.criticalOf]).toEqual([0, 0, 1]);
});

test("stretches stand in the order of time", () => {
  const trace = traceOf(`
    GET shop   |##===##===##|
      one shop |  ###       |
      two shop |       ###  |`);
  const stretches = Array.from({ length: trace.criticalOf[1] as number }, (_, at) => [
    (trace.criticalFrom[at] as number) / perMs,
    (trace.criticalTo[at] as number) / perMs,
  ]);
  expect(stretches).toEqual([
    [0, 2],
    [5, 7],
    [10, 12],
  ]);
});

test("a chain of fifty thousand calls is walked to its end", () => {
  const depth = 50_000;
  const spans = Array.from({ length: depth }, (_, index) => ({
    id: `s${index}`,
    ...(index > 0 && { parent: `s${index - 1}` }),
    operation: "call",
    from: index,
    took: 2 * depth - 2 * index,
  }));
  const { trace } = buildOf(spans);
  expect(trace.depth[depth - 1]).toBe(depth - 1);
  expect(trace.criticalFrom.length).toBe(2 * depth - 1);
});

test("what a drawing says is what is built", () => {
  const drawing = `
    GET shop      |====|
      SELECT db   | .  |`;
  expect(readDrawing(drawing)).toEqual([
    { id: "GET-0", operation: "GET", service: "shop", from: 0, took: 4, isError: false, isFollower: false },
    { id: "SELECT-1", parent: "GET-0", operation: "SELECT", service: "db", from: 1, took: 0, isError: false, isFollower: false },
  ]);
});
