/** Which column a table is sorted by. */
export interface Sort {
  column: string;
  isDescending: boolean;
}

/** A sort as a link has it: `memory` from A or the smallest upwards, `-memory` downwards. */
export const writeSort = ({ column, isDescending }: Sort): string => `${isDescending ? "-" : ""}${column}`;

/** Undefined for what names none of the columns. */
export function readSort<Column extends string>(
  text: string,
  columns: readonly Column[],
): (Sort & { column: Column }) | undefined {
  const isDescending = text.startsWith("-");
  const column = columns.find((id) => id === (isDescending ? text.slice(1) : text));
  return column && { column, isDescending };
}

/** The rows in that order; rows that compare equal stay as they were, and those without a value come last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number | undefined,
  isDescending: boolean,
): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: by(row) }));
  keyed.sort((a, b) => {
    if (isMissing(a.key) || isMissing(b.key)) return Number(isMissing(a.key)) - Number(isMissing(b.key));
    return sign * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

const isMissing = (key: string | number | undefined): key is undefined => key === undefined || Number.isNaN(key);

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A click on a column's head: numbers begin with the largest, words with A; the next click turns it round. */
export function nextSort(was: Sort | undefined, column: string, isNumeric: boolean): Sort {
  return was?.column === column ? { column, isDescending: !was.isDescending } : { column, isDescending: isNumeric };
}

/** Where a key moves the selection to, out of `count` rows; undefined for keys that do not move it. */
export function movedTo(key: string, from: number, count: number, page = 10): number | undefined {
  if (count === 0) return undefined;
  const within = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
    case "j":
      return within(from + 1);
    case "ArrowUp":
    case "k":
      return from < 0 ? count - 1 : within(from - 1);
    case "PageDown":
      return within(from + page);
    case "PageUp":
      return within(from - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
