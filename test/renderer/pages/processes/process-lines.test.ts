import { describe, expect, test } from "vitest";
import type { Process } from "../../../../renderer/bridge/process-list";
import {
  innerParentKeys,
  listLines,
  type ProcessLine,
  type ProcessOrder,
  treeLines,
} from "../../../../renderer/pages/processes/process-lines";
import { process } from "./processes";

const byCpu: ProcessOrder = { by: ({ cpuPercent }) => cpuPercent, isDescending: true };
const byName: ProcessOrder = { by: ({ info }) => info.name, isDescending: false };
const open = () => false;

/** One word a line: dots for the depth, `+2` for what is folded into it, brackets for a dim one. */
const draw = (lines: readonly ProcessLine[]): string[] =>
  lines.map(({ process: { info }, depth, folded, isDim }) => {
    const words = `${info.pid}${folded > 0 ? `+${folded}` : ""}`;
    return ".".repeat(depth) + (isDim ? `[${words}]` : words);
  });

// 1 ─┬─ 2 ─── 4
//    └─ 3 ─┬─ 5
//          └─ 6
const family = [
  process(1, { parentPid: 0, cpuPercent: 1 }),
  process(2, { parentPid: 1, cpuPercent: 5 }),
  process(3, { parentPid: 1, cpuPercent: 0 }),
  process(4, { parentPid: 2, cpuPercent: 1 }),
  process(5, { parentPid: 3, cpuPercent: 10, residentBytes: 100, diskReadPerSecond: Number.NaN }),
  process(6, { parentPid: 3, cpuPercent: 20, residentBytes: 10, diskReadPerSecond: 7 }),
];
const pid = (wanted: number) => family.find(({ info }) => info.pid === wanted) as Process;

describe("the list", () => {
  test("is in the order asked for, and what is alike keeps its place by pid", () => {
    const shuffled = [5, 3, 9, 7].map((each) => process(each, { cpuPercent: each === 9 ? 4 : 0 }));
    expect(draw(listLines(shuffled, undefined, byCpu))).toEqual(["9", "3", "5", "7"]);
    expect(draw(listLines([...shuffled].reverse(), undefined, byCpu))).toEqual(["9", "3", "5", "7"]);
  });

  test("has what is not known last, whichever way it is sorted", () => {
    const some = [process(1, { cpuPercent: Number.NaN }), process(2, { cpuPercent: 1 }), process(3, { cpuPercent: 2 })];
    expect(draw(listLines(some, undefined, byCpu))).toEqual(["3", "2", "1"]);
    expect(draw(listLines(some, undefined, { ...byCpu, isDescending: false }))).toEqual(["2", "3", "1"]);
  });

  test("has only what is wanted", () => {
    expect(draw(listLines(family, ({ cpuPercent }) => cpuPercent > 4, byCpu))).toEqual(["6", "5", "2"]);
  });
});

describe("the tree", () => {
  test("has children below their parents, and siblings by what their branches use together", () => {
    expect(draw(treeLines(family, undefined, byCpu, open))).toEqual(["1", ".3", "..6", "..5", ".2", "..4"]);
    expect(draw(treeLines(family, undefined, byName, open))).toEqual(["1", ".2", "..4", ".3", "..5", "..6"]);
  });

  test("shows the sums of a branch in the line it is folded into, and the order stays", () => {
    const lines = treeLines(family, undefined, byCpu, (key) => key === pid(3).key);
    expect(draw(lines)).toEqual(["1", ".3+2", ".2", "..4"]);
    expect(lines[1]?.figures).toMatchObject({ cpuPercent: 30, residentBytes: 110, diskReadPerSecond: 7, threads: 3 });
    expect(lines[1]?.process).toBe(pid(3));
  });

  test("shows an open branch's own figures", () => {
    expect(treeLines(family, undefined, byCpu, open)[0]?.figures).toBe(pid(1));
  });

  test("keeps the ancestors of what is wanted, dim", () => {
    expect(draw(treeLines(family, (each) => each === pid(4), byCpu, open))).toEqual(["[1]", ".[2]", "..4"]);
  });

  test.each([
    { name: "its own parent", processes: [process(7, { parentPid: 7 })], expected: ["7"] },
    { name: "a parent that is not there", processes: [process(7, { parentPid: 99 })], expected: ["7"] },
    {
      name: "a ring of parents",
      processes: [process(7, { parentPid: 9 }), process(8, { parentPid: 7 }), process(9, { parentPid: 8 })],
      expected: ["9", ".7", "..8"],
    },
  ])("with $name still has each process once", ({ processes, expected }) => {
    expect(draw(treeLines(processes, undefined, byName, open))).toEqual(expected);
  });

  test("may be ten thousand deep", () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => process(index + 1, { parentPid: index, cpuPercent: 1 }));
    const lines = treeLines(chain, undefined, byCpu, (key) => key === chain[0]?.key);
    expect(draw(lines)).toEqual(["1+9999"]);
    expect(lines[0]?.figures.cpuPercent).toBe(10_000);
  });

  test("folded as a whole keeps the roots and what is right below them in sight", () => {
    const folded = innerParentKeys(family);
    expect(draw(treeLines(family, undefined, byCpu, (key) => folded.has(key)))).toEqual(["1", ".3+2", ".2+1"]);
  });
});
