/** Rows in groups by what is said of them, in the order in which groups begin. */
export function rowsBy(rows: Uint32Array, keyOf: (row: number) => string | number): number[][] {
  const groups = new Map<string | number, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
