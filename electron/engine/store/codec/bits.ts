// Doubles as their bits. Two doubles are the same here when their bits are, so -0 is not 0; but NaNs all count as the quiet one,
// since JavaScript may change a NaN's bits on the way.

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** Where the halves of a double lie in the memory of this machine. */
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
const low = isLittleEndian ? 0 : 1;
const high = 1 - low;

const quietNaN = 0x7ff80000;

export function highBits(value: number): number {
  if (Number.isNaN(value)) return quietNaN;
  double[0] = value;
  return halves[high] as number;
}

export function lowBits(value: number): number {
  if (Number.isNaN(value)) return 0;
  double[0] = value;
  return halves[low] as number;
}

export function fromBits(highHalf: number, lowHalf: number): number {
  halves[high] = highHalf;
  halves[low] = lowHalf;
  return double[0] as number;
}

/** How many doubles further one is than another, of two that are finite and of one sign. */
export function doublesBetween(from: number, to: number): number {
  const fromHigh = highBits(from);
  const fromLow = lowBits(from);
  return (highBits(to) - fromHigh) * 2 ** 32 + (lowBits(to) - fromLow);
}

/** The double that lies so many further, within a distance of 2^31. */
export function doublesFurther(from: number, count: number): number {
  const low = lowBits(from) + count;
  return fromBits(highBits(from) + Math.floor(low / 2 ** 32), low >>> 0);
}
