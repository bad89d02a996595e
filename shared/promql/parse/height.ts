// How high the trees are that are read. Nesting is counted while reading; but a long row of operators is a high tree as
// well, though nothing in it is nested, and whoever walks it recurses.
import type { Span } from "../ast";
import { FindingError } from "../diagnostics";

/** Deeper than any query a person or a generator writes, and shallow enough that no walk over the tree runs out of stack. */
export const deepest = 400;
const highest = 2 * deepest;

const heights = new WeakMap<object, number>();

export const tooDeep = (span: Span): FindingError =>
  new FindingError(`the query is nested more than ${deepest} levels deep`, { from: span.from, to: span.to });

/** A node with its height on record; one that is too high is refused. */
export function withHeight<T extends Span>(node: T, children: readonly object[]): T {
  let height = 1;
  for (const child of children) height = Math.max(height, (heights.get(child) ?? 1) + 1);
  if (height > highest) throw new FindingError(`the query has more than ${highest} operators in a row`, node);
  heights.set(node, height);
  return node;
}
