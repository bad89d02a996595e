// Floating-point numbers as Go's fmt and strconv print them. JavaScript differs in two ways that users would see: it rounds
// ties up where Go rounds half to even on the exact binary value, and it switches to exponents elsewhere.

/** The number is 0.DIGITS × 10^point; zero has no digits. */
interface Decimal {
  digits: string;
  point: number;
}

export type FloatVerb = "e" | "f" | "g";

/** One number; without a precision as few digits as read back the same. */
export function formatFloat(value: number, verb: FloatVerb, precision?: number): string {
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return sign === "" ? "+Inf" : "-Inf";
  return sign + formatSize(size, verb, precision);
}

function formatSize(size: number, verb: FloatVerb, precision: number | undefined): string {
  if (verb === "f") {
    if (precision === undefined) return plain(shortest(size));
    const exact = exactDecimal(size);
    return plain(roundTo(exact, exact.point + precision), precision);
  }
  if (verb === "e") {
    if (precision === undefined) return withExponent(shortest(size));
    return withExponent(roundTo(exactDecimal(size), precision + 1), precision);
  }
  // %g: the shorter of both by Go's rule, never with trailing zeros.
  const wanted = precision === 0 ? 1 : precision;
  const decimal = wanted === undefined ? shortest(size) : roundTo(exactDecimal(size), wanted);
  const count = decimal.digits.length;
  const limit = wanted === undefined ? 6 : wanted > count && count >= decimal.point ? count : wanted;
  const exponent = decimal.point - 1;
  // A lone zero has exponent -1 here and counts as 0.
  return count > 0 && (exponent < -4 || exponent >= limit) ? withExponent(decimal) : plain(decimal);
}

function plain({ digits, point }: Decimal, places?: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const rest = point > 0 ? digits.slice(point) : "0".repeat(digits === "" ? 0 : -point) + digits;
  const fraction = places === undefined ? rest : rest.slice(0, places).padEnd(places, "0");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function withExponent({ digits, point }: Decimal, places?: number): string {
  const first = digits[0] ?? "0";
  const rest = places === undefined ? digits.slice(1) : digits.slice(1).padEnd(places, "0");
  const exponent = digits === "" ? 0 : point - 1;
  const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return `${first}${rest === "" ? "" : `.${rest}`}e${power}`;
}

/** The fewest digits that read back as the same number: what JavaScript prints, taken apart. */
function shortest(size: number): Decimal {
  if (size === 0) return { digits: "", point: 0 };
  const [mantissa = "", exponent = "0"] = size.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
}

/** Every digit of the binary value, which always ends: m × 2^-k is m × 5^k / 10^k. */
function exactDecimal(size: number): Decimal {
  if (size === 0) return { digits: "", point: 0 };
  const { mantissa, exponent } = binaryParts(size);
  const all = exponent >= 0 ? (mantissa << BigInt(exponent)).toString() : (mantissa * 5n ** BigInt(-exponent)).toString();
  const point = exponent >= 0 ? all.length : all.length + exponent;
  return { digits: all.replace(/0+$/, ""), point };
}

/** The number as a whole mantissa times a power of two. */
export function binaryParts(size: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  // A biased exponent of 0 marks the subnormal numbers, which lack the hidden leading bit.
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

/** The decimal cut to `count` digits, half to even. */
function roundTo({ digits, point }: Decimal, count: number): Decimal {
  if (count < 0) return { digits: "", point: 0 };
  if (digits.length <= count) return { digits, point };
  const kept = digits.slice(0, count);
  const next = digits.charCodeAt(count) - 48;
  const isTie = next === 5 && digits.length === count + 1;
  const isLastOdd = count > 0 && (kept.charCodeAt(count - 1) - 48) % 2 === 1;
  const isUp = isTie ? isLastOdd : next >= 5;
  if (!isUp) return trimmed({ digits: kept, point });
  const raised = (BigInt(kept === "" ? "0" : kept) + 1n).toString().padStart(count, "0");
  return trimmed({ digits: raised, point: point + raised.length - count });
}

function trimmed({ digits, point }: Decimal): Decimal {
  const rest = digits.replace(/0+$/, "");
  return rest === "" ? { digits: "", point: 0 } : { digits: rest, point };
}
