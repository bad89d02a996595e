// The entries of a legend, and the order of those in its table.

export interface LegendEntry {
  id: string;
  label: string;
  /** What a style takes. */
  colour: string;
  isHidden: boolean;
  /** One for each column. */
  values: readonly { text: string; sort: number }[];
}

/** By the values of a column, by the names (-1), or as they came. */
export type LegendOrder = { column: number; isDescending: boolean } | undefined;

export const areSameEntries = (a: readonly LegendEntry[], b: readonly LegendEntry[]): boolean =>
  a.length === b.length && a.every((entry, index) => isSameEntry(entry, b[index] as LegendEntry));

const isSameEntry = (a: LegendEntry, b: LegendEntry): boolean =>
  a.id === b.id &&
  a.label === b.label &&
  a.colour === b.colour &&
  a.isHidden === b.isHidden &&
  a.values.length === b.values.length &&
  a.values.every(({ text }, index) => text === b.values[index]?.text);

/** The column of names is -1. */
export function firstOrder(columns: readonly string[], sortBy: string | undefined, sortDesc = true): LegendOrder {
  if (sortBy === undefined) return undefined;
  const column = sortBy === "Name" ? -1 : columns.findIndex((title) => title.toLowerCase() === sortBy.toLowerCase());
  return column < 0 && sortBy !== "Name" ? undefined : { column, isDescending: sortDesc };
}

/** Downwards, upwards, as they came. */
export function nextOrder(order: LegendOrder, column: number): LegendOrder {
  if (order?.column !== column) return { column, isDescending: column >= 0 };
  return order.isDescending === column >= 0 ? { column, isDescending: !order.isDescending } : undefined;
}

export function inOrder(entries: readonly LegendEntry[], order: LegendOrder): readonly LegendEntry[] {
  if (!order) return entries;
  const sign = order.isDescending ? -1 : 1;
  if (order.column < 0) return entries.toSorted((a, b) => sign * (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  const rank = ({ values }: LegendEntry) => values[order.column]?.sort ?? Number.NaN;
  return entries.toSorted((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    // What has no value comes last in either direction.
    if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return sign * (one - other);
  });
}
