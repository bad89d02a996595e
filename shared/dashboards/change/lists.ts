// Lists whose entries are moved, replaced and taken out.

/** The entry one place further up (`-1`) or down (`1`); at an end it stays. */
export function movedBy<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...list];
  const [entry, other] = [list[index], list[index + by]];
  if (entry === undefined || other === undefined) return next;
  next[index] = other;
  next[index + by] = entry;
  return next;
}

export const replacedAt = <T>(list: readonly T[], index: number, entry: T): T[] =>
  list.map((was, at) => (at === index ? entry : was));

export const withoutAt = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);
