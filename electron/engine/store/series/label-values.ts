// The values of a label, sorted. Sorting fifty thousand takes longer than all else that a completion needs, so it is kept until
// there are others.
import { field, type Records } from "./records";
import type { Shapes } from "./shapes";
import type { TextTable } from "./text-table";

interface SortedValues {
  /** Text numbers that are in it, as marks. */
  marks: Uint8Array;
  texts: string[];
  /** The texts' numbers, in the same order. */
  numbers: Uint32Array;
  /** How many series there were. */
  series: number;
}

export interface LabelValues {
  /** Of all series, or of the records at some places. */
  of(label: string, places?: readonly number[]): string[];
  /** Series were removed. */
  forget(): void;
}

export function createLabelValues({
  records,
  shapes,
  texts,
}: {
  records: Records;
  shapes: Shapes;
  texts: TextTable;
}): LabelValues {
  const kept = new Map<string, SortedValues>();

  /** A mark at the number of each text that the label has at these places. */
  function marksOf(label: string, places: ArrayLike<number>, count: number): { marks: Uint8Array; found: number[] } {
    const fields = shapes.all.map((shape) => (shape?.names.indexOf(label) ?? -1) + field.values);
    const marks = new Uint8Array(texts.end);
    const found: number[] = [];
    const { cells } = records;
    for (let index = 0; index < count; index++) {
      const place = places[index] ?? 0;
      const at = fields[cells[place + field.shape] ?? 0] ?? 0;
      if (at < field.values) continue;
      const text = cells[place + at] ?? 0;
      if (marks[text] !== 0) continue;
      marks[text] = 1;
      found.push(text);
    }
    return { marks, found };
  }

  function sortedOf(label: string): SortedValues {
    const known = kept.get(label);
    if (known?.series === records.count) return known;
    const { marks, found } = marksOf(label, records.places, records.count);
    const fresh = known ? found.filter((text) => known.marks[text] !== 1) : found;
    if (known && fresh.length === 0) {
      known.series = records.count;
      return known;
    }
    // What is sorted already stays in front: sorting is quick where only the end is out of order.
    const all = [...(known?.texts ?? []), ...fresh.map((text) => texts.text(text))].sort();
    const numbers = Uint32Array.from(all, (text) => texts.find(text) ?? 0);
    const sorted = { marks, texts: all, numbers, series: records.count };
    kept.set(label, sorted);
    return sorted;
  }

  return {
    of(label, places) {
      if (!places) return [...sortedOf(label).texts];
      const { marks, found } = marksOf(label, places, places.length);
      if (found.length < fewToSort) return found.map((text) => texts.text(text)).sort();
      const sorted = sortedOf(label);
      return sorted.texts.filter((_, index) => marks[sorted.numbers[index] ?? 0] === 1);
    },
    forget: () => kept.clear(),
  };
}

/** So many values are sorted in less than a millisecond. */
const fewToSort = 1000;
