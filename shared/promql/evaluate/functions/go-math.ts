// Where Go's mathematics, which Prometheus calculates with, differs from JavaScript's in more than a last digit.

/** The lesser; in Go -Inf wins even against NaN. */
export function lesser(a: number, b: number): number {
  return a === Number.NEGATIVE_INFINITY || b === Number.NEGATIVE_INFINITY ? Number.NEGATIVE_INFINITY : Math.min(a, b);
}

/** The greater; in Go +Inf wins even against NaN. */
export function greater(a: number, b: number): number {
  return a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : Math.max(a, b);
}

/** By the number's binary exponent, so that it is exact for powers of two. */
export function log2(value: number): number {
  if (!(value > 0) || value === Number.POSITIVE_INFINITY) return Math.log2(value);
  const { fraction, exponent } = binaryExponent(value);
  return Math.log(fraction) * Math.LOG2E + exponent;
}

/** By way of the natural logarithm: `floor(log10(1e15))` is 14 there, and has to be here. */
export const log10 = (value: number): number => Math.log(value) * Math.LOG10E;

const bits = new DataView(new ArrayBuffer(8));

/** The positive, finite number as a fraction in [0.5, 1) times a power of two. */
function binaryExponent(value: number): { fraction: number; exponent: number } {
  const isSubnormal = value < 2 ** -1022;
  bits.setFloat64(0, isSubnormal ? value * 2 ** 52 : value);
  const head = bits.getUint32(0);
  const exponent = ((head >>> 20) & 0x7ff) - 1022;
  bits.setUint32(0, (head & 0x800fffff) | (1022 << 20));
  return { fraction: bits.getFloat64(0), exponent: isSubnormal ? exponent - 52 : exponent };
}
