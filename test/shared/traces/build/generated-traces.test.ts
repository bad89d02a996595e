// What must hold for every trace, whatever it is.
import { describe, expect, test } from "vitest";
import { spanFlags, type Trace } from "#shared/model/trace";
import { buildTrace } from "#shared/traces/build/index";
import { createTraceReading } from "#shared/traces/read/index";
import { endOf, extentOf, startOf } from "#shared/traces/trace-times";
import { tracesIn } from "#shared/traces/traces-in";
import { createRandom } from "../../../support/random-numbers";
import { brokenTraces } from "../../../support/traces/broken-traces";
import type { GenerateOptions } from "../../../support/traces/generator";
import { readGenerated } from "../generated-table";
import { buildOf, type DrawnSpan } from "./drawn-trace";

const positionsOf = ({ count }: Trace): number[] => Array.from({ length: count }, (_, position) => position);
const stretchesOf = (trace: Trace, position: number): [number, number][] =>
  Array.from({ length: (trace.criticalOf[position + 1] as number) - (trace.criticalOf[position] as number) }, (_, offset) => {
    const at = (trace.criticalOf[position] as number) + offset;
    return [trace.criticalFrom[at] as number, trace.criticalTo[at] as number];
  });

/** What is wrong with a built trace, in words; nothing, hopefully. */
function faultsIn(trace: Trace): string[] {
  const faults: string[] = [];
  const expectThat = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what);
  };
  const sizes = new Uint32Array(trace.count);
  for (const position of positionsOf(trace).reverse()) {
    const above = trace.parent[position] as number;
    const end = position + (trace.size[position] as number);
    expectThat(above < position, `${position} stands before its parent`);
    expectThat(trace.depth[position] === (above < 0 ? 0 : (trace.depth[above] as number) + 1), `${position} has a wrong depth`);
    expectThat(above < 0 || end <= above + (trace.size[above] as number), `${position} reaches out of its parent`);
    expectThat(sizes[position] === trace.size[position], `${position} has a wrong size`);
    if (above >= 0) sizes[above] = (sizes[above] as number) + (sizes[position] as number) + 1;
    const next = end + 1;
    const isSibling = next < trace.count && trace.parent[next] === above;
    expectThat(
      !isSibling || startOf(trace, position, true) <= startOf(trace, next, true),
      `${position} starts after its next sibling`,
    );
    const self = trace.self[position] as number;
    expectThat(self >= 0 && self <= (trace.duration[position] as number), `${position} has an impossible self time`);
    expectThat(
      (trace.shift[position] !== 0) === (((trace.flags[position] as number) & spanFlags.skewed) !== 0),
      `${position} is moved and not marked`,
    );
    for (const [from, to] of stretchesOf(trace, position)) {
      const isWithin = from >= startOf(trace, position, true) && to <= endOf(trace, position, true) && from < to;
      expectThat(isWithin, `${position} is on the critical path while it did not run`);
      expectThat(
        ((trace.flags[position] as number) & spanFlags.onCriticalPath) !== 0,
        `${position} is on the path and not marked`,
      );
    }
  }
  const path = positionsOf(trace)
    .flatMap((position) => stretchesOf(trace, position))
    .sort(([a], [b]) => a - b);
  expectThat(
    path.every(([from], index) => index === 0 || from >= (path[index - 1] as [number, number])[1]),
    "the critical path is in two places at once",
  );
  for (const [run, { first, count, errors }] of trace.runs.entries()) {
    const members = positionsOf(trace).filter((position) => trace.run[position] === run);
    expectThat(members.length === count && members[0] === first && count >= 4, `run ${run} has wrong spans`);
    expectThat(
      errors <= members.length + members.reduce((sum, member) => sum + (trace.size[member] as number), 0),
      `run ${run} has too many errors`,
    );
  }
  return faults;
}

const lengthOfPath = (trace: Trace): number =>
  positionsOf(trace)
    .flatMap((position) => stretchesOf(trace, position))
    .reduce((sum, [from, to]) => sum + to - from, 0);

const kinds: { name: string; options: Omit<GenerateOptions, "seed"> }[] = [
  { name: "of one span", options: { spans: 1 } },
  { name: "with clocks that agree", options: { spans: 800, hasNanoseconds: true } },
  { name: "with skewed clocks", options: { spans: 800, skew: 20 } },
  { name: "with orphans", options: { spans: 500, orphans: 20, skew: 2 } },
  { name: "with repeated siblings", options: { spans: 1500, repeated: 30 } },
  { name: "with spans that outlive their parents", options: { spans: 800, outliving: 0.3 } },
  { name: "of one chain", options: { spans: 600, depth: 599 } },
  { name: "of one level", options: { spans: 600, depth: 1, skew: 3 } },
  { name: "in random order", options: { spans: 800, order: "random", skew: 3 } },
];

