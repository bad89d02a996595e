/** Rows are drawn so many at a time, so that most steps of scrolling draw none. */
const together = 4;
/** Pixels beyond the edges that are drawn too. */
const beyond = 64;

export interface RowWindow {
  first: number;
  /** -1 when there are no rows. */
  last: number;
}

/** The rows that are drawn for a place of the scroller. All rows are of one height. */
export function rowWindow({
  top,
  room,
  rowHeight,
  count,
}: {
  top: number;
  room: number;
  rowHeight: number;
  count: number;
}): RowWindow {
  if (count === 0) return { first: 0, last: -1 };
  let first = Math.max(0, Math.floor((top - beyond) / rowHeight));
  first = Math.min(first - (first % together), Math.max(0, count - 1));
  const end = Math.ceil((top + room + beyond) / rowHeight);
  return { first, last: Math.min(count - 1, end + together - 1 - (end % together)) };
}

/**
 * The most rows that are drawn at once. A row keeps its element while it is in sight, by its number modulo this; those that come take
 * the elements of those that have gone, and while somebody scrolls fast, texts change and no elements come and go.
 */
export const mostRows = (room: number, rowHeight: number): number =>
  Math.ceil((room + 2 * beyond) / rowHeight / together + 2) * together;
