// `and`, `or`, `unless`: values do not matter, and any number of elements may meet any number.
import type { Binary } from "../ast";
import type { Context, VectorColumn } from "./context";
import { createGrouper } from "./groups";
import { mergeEqual } from "./label-sets";
import { matchingCut } from "./matching-labels";

export function setOperation(binary: Binary, left: VectorColumn[], right: VectorColumn[], context: Context): VectorColumn[] {
  const grouper = createGrouper(binary, matchingCut(binary));
  const leftIds = grouper.idsOf(left, context.budget);
  const rightIds = grouper.idsOf(right, context.budget);
  if (binary.operator === "or") {
    const taken = presenceOf(left, leftIds, context);
    return mergeEqual([...left, ...masked(right, rightIds, taken, 0, context)], binary, context);
  }
  return masked(left, leftIds, presenceOf(right, rightIds, context), binary.operator === "and" ? 1 : 0, context);
}

/** For each group, per step, whether any of its columns has a point there. */
function presenceOf(columns: readonly VectorColumn[], ids: Int32Array, { budget }: Context): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (const [index, { present }] of columns.entries()) {
    budget.work(present.length);
    const id = ids[index] as number;
    const known = found.get(id);
    if (!known) found.set(id, present.slice());
    else for (let step = 0; step < known.length; step++) known[step] = (known[step] as number) | (present[step] as number);
  }
  return found;
}

/** The columns with only those points whose partners are there (`want` 1), or are not (0). */
function masked(
  columns: readonly VectorColumn[],
  ids: Int32Array,
  partners: ReadonlyMap<number, Uint8Array>,
  want: 0 | 1,
  { budget }: Context,
): VectorColumn[] {
  const results: VectorColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const mask = partners.get(ids[index] as number);
    if (!mask) {
      if (want === 0) results.push(column);
      continue;
    }
    budget.spend(mask.length);
    const present = new Uint8Array(mask.length);
    let any = 0;
    for (let step = 0; step < mask.length; step++) {
      const stays = (column.present[step] as number) & (want === 1 ? (mask[step] as number) : 1 - (mask[step] as number));
      present[step] = stays;
      any |= stays;
    }
    if (any) results.push({ ...column, present });
  }
  return results;
}
