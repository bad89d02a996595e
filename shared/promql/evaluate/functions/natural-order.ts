// Texts in the order in which people count: node2 before node10.
import { compareTexts } from "../label-order";

/** A run of digits, which is compared as a number, or what lies between two of them. */
interface Run {
  text: string;
  /** Absent for what is no number, and for one that is longer than 64 bits, which is text to Prometheus. */
  number?: number | bigint;
}

const greatestInt = 2n ** 63n - 1n;

/**
 * Compares texts run by run; one that ends first comes first. Texts that differ only in leading zeros are ordered as plain
 * texts, so that the order is the same each time. Texts are taken apart once: sorting compares each many times.
 */
export function createNaturalOrder(): (a: string, b: string) => number {
  const known = new Map<string, readonly Run[]>();
  function runsOf(text: string): readonly Run[] {
    let runs = known.get(text);
    if (!runs) {
      runs = (text.match(/\d+|\D+/g) ?? []).map(toRun);
      known.set(text, runs);
    }
    return runs;
  }
  return (a, b) => (a === b ? 0 : compareRuns(runsOf(a), runsOf(b)) || compareTexts(a, b));
}

function compareRuns(left: readonly Run[], right: readonly Run[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = compareRun(left[index] as Run, right[index] as Run);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareRun(a: Run, b: Run): number {
  if (a.number === undefined || b.number === undefined) return compareTexts(a.text, b.text);
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

function toRun(text: string): Run {
  if (!/^\d/.test(text)) return { text };
  if (text.length <= 15) return { text, number: Number(text) };
  // Labels may be long, and making numbers of endless digits takes long.
  const number = text.length <= 400 ? BigInt(text) : undefined;
  return number !== undefined && number <= greatestInt ? { text, number } : { text };
}
