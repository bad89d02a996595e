// One step of Kahan's summation in Neumaier's form, for loops that keep several sums at once.
export interface Compensated {
  total: number;
  /** What the total lost to rounding so far; the sum is both together. */
  lost: number;
}

export function addCompensated(sum: Compensated, value: number): void {
  const { total } = sum;
  const next = total + value;
  if (next === Number.POSITIVE_INFINITY || next === Number.NEGATIVE_INFINITY) sum.lost = 0;
  else if (Math.abs(total) >= Math.abs(value)) sum.lost += total - next + value;
  else sum.lost += value - next + total;
  sum.total = next;
}
