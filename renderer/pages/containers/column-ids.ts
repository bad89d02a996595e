/** In the order in which they stand. */
export const columnIds = ["name", "image", "state", "cpu", "memory", "network", "disk", "tasks", "ports", "age"] as const;
export type ColumnId = (typeof columnIds)[number];

/** Given up from the first on where the table is too narrow for all of them; the others always stay. */
const lessNeeded: readonly ColumnId[] = ["ports", "tasks", "image", "disk", "network", "age"];

/** Those that fit: the name, the state, CPU and memory, and as many others as there is room for. */
export function columnsThatFit(width: number, widthOf: (id: ColumnId) => number): ColumnId[] {
  let left: ColumnId[] = [...columnIds];
  const total = () => left.reduce((sum, id) => sum + widthOf(id), 0);
  for (const id of lessNeeded) {
    if (total() <= width) break;
    left = left.filter((other) => other !== id);
  }
  return left;
}
