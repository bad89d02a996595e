/** The positions of a trace that are in all of the given lists, in their order; a list that is undefined leaves nothing out. */
export function positionsIn(count: number, lists: readonly (Uint32Array | undefined)[]): Uint32Array {
  const [first, ...others] = lists.filter((list) => list !== undefined);
  if (!first) return Uint32Array.from({ length: count }, (_, position) => position);
  let left = first;
  for (const other of others) {
    const isIn = new Uint8Array(count);
    for (const position of other) isIn[position] = 1;
    left = left.filter((position) => isIn[position] === 1);
  }
  return left;
}
