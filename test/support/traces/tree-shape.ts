// Which span of a generated trace calls which, and what each does. Made in one list without recursion, parents before their
// children, so that a chain of two hundred thousand is as good as any other tree.
import type { Random } from "../random-numbers";
import type { Operation, Work } from "./span-words";
import { operationOf, serviceName } from "./span-words";

export interface ShapeOptions {
  spans: number;
  /** Levels below the root. There are as many, where there are spans enough. */
  depth: number;
  /** The most children of most spans; there are more where many spans must fit into few levels. */
  fanOut: number;
  services: number;
  /** How many times 14 equal calls stand one after the other. */
  repeated: number;
}

export interface ShapedSpan extends Operation {
  /** Index of its parent; -1 for the root. */
  parent: number;
  service: number;
  /** One of a run of equal siblings. */
  isRepeated: boolean;
}

/** Equal siblings of one run. */
const runLength = 14;

interface Open {
  parent: number;
  service: number;
  work: Work;
  /** Spans still to be put below it, and how many levels of them. */
  below: number;
  levels: number;
  /** Whether the deepest span is to be below it. */
  isDeepest: boolean;
}

export function shapeTree(random: Random, options: ShapeOptions): ShapedSpan[] {
  const spans: ShapedSpan[] = [];
  const levels = Math.max(1, options.depth);
  const open: Open[] = [{ parent: -1, service: 0, work: "serve", below: options.spans - 1, levels, isDeepest: true }];
  let runsLeft = options.repeated;
  for (let next = open.pop(); next; next = open.pop()) {
    const index = spans.length;
    const { parent, service, work, below } = next;
    spans.push({ ...operationOf(random, work, serviceName(service)), parent, service, isRepeated: false });
    const hasRoomForRun = below > runLength * 2 && work !== "call" && (parent >= 0 || options.spans < 100);
    const run = runsLeft > 0 && hasRoomForRun && (!next.isDeepest || below - runLength >= next.levels) ? runLength : 0;
    if (run > 0) {
      runsLeft--;
      const operation = operationOf(random, "query", serviceName(service));
      for (let at = 0; at < run; at++) spans.push({ ...operation, parent: index, service, isRepeated: true });
    }
    const children = childrenOf(random, { ...next, below: below - run }, options);
    // The last one opened is made first.
    for (const child of children.reverse()) open.push({ ...child, parent: index });
  }
  return spans;
}

function childrenOf(
  random: Random,
  { service, work, below, levels, isDeepest }: Open,
  options: ShapeOptions,
): Omit<Open, "parent">[] {
  if (below === 0) return [];
  const count = countOf(random, work, below, levels, isDeepest, options.fanOut);
  const shares = split(random, below - count, count, levels > 1);
  if (isDeepest && levels > 1) {
    // The first child must have enough below it to reach the deepest level.
    for (let at = count - 1; at > 0 && (shares[0] ?? 0) < levels - 1; at--) {
      const taken = Math.min(shares[at] ?? 0, levels - 1 - (shares[0] ?? 0));
      shares[0] = (shares[0] ?? 0) + taken;
      shares[at] = (shares[at] ?? 0) - taken;
    }
  }
  return shares.map((share, at) => ({
    ...childOf(random, { service, work, below: share, levels: levels - 1 }, options.services),
    below: share,
    levels: levels - 1,
    isDeepest: isDeepest && at === 0,
  }));
}

function countOf(random: Random, work: Work, below: number, levels: number, isDeepest: boolean, fanOut: number): number {
  if (levels === 1) return below;
  // A call has one answer: the span of the one who was called.
  if (work === "call" || work === "publish") return 1;
  const needed = Math.ceil(below ** (1 / levels));
  const wanted = Math.max(random.whole(1, fanOut), Math.min(needed, below));
  const most = isDeepest ? below - (levels - 1) : below;
  return Math.max(1, Math.min(wanted, most));
}

/** `total` in `count` parts, some much larger than others. */
function split(random: Random, total: number, count: number, canHaveAny: boolean): number[] {
  if (!canHaveAny || count === 0) return new Array<number>(count).fill(0);
  const weights = Array.from({ length: count }, () => random.fraction() ** 3 + 0.01);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  let rest = total - parts.reduce((all, part) => all + part, 0);
  for (let at = 0; rest > 0; at = (at + 1) % count, rest--) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

function childOf(
  random: Random,
  { service, work, below, levels }: { service: number; work: Work; below: number; levels: number },
  services: number,
): { service: number; work: Work } {
  const other = services > 1 ? (service + random.whole(1, services - 1)) % services : service;
  if (work === "call") return { service: other, work: "serve" };
  if (work === "publish") return { service: other, work: "consume" };
  const choices: [number, Work][] =
    below === 0
      ? [
          [4, "query"],
          [2, "cache"],
          [3, "inside"],
          [1, "call"],
        ]
      : levels > 1 || below === 1
        ? [
            [6, "call"],
            [3, "inside"],
            [1, "publish"],
          ]
        : [[1, "inside"]];
  return { service, work: random.weighted(choices) };
}