describe.each(kinds)("a generated trace $name", ({ options }) => {
  test.each([1, 2, 3])("has a tree, times and a path that fit together: seed %i", (seed) => {
    const { trace } = readGenerated({ seed, ...options });
    expect(faultsIn(trace)).toEqual([]);
    expect(trace.count).toBe(options.spans);
  });
});

test.each([1, 2, 3, 4, 5])("the critical path of one whole tree takes as long as its root: seed %i", (seed) => {
  const { trace } = readGenerated({ seed, spans: 1000, hasNanoseconds: true });
  expect(lengthOfPath(trace)).toBe(trace.duration[0]);
});

test.each([1, 2, 3])("a trace whose clocks agree is not corrected: seed %i", (seed) => {
  const { trace } = readGenerated({ seed, spans: 1000 });
  expect(trace.shift.every((shift) => shift === 0)).toBe(true);
  expect(extentOf(trace, true)).toEqual(extentOf(trace, false));
});

test.each([1, 2, 3])("with clocks corrected no span starts before the one that called it: seed %i", (seed) => {
  const { trace } = readGenerated({ seed, spans: 2000, skew: 50 });
  const early = positionsOf(trace).filter((position) => {
    const above = trace.parent[position] as number;
    // A time this large is exact to a fraction of a nanosecond.
    return above >= 0 && startOf(trace, position, true) < startOf(trace, above, true) - 1;
  });
  expect(early).toEqual([]);
  expect(trace.shift.some((shift) => shift !== 0)).toBe(true);
});

test("the order in which spans come changes nothing of the tree", () => {
  const inOrder = readGenerated({ seed: 6, spans: 1000, order: "finished" }).trace;
  const shuffled = readGenerated({ seed: 6, spans: 1000, order: "random" }).trace;
  const { traceId, startNs, durationNs, parent, start, self } = shuffled;
  expect({ traceId, startNs, durationNs, parent, start, self }).toEqual({
    traceId: inOrder.traceId,
    startNs: inOrder.startNs,
    durationNs: inOrder.durationNs,
    parent: inOrder.parent,
    start: inOrder.start,
    self: inOrder.self,
  });
});

test.each(Array.from({ length: 60 }, (_, seed) => ({ seed })))(
  "random nonsense is built into a trace that fits together: seed $seed",
  ({ seed }) => {
    const random = createRandom(seed);
    const count = random.whole(1, 60);
    const id = (): string => `${random.chance(0.1) ? "00" : ""}${random.whole(0, Math.ceil(count * 0.8))}`;
    const time = (): number | undefined =>
      random.weighted([
        [20, random.whole(0, 100)],
        [2, undefined],
        [1, -random.whole(0, 1000)],
        [1, 1.7e12],
      ] as const);
    const spans = Array.from({ length: count }, (): DrawnSpan => {
      const [from, took] = [time(), time()];
      return {
        id: random.chance(0.03) ? "" : id(),
        ...(random.chance(0.9) && { parent: id() }),
        operation: random.pick(["GET", "SELECT", "SELECT", "set"]),
        service: random.pick(["shop", "cart", "db"]),
        kind: random.pick(["unset", "client", "server", "server", "consumer", "producer"]),
        ...(from !== undefined && { from }),
        ...(took !== undefined && { took }),
        isError: random.chance(0.2),
        isSharedHalf: random.chance(0.1),
        isFollower: random.chance(0.1),
      };
    });
    const { trace, row } = buildOf(spans);
    expect(faultsIn(trace)).toEqual([]);
    expect([...row].sort((a, b) => a - b)).toEqual(spans.map((_, index) => index));
  },
);

test.each(brokenTraces.filter(({ spans }) => spans !== undefined && spans > 0))(
  "$name is built into traces that fit together",
  ({ text }) => {
    const reading = createTraceReading();
    reading.push(new TextEncoder().encode(text()));
    const { table } = reading.end();
    for (const { rows } of tracesIn(table)) expect(faultsIn(buildTrace(table, rows).trace)).toEqual([]);
  },
);

test("many spans with one id, all parts of calls, are built in no time", () => {
  const spans = Array.from({ length: 60_000 }, (_, index): DrawnSpan => {
    const isCall = index < 30_000;
    return {
      id: isCall ? "0a" : `b${index}`,
      ...(!isCall && { parent: index % 2 === 0 ? "0a" : "a" }),
      kind: index === 0 ? "client" : "server",
      from: index,
      took: 1,
    };
  });
  expect(buildOf(spans).trace.count).toBe(60_000);
});
