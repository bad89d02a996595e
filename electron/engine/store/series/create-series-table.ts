import type { Labels } from "#shared/model/labels";
import type { Milliseconds } from "#shared/units/time";
import { createLabelValues } from "./label-values";
import { createMatching } from "./matching";
import { createRecords, field } from "./records";
import type { SeriesId, SeriesTable } from "./series-table";
import { createShapes } from "./shapes";
import { createTextTable } from "./text-table";

/** Texts that nobody uses any more are looked for when so many series, of all, have gone. */
const sweepAfter = 1 / 8;

/** `givenBefore` is the highest number that was ever given, by an earlier process. */
export function createSeriesTable(givenBefore: SeriesId = 0, now?: () => Milliseconds): SeriesTable {
  const texts = createTextTable();
  const shapes = createShapes();
  const records = createRecords(shapes);
  const matching = createMatching({ records, shapes, texts, ...(now && { now }) });
  const labelValues = createLabelValues({ records, shapes, texts });
  /** By position; made when somebody asks, so that history nobody looks at costs no objects. */
  let labelSets: (Labels | undefined)[] = [];
  let newest = givenBefore;
  let removedSinceSweep = 0;

  /** The text numbers of a label set's values, in the order of its shape's names. */
  function numbersOf(labels: Labels, shape: number): number[] {
    const { names } = shapes.get(shape);
    const values: number[] = [];
    for (let index = 0; index < names.length; index++) values.push(texts.take(labels[names[index] ?? ""] ?? ""));
    return values;
  }

  function add(id: SeriesId, shape: number, values: readonly number[]): void {
    const position = records.add(id, shape, values);
    if (position === labelSets.length) labelSets.push(undefined);
    else labelSets.splice(position, 0, undefined);
    newest = Math.max(newest, id);
  }

  function find(labels: Labels): SeriesId | undefined {
    const shape = shapes.find(Object.keys(labels));
    if (shape === undefined) return undefined;
    const values: number[] = [];
    for (const name of shapes.get(shape).names) {
      const text = texts.find(labels[name] ?? "");
      if (text === undefined) return undefined;
      values.push(text);
    }
    const place = records.find(shape, values);
    return place === undefined ? undefined : records.cells[place + field.id];
  }

  function labelsAt(position: number): Labels {
    const place = records.places[position] ?? 0;
    const { names } = shapes.get(records.cells[place + field.shape] ?? 0);
    const pairs = names.map((name, index) => [name, texts.text(records.cells[place + field.values + index] ?? 0)]);
    return Object.freeze(Object.fromEntries(pairs));
  }

  function sweepTexts(): void {
    const isUsed = new Uint8Array(texts.end);
    for (let position = 0; position < records.count; position++) {
      const place = records.places[position] ?? 0;
      const first = place + field.values;
      const end = first + shapes.get(records.cells[place + field.shape] ?? 0).names.length;
      for (let at = first; at < end; at++) isUsed[records.cells[at] ?? 0] = 1;
    }
    texts.keepOnly(isUsed);
    matching.forgetTexts();
    removedSinceSweep = 0;
  }

  return {
    take(labels) {
      const shape = shapes.take(Object.keys(labels));
      const values = numbersOf(labels, shape);
      const place = records.find(shape, values);
      if (place !== undefined) return records.cells[place + field.id] ?? 0;
      add(newest + 1, shape, values);
      return newest;
    },

    restore(id, labels) {
      if (records.positionOf(id) !== undefined) return;
      const shape = shapes.take(Object.keys(labels));
      add(id, shape, numbersOf(labels, shape));
    },

    find,
    has: (id) => records.positionOf(id) !== undefined,

    labels(id) {
      const position = records.positionOf(id);
      if (position === undefined) throw new Error(`there is no series ${id}`);
      const labels = labelSets[position] ?? labelsAt(position);
      labelSets[position] = labels;
      return labels;
    },

    matching: (matchers) => matching.places(matchers).map((place) => records.cells[place + field.id] ?? 0),

    labelNames(matchers) {
      const names = new Set<string>();
      const seen = new Set<number>();
      if (matchers) for (const place of matching.places(matchers)) seen.add(records.cells[place + field.shape] ?? 0);
      for (const [number, shape] of shapes.all.entries()) {
        if (!shape || (matchers ? !seen.has(number) : shape.series === 0)) continue;
        for (const name of shape.names) names.add(name);
      }
      return [...names].sort();
    },

    labelValues: (label, matchers) => labelValues.of(label, matchers && matching.places(matchers)),

    remove(ids) {
      const gone = new Set(ids);
      const before = records.count;
      labelSets = labelSets.filter((_, position) => !gone.has(records.cells[(records.places[position] ?? 0) + field.id] ?? 0));
      records.remove((id) => gone.has(id));
      labelValues.forget();
      shapes.forgetUnused();
      removedSinceSweep += before - records.count;
      if (removedSinceSweep > records.count * sweepAfter) sweepTexts();
    },

    get size() {
      return records.count;
    },
    newest: () => newest,
    bytes: () => records.bytes() + texts.bytes() + labelSets.length * 8,
  };
}
