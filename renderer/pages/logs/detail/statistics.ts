// What values a field has over many lines. Lines are added one by one, so that whoever adds them may pause between two.
export interface ValueCount {
  value: string;
  count: number;
}

export interface FieldStatistics {
  /** Lines that were counted, and those among them that do not have the field. */
  lines: number;
  without: number;
  /** The most frequent values, at most ten; equal ones by their text. */
  top: ValueCount[];
  /** Lines with any other value, and how many values there are in all. */
  others: number;
  distinct: number;
  /** There are more values than were told apart. */
  isDistinctCut: boolean;
  /** Where nearly all values are numbers. */
  numbers?: { least: number; median: number; most: number };
}

export interface FieldCounter {
  add(value: string | undefined): void;
  read(): FieldStatistics;
}

const shown = 10;
/** More values than these are an id, of which a list says nothing; they are still counted as lines. */
const mostValues = 50_000;
/** Longer values are told apart by their beginning; what was cut is longer by a sign, and no value to ask for. */
export const longestValue = 500;
const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

export function createFieldCounter(): FieldCounter {
  const counts = new Map<string, number>();
  const numbers: number[] = [];
  let lines = 0;
  let without = 0;
  let isDistinctCut = false;

  return {
    add(value) {
      lines++;
      if (value === undefined) {
        without++;
        return;
      }
      if (value.length <= 40 && number.test(value)) numbers.push(Number(value));
      // Cut ones are copied: a part of a long line keeps all of it in memory.
      const kept = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
      const before = counts.get(kept);
      if (before === undefined && counts.size >= mostValues) isDistinctCut = true;
      else counts.set(kept, (before ?? 0) + 1);
    },
    read() {
      const top = mostFrequent(counts);
      const withIt = lines - without;
      const counted = top.reduce((sum, { count }) => sum + count, 0);
      const isNumeric = numbers.length > 0 && numbers.length >= withIt * 0.9;
      return {
        ...{ lines, without, top, others: withIt - counted, distinct: counts.size, isDistinctCut },
        ...(isNumeric && { numbers: spread(numbers) }),
      };
    },
  };
}

/** Without sorting all of them: there may be fifty thousand, and the answer is wanted several times. */
function mostFrequent(counts: ReadonlyMap<string, number>): ValueCount[] {
  const top: ValueCount[] = [];
  for (const [value, count] of counts) {
    const last = top[shown - 1];
    if (last && !isBefore({ value, count }, last)) continue;
    const place = top.findIndex((each) => isBefore({ value, count }, each));
    top.splice(place === -1 ? top.length : place, 0, { value, count });
    if (top.length > shown) top.pop();
  }
  return top;
}

const isBefore = (a: ValueCount, b: ValueCount): boolean => a.count > b.count || (a.count === b.count && a.value < b.value);

function spread(numbers: readonly number[]): { least: number; median: number; most: number } {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  const lower = sorted[Math.ceil(middle) - 1] ?? 0;
  return { least: sorted[0] ?? 0, median: (lower + upper) / 2, most: sorted[sorted.length - 1] ?? 0 };
}
