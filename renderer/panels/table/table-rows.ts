// Which rows of a table are shown, and in which order. Rows are their places in the frame: nothing is copied.
import { byValue } from "#shared/dashboards/data/compare";
import { isEmptyValue } from "#shared/dashboards/data/fields";
import { isSparkline } from "#shared/dashboards/data/sparkline";
import type { Sort } from "../../components/table-order";
import { cellText, isNumeric, type TableColumn } from "./table-columns";

/** What a column's filter lets through. */
export interface Filter {
  /** Only these texts; all when absent. */
  texts?: ReadonlySet<string>;
  /** Only texts with this word. */
  word: string;
}

export type Filters = ReadonlyMap<string, Filter>;

/** The rows that every filter lets through. */
export function filteredRows(length: number, columns: readonly TableColumn[], filters: Filters): number[] {
  const tests = columns.flatMap((column) => {
    const filter = filters.get(column.id);
    if (!filter || (filter.texts === undefined && filter.word === "")) return [];
    const word = filter.word.toLowerCase();
    return [
      (row: number) => {
        const text = cellText(column, row);
        return (filter.texts?.has(text) ?? true) && (word === "" || text.toLowerCase().includes(word));
      },
    ];
  });
  const rows: number[] = [];
  for (let row = 0; row < length; row++) if (tests.every((test) => test(row))) rows.push(row);
  return rows;
}

/** The rows in order of the first column named, then of the next. What has no value comes last, whichever way. */
export function sortedRows(rows: readonly number[], columns: readonly TableColumn[], sorts: readonly Sort[]): readonly number[] {
  const keys = sorts.flatMap(({ column: id, isDescending }) => {
    const column = columns.find((each) => each.id === id);
    return column ? [{ values: column.field.values as ArrayLike<unknown>, sign: isDescending ? -1 : 1 }] : [];
  });
  if (keys.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const { values, sign } of keys) {
      const order = compare(keyOf(values[a]), keyOf(values[b]), sign);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

/** A line is sorted by what it comes to; an empty text is nothing. */
const keyOf = (value: unknown): unknown => (isSparkline(value) ? value.last : value === "" ? null : value);

function compare(a: unknown, b: unknown, sign: number): number {
  const order = byValue(a, b);
  return isEmptyValue(a) || isEmptyValue(b) ? order : sign * order;
}

/** A click on a head: one way, the other, then as it came. With `isAdded` the columns sorted by before stay in front. */
export function clickedSorts(was: readonly Sort[], column: TableColumn, isAdded: boolean): Sort[] {
  const found = was.find((sort) => sort.column === column.id);
  const first = isNumeric(column);
  const next: Sort[] = !found
    ? [{ column: column.id, isDescending: first }]
    : found.isDescending === first
      ? [{ column: column.id, isDescending: !first }]
      : [];
  if (!isAdded) return next;
  if (!found) return [...was, ...next];
  return was.flatMap((sort) => (sort === found ? next : [sort]));
}

export interface DistinctText {
  text: string;
  count: number;
}

/** What a column says in these rows: each text once, sorted, with how often. */
export function distinctTexts(rows: readonly number[], column: TableColumn): DistinctText[] {
  const found = new Map<string, { count: number; value: unknown }>();
  for (const row of rows) {
    const text = cellText(column, row);
    const before = found.get(text);
    if (before) before.count++;
    else found.set(text, { count: 1, value: column.field.values[row] });
  }
  return [...found].sort(([, a], [, b]) => byValue(a.value, b.value)).map(([text, { count }]) => ({ text, count }));
}

/** The row as a line of a spreadsheet. */
export function rowText(columns: readonly TableColumn[], row: number): string {
  return columns.map((column) => cellText(column, row).replace(/[\t\r\n]+/g, " ")).join("\t");
}
