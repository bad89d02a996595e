// A text of many megabytes as rows of equal height, of which only those in sight are ever drawn.

export interface TextRows {
  readonly count: number;
  row(index: number): string;
  /** The row in which this character stands. */
  rowOf(offset: number): number;
  /** Where the row begins. */
  startOf(index: number): number;
}

/** Broken at its line breaks, and wherever a row would be longer than `width` signs. */
export function toTextRows(text: string, width: number): TextRows {
  const starts: number[] = [];
  let from = 0;
  while (from <= text.length) {
    const found = text.indexOf("\n", from);
    const end = found === -1 ? text.length : found;
    starts.push(from);
    for (let next = breakAt(text, from, width); next < end; next = breakAt(text, next, width)) starts.push(next);
    from = end + 1;
  }
  const table = Float64Array.from(starts);
  return {
    count: table.length,
    startOf: (index) => table[index] ?? text.length,
    row(index) {
      const start = table[index] ?? text.length;
      const end = table[index + 1] ?? text.length;
      return text.slice(start, text[end - 1] === "\n" ? end - 1 : end);
    },
    rowOf(offset) {
      let low = 0;
      let high = table.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((table[middle] ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    },
  };
}

/** Never between the two halves of a sign outside the basic plane. */
function breakAt(text: string, from: number, width: number): number {
  const to = from + width;
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last < 0xdc00 && width > 1 ? to - 1 : to;
}
