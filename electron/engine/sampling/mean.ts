/** A mean in which what is older counts less: over all values at first, later over about the last `over` of them. */
export function createMean(over: number): { add(value: number): void; value(): number | undefined } {
  let count = 0;
  let mean = 0;
  return {
    add(value) {
      count = Math.min(count + 1, over);
      mean += (value - mean) / count;
    },
    value: () => (count === 0 ? undefined : mean),
  };
}
