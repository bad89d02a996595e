// When the spans of a generated tree start, and how long they take: from the leaves up, so that children lie within their parents.
import type { Random } from "../random-numbers";
import type { Work } from "./span-words";
import type { ShapedSpan } from "./tree-shape";

export interface TreeTimes {
  /** Nanoseconds from the root's start on. */
  start: Float64Array;
  duration: Float64Array;
}

/** Microseconds that a span takes of its own: the least, and how many times as much it may be. */
const ownUs: Record<Work, readonly [least: number, times: number]> = {
  serve: [40, 30],
  call: [60, 20],
  query: [300, 60],
  cache: [80, 12],
  inside: [20, 200],
  publish: [50, 10],
  consume: [100, 100],
};

/** `unitNs`: all times are a multiple of it. */
export function timesOf(
  random: Random,
  shape: readonly ShapedSpan[],
  { unitNs, outliving }: { unitNs: number; outliving: number },
): TreeTimes {
  const count = shape.length;
  const duration = new Float64Array(count);
  /** From the start of its parent on. */
  const offset = new Float64Array(count);
  const { firstChild, nextSibling } = childrenOf(shape);
  const round = (us: number) => Math.max(1, Math.round((us * 1000) / unitNs)) * unitNs;

  // Children stand behind their parents: backwards, each is done before the span that it is in.
  for (let index = count - 1; index >= 0; index--) {
    const { work } = shape[index] as ShapedSpan;
    const [least, times] = ownUs[work];
    const own = least * times ** (random.fraction() ** 2);
    let end = firstChild[index] === -1 ? 0 : round(own * 0.3);
    let beforeStart = end;
    for (let child = firstChild[index] ?? -1; child !== -1; child = nextSibling[child] ?? -1) {
      const isBeside = random.chance(0.2) && shape[child]?.isRepeated === false;
      const start = isBeside ? beforeStart + round(5) : end + round(own * 0.05 * random.fraction());
      offset[child] = start;
      beforeStart = start;
      // Who does not wait for what it has caused ends without it.
      const isAwaited = outliving === 0 || !random.chance(outliving);
      end = Math.max(end, isAwaited ? start + (duration[child] ?? 0) : start + unitNs);
    }
    duration[index] = end + round(firstChild[index] === -1 ? own : own * 0.7);
  }

  const start = new Float64Array(count);
  for (let index = 1; index < count; index++) {
    start[index] = (start[(shape[index] as ShapedSpan).parent] ?? 0) + (offset[index] ?? 0);
  }
  return { start, duration };
}

function childrenOf(shape: readonly ShapedSpan[]) {
  const firstChild = new Int32Array(shape.length).fill(-1);
  const nextSibling = new Int32Array(shape.length).fill(-1);
  for (let index = shape.length - 1; index > 0; index--) {
    const { parent } = shape[index] as ShapedSpan;
    nextSibling[index] = firstChild[parent] ?? -1;
    firstChild[parent] = index;
  }
  return { firstChild, nextSibling };
}
