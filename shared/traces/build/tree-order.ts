// Walks over the tree of a trace without recursion: a chain of two hundred thousand spans would overflow the stack.

/** Children of each span, in one list: those of `i` are from `from[i]` up to `from[i + 1]`; the roots come last. */
export interface ChildLists {
  from: Int32Array;
  children: Int32Array;
}

/** In order of arrival. */
export function listChildren(parent: Int32Array): ChildLists {
  const count = parent.length;
  // One list more than spans: that of the roots.
  const from = new Int32Array(count + 2);
  const listOf = (span: number): number => ((parent[span] as number) < 0 ? count : (parent[span] as number));
  for (let span = 0; span < count; span++) from[listOf(span) + 1] = (from[listOf(span) + 1] as number) + 1;
  for (let list = 0; list <= count; list++) from[list + 1] = (from[list + 1] as number) + (from[list] as number);
  const next = from.slice();
  const children = new Int32Array(count);
  for (let span = 0; span < count; span++) {
    const list = listOf(span);
    const place = next[list] as number;
    next[list] = place + 1;
    children[place] = span;
  }
  return { from, children };
}

/** All spans, parents before their children. */
export function downwards({ from, children }: ChildLists): Int32Array {
  const count = children.length;
  const order = new Int32Array(count);
  let filled = 0;
  for (let place = from[count] as number; place < count; place++) order[filled++] = children[place] as number;
  for (let at = 0; at < filled; at++) {
    const span = order[at] as number;
    for (let place = from[span] as number; place < (from[span + 1] as number); place++) {
      order[filled++] = children[place] as number;
    }
  }
  return order;
}

/** Sorts siblings: what starts first, then what lasts longer, then what came first. */
export function sortSiblings({ from, children }: ChildLists, start: Float64Array, duration: Float64Array): void {
  const compare = (a: number, b: number): number =>
    (start[a] as number) - (start[b] as number) || (duration[b] as number) - (duration[a] as number) || a - b;
  for (let list = 0; list + 1 < from.length; list++) {
    const [begin, end] = [from[list] as number, from[list + 1] as number];
    // Most tracers send siblings in their order, or almost.
    for (let place = begin + 1; place < end; place++) {
      if (compare(children[place - 1] as number, children[place] as number) > 0) {
        children.subarray(begin, end).sort(compare);
        break;
      }
    }
  }
}

/** The order of the waterfall: each span, then its descendants. */
export function waterfallOrder({ from, children }: ChildLists): Int32Array {
  const count = children.length;
  const order = new Int32Array(count);
  const next = from.slice();
  // Lists that are not yet at their end, the innermost last.
  const open = new Int32Array(count + 1);
  open[0] = count;
  let depth = 0;
  let filled = 0;
  while (depth >= 0) {
    const list = open[depth] as number;
    const place = next[list] as number;
    if (place === from[list + 1]) {
      depth--;
      continue;
    }
    next[list] = place + 1;
    const span = children[place] as number;
    order[filled++] = span;
    open[++depth] = span;
  }
  return order;
}
