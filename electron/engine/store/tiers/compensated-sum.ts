// Adds up without losing digits (Kahan's summation in Neumaier's form), as Prometheus does in `sum_over_time`.
import { addCompensated, type Compensated } from "#shared/promql/evaluate/functions/compensated";

export function compensatedSum(values: Float64Array): number {
  const sum: Compensated = { total: 0, lost: 0 };
  for (const value of values) addCompensated(sum, value);
  return sum.total + sum.lost;
}
