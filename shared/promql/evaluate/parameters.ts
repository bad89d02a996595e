// The parameters of aggregations: they may differ from step to step, and Prometheus refuses or remarks on some of them.
import { formatFloat } from "../../templates/go-float";
import type { Span } from "../ast";
import { FindingError } from "../diagnostics";
import type { Context } from "./context";
import { greater, lesser } from "./functions/go-math";

/** A parameter's value at each step, and where it stands in the query. */
export interface Parameter {
  values: Float64Array;
  span: Span;
}

/** As doubles, the ends of what Go can turn into an int64. */
const mostInteger = 2 ** 63 - 1024;
const leastInteger = -(2 ** 63);

function rangeOf({ values }: Parameter): { least: number; most: number; hasNaN: boolean } {
  let least = values[0] ?? 0;
  let most = least;
  let hasNaN = false;
  for (const value of values) {
    least = lesser(least, value);
    most = greater(most, value);
    if (Number.isNaN(value)) hasNaN = true;
  }
  return { least, most, hasNaN };
}

/** How many elements are wanted at each step, cut to whole numbers and to `available`; undefined when never any. */
export function wantedCounts(parameter: Parameter, available: number): Int32Array | undefined {
  const { least, most, hasNaN } = rangeOf(parameter);
  if (most < 1) return undefined;
  if (hasNaN) throw new FindingError("Parameter value is NaN", parameter.span);
  if (least <= leastInteger) throw new FindingError(`Scalar value ${formatFloat(least, "g")} underflows int64`, parameter.span);
  if (most >= mostInteger) throw new FindingError(`Scalar value ${formatFloat(most, "g")} overflows int64`, parameter.span);
  return Int32Array.from(parameter.values, (value) => Math.max(0, Math.min(Math.trunc(value), available)));
}

/** The part of the elements that is wanted at each step, from -1 to 1; undefined when never any. */
export function wantedRatios(parameter: Parameter, { annotations }: Context): Float64Array | undefined {
  const { least, most, hasNaN } = rangeOf(parameter);
  if (most === 0 && least === 0) return undefined;
  if (hasNaN) throw new FindingError("Ratio value is NaN", parameter.span);
  const warn = (found: number, cap: number) =>
    annotations.warn(
      `ratio value should be between -1 and 1, got ${formatFloat(found, "g")}, capping to ${formatFloat(cap, "g")}`,
      parameter.span,
    );
  if (most > 1) warn(most, 1);
  if (least < -1) warn(least, -1);
  return parameter.values.map((value) => Math.max(-1, Math.min(value, 1)));
}

export function warnOfQuantiles(parameter: Parameter, { annotations }: Context): void {
  const { least, most, hasNaN } = rangeOf(parameter);
  const warn = (found: number) =>
    annotations.warn(`quantile value should be between 0 and 1, got ${formatFloat(found, "g")}`, parameter.span);
  if (hasNaN) warn(Number.NaN);
  if (most > 1) warn(most);
  if (least < 0) warn(least);
}
