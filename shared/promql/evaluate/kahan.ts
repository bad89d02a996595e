// Sums that do not lose small numbers beside large ones (Kahan, in Neumaier's form), as Prometheus adds.
export class KahanSum {
  private sum = 0;
  private lost = 0;

  add(value: number): void {
    const total = this.sum + value;
    if (Math.abs(total) === Number.POSITIVE_INFINITY) this.lost = 0;
    else if (Math.abs(this.sum) >= Math.abs(value)) this.lost += this.sum - total + value;
    else this.lost += value - total + this.sum;
    this.sum = total;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}

/** The mean. Where the plain sum overflows it is taken step by step, so that huge values still have one. */
export function mean(values: Iterable<number>): number {
  const sum = new KahanSum();
  let count = 0;
  for (const value of values) {
    sum.add(value);
    count++;
  }
  return Number.isFinite(sum.value) || Number.isNaN(sum.value) ? sum.value / count : incrementalMean(values);
}

function incrementalMean(values: Iterable<number>): number {
  let average = 0;
  let count = 0;
  for (const value of values) {
    count++;
    if (Math.abs(average) === Number.POSITIVE_INFINITY) {
      // An infinite mean stays, whatever finite comes; the opposite infinity makes it NaN below.
      if (Number.isFinite(value) || value === average) continue;
    }
    average = average * ((count - 1) / count) + value / count;
  }
  return average;
}
