// What can be reckoned with whole columns of numbers.

export const binaryOperators: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["+", (a: number, b: number) => a + b],
  ["-", (a: number, b: number) => a - b],
  ["*", (a: number, b: number) => a * b],
  ["/", (a: number, b: number) => a / b],
  ["**", (a: number, b: number) => a ** b],
  ["%", (a: number, b: number) => a % b],
]);

export const unaryOperators: ReadonlyMap<string, (value: number, total: number) => number> = new Map([
  ["abs", Math.abs],
  ["exp", (value: number) => Math.exp(value)],
  ["ln", (value: number) => Math.log(value)],
  ["round", Math.round],
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["percent", (value: number, total: number) => value / (total || 1)],
]);

export function binaryColumn(left: Float64Array, operator: string, right: Float64Array): Float64Array {
  const operation = binaryOperators.get(operator);
  if (!operation) return new Float64Array(left.length).fill(Number.NaN);
  return left.map((value, row) => operation(value, right[row] ?? Number.NaN));
}

export function unaryColumn(values: Float64Array, operator: string): Float64Array {
  const operation = unaryOperators.get(operator);
  if (!operation) return new Float64Array(values.length).fill(Number.NaN);
  const total = values.reduce((sum, value) => (Number.isFinite(value) ? sum + value : sum), 0);
  return values.map((value) => operation(value, total));
}

/** Each row with those before it: their sum, or their mean. Rows without a value count as nothing. */
export function cumulativeColumn(values: Float64Array, reducer: string): Float64Array {
  let total = 0;
  return values.map((value, row) => {
    if (!Number.isNaN(value)) total += value;
    return reducer === "mean" ? total / (row + 1) : total;
  });
}

/** The mean or the spread of the rows around each row: those up to it, or as many on both sides. */
export function windowColumn(
  values: Float64Array,
  reducer: string,
  { rows, isCentered }: { rows: number; isCentered: boolean },
): Float64Array {
  // Sums of all before each row: a window of a thousand rows costs as much as one of two.
  const { sums, squares, counts, middle } = runningSums(values);
  const after = isCentered ? Math.ceil(rows / 2) - 1 : 0;
  const before = rows - 1 - after;
  return values.map((_, row) => {
    const from = Math.max(0, row - before);
    const to = Math.min(values.length, row + after + 1);
    const count = (counts[to] as number) - (counts[from] as number);
    if (count === 0) return Number.NaN;
    const mean = ((sums[to] as number) - (sums[from] as number)) / count;
    if (reducer === "mean") return mean + middle;
    const variance = Math.max(0, ((squares[to] as number) - (squares[from] as number)) / count - mean * mean);
    return reducer === "stdDev" ? Math.sqrt(variance) : variance;
  });
}

/** Around the mean of all, so that squares of large values that differ little keep their digits. */
function runningSums(values: Float64Array): { sums: Float64Array; squares: Float64Array; counts: Float64Array; middle: number } {
  const length = values.length + 1;
  const [sums, squares, counts] = [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
  const finite = values.filter((value) => Number.isFinite(value));
  const middle = finite.length === 0 ? 0 : finite.reduce((sum, value) => sum + value, 0) / finite.length;
  values.forEach((value, row) => {
    const isCounted = Number.isFinite(value);
    const apart = isCounted ? value - middle : 0;
    sums[row + 1] = (sums[row] as number) + apart;
    squares[row + 1] = (squares[row] as number) + apart * apart;
    counts[row + 1] = (counts[row] as number) + (isCounted ? 1 : 0);
  });
  return { sums, squares, counts, middle };
}
