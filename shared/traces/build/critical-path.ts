// The critical path: the stretches of spans that made the trace last as long as it did. Shortening anything else gains nothing.
//
// It is walked backwards in time, in corrected times. From the end of a span, what it waited for last is the child that ended
// last; before that child started, the one of the rest that ended last before that; and so on. What lies between is the span's
// own work. Each of those children is walked in the same way.
//
//   parent   ##======####===========#   (# on the path)
//     first    ######
//     aside      ===========             still running when `last` began, so nobody waited for it then
//     last               ###########
//
// - A child that ends after its parent counts up to the parent's end (a client that gave up waiting), unless nobody waited for
//   it: consumers that outlive their parent are left out, and what says that it only follows its parent always is.
// - What a child did before its parent started is left out, as are children that started when the parent had ended.
// - Several roots are walked as if a span that lasts as long as the trace had called them all. So the path of a trace whose root
//   is missing still leads through its parts.
import { spanFlags } from "../../model/trace";

export interface CriticalPath {
  /** The stretches of `i` are those from `of[i]` up to `of[i + 1]`, in the order of time. */
  of: Uint32Array;
  from: Float64Array;
  to: Float64Array;
}

/** A span that is being walked back from `high` to `low`, and is at `cursor`; -1 is what called the roots. */
interface Step {
  span: number;
  low: number;
  high: number;
  cursor: number;
  /** Those that may have been waited for, the last end last; `left` of them are not yet met. */
  children: Int32Array;
  left: number;
}

/** All in the order of the waterfall. `isFollower`: 1 for consumers, 2 for what follows from its parent. */
export function findCriticalPath(
  start: Float64Array,
  duration: Float64Array,
  size: Uint32Array,
  isFollower: Uint8Array,
  flags: Uint16Array,
): CriticalPath {
  const count = start.length;
  const endOf = (span: number): number => (start[span] as number) + (duration[span] as number);
  const stretches = collectStretches(count);

  const open = (span: number, low: number, high: number): Step => {
    const children: number[] = [];
    const isRoot = span < 0;
    const end = isRoot ? high : endOf(span);
    const last = isRoot ? count - 1 : span + (size[span] as number);
    for (let child = span + 1; child <= last; child += (size[child] as number) + 1) {
      if ((duration[child] as number) === 0 || (start[child] as number) >= high || endOf(child) <= low) continue;
      if (!isRoot && (isFollower[child] === 2 || (isFollower[child] === 1 && endOf(child) > end))) continue;
      children.push(child);
    }
    const sorted = Int32Array.from(children);
    // Of two that end together, the one that began first was waited for longest; it is met first from the end of the list.
    if (sorted.length > 1) {
      sorted.sort((a, b) => Math.min(endOf(a), high) - Math.min(endOf(b), high) || (start[b] as number) - (start[a] as number));
    }
    return { span, low, high, cursor: high, children: sorted, left: sorted.length };
  };

  const steps: Step[] = [open(-1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)];
  for (let step = steps.at(-1); step; step = steps.at(-1)) {
    const child = nextWaitedFor(step, endOf);
    if (child === undefined) {
      if (step.span >= 0) stretches.add(step.span, step.low, step.cursor);
      steps.pop();
      continue;
    }
    const until = Math.min(endOf(child), step.cursor);
    if (step.span >= 0) stretches.add(step.span, until, step.cursor);
    const since = Math.max(start[child] as number, step.low);
    step.cursor = since;
    flags[child] = (flags[child] as number) | spanFlags.onCriticalPath;
    steps.push(open(child, since, until));
  }
  return stretches.finish();
}

/** The child that the span waited for last before the cursor. One that ended later ran beside what is on the path already. */
function nextWaitedFor(step: Step, endOf: (span: number) => number): number | undefined {
  while (step.left > 0) {
    const child = step.children[--step.left] as number;
    if (Math.min(endOf(child), step.high) <= step.cursor) return child;
  }
  return undefined;
}

function collectStretches(count: number) {
  // Latest first, as they are walked.
  const spans: number[] = [];
  const froms: number[] = [];
  const tos: number[] = [];
  return {
    add(span: number, from: number, to: number): void {
      if (to <= from) return;
      spans.push(span);
      froms.push(from);
      tos.push(to);
    },
    finish(): CriticalPath {
      const of = new Uint32Array(count + 1);
      for (const span of spans) of[span + 1] = (of[span + 1] as number) + 1;
      for (let span = 0; span < count; span++) of[span + 1] = (of[span + 1] as number) + (of[span] as number);
      const next = of.slice();
      const from = new Float64Array(spans.length);
      const to = new Float64Array(spans.length);
      for (let index = spans.length - 1; index >= 0; index--) {
        const span = spans[index] as number;
        const place = next[span] as number;
        next[span] = place + 1;
        from[place] = froms[index] as number;
        to[place] = tos[index] as number;
      }
      return { of, from, to };
    },
  };
}
