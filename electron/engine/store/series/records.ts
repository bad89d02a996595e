// The series themselves, as numbers in one array: about 60 bytes for one of eight labels. A record is
//   its id | its shape | the record before it with the same metric name (its place plus 1, or 0) | a text number per label
// and `places` says where each begins, in the order of ids. Matchers compare these numbers and never touch a text.
import type { SeriesId } from "./series-table";
import type { Shapes } from "./shapes";

/** Where in a record its fields are; a number for each label's value follows, in the order of the shape's names. */
export const field = { id: 0, shape: 1, older: 2, values: 3 } as const;

export interface Records {
  cells: Uint32Array;
  /** Where each record begins, by rising id. */
  places: Uint32Array;
  count: number;
  /** The place of the series with this shape and these values. */
  find(shape: number, values: readonly number[]): number | undefined;
  /** Answers which of `places` it has got. */
  add(id: SeriesId, shape: number, values: readonly number[]): number;
  /** Which of `places` an id has. */
  positionOf(id: SeriesId): number | undefined;
  /** The newest record with a metric's name; `older` leads to the others. */
  newestOf(metric: number): number | undefined;
  /** Takes records out; the places of the others change, their order does not. */
  remove(isGone: (id: SeriesId) => boolean): void;
  bytes(): number;
}

const fewestCells = 512;
const fewestPlaces = 64;

export function createRecords(shapes: Shapes): Records {
  let usedCells = 0;
  /** Open addressing, at most two thirds full: a record's place plus 1, 0 where nothing lies. */
  let slots = new Uint32Array(fewestPlaces * 2);
  const newest = new Map<number, number>();

  const lengthOf = (shape: number): number => shapes.get(shape).names.length;

  /** Where the record with these values lies, or where it would. The values are `length` numbers of an array, from one on. */
  function slotOf(shape: number, values: ArrayLike<number>, from: number, length: number): number {
    const mask = slots.length - 1;
    let slot = hash(shape, values, from, length) & mask;
    for (let filled = slots[slot] ?? 0; filled !== 0; filled = slots[slot] ?? 0) {
      if (holds(filled - 1, shape, values, from, length)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function holds(place: number, shape: number, values: ArrayLike<number>, from: number, length: number): boolean {
    const { cells } = records;
    if (cells[place + field.shape] !== shape) return false;
    const first = place + field.values;
    for (let index = 0; index < length; index++) if (cells[first + index] !== values[from + index]) return false;
    return true;
  }

  function rehash(length: number): void {
    slots = new Uint32Array(length);
    const { cells, places, count } = records;
    for (let position = 0; position < count; position++) {
      const place = places[position] ?? 0;
      const shape = cells[place + field.shape] ?? 0;
      slots[slotOf(shape, cells, place + field.values, lengthOf(shape))] = place + 1;
    }
  }

  /** Makes a record the newest of its metric. */
  function link(place: number): void {
    const { cells } = records;
    const { metricAt } = shapes.get(cells[place + field.shape] ?? 0);
    const metric = metricAt < 0 ? 0 : (cells[place + field.values + metricAt] ?? 0);
    const before = newest.get(metric);
    cells[place + field.older] = before === undefined ? 0 : before + 1;
    newest.set(metric, place);
  }

  /** How many positions have a lower id. */
  function positionsBelow(id: SeriesId): number {
    const { cells, places, count } = records;
    const idAt = (position: number) => cells[(places[position] ?? 0) + field.id] ?? 0;
    if (count === 0 || idAt(count - 1) < id) return count;
    // Without removals ids lie as densely as positions, and the first guess is right.
    let high = Math.max(0, Math.min(count - 1, id - idAt(0)));
    if (idAt(high) === id) return high;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (idAt(middle) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const records: Records = {
    cells: new Uint32Array(fewestCells),
    places: new Uint32Array(fewestPlaces),
    count: 0,

    find(shape, values) {
      const filled = slots[slotOf(shape, values, 0, values.length)];
      return filled ? filled - 1 : undefined;
    },

    add(id, shape, values) {
      const place = usedCells;
      usedCells += field.values + values.length;
      if (usedCells > records.cells.length) records.cells = grown(records.cells, usedCells);
      if (records.count === records.places.length) records.places = grown(records.places, records.count + 1);
      const { cells, places, count } = records;
      cells[place + field.id] = id;
      cells[place + field.shape] = shape;
      for (let index = 0; index < values.length; index++) cells[place + field.values + index] = values[index] ?? 0;
      const position = positionsBelow(id);
      if (position < count) places.copyWithin(position + 1, position, count);
      places[position] = place;
      records.count++;
      shapes.get(shape).series++;
      link(place);
      if (records.count * 3 > slots.length * 2) rehash(slots.length * 2);
      else slots[slotOf(shape, values, 0, values.length)] = place + 1;
      return position;
    },

    positionOf(id) {
      const position = positionsBelow(id);
      const isThere = position < records.count && records.cells[(records.places[position] ?? 0) + field.id] === id;
      return isThere ? position : undefined;
    },

    newestOf: (metric) => newest.get(metric),

    remove(isGone) {
      const { cells, places, count } = records;
      const kept = new Uint32Array(Math.max(fewestCells, usedCells));
      records.count = 0;
      usedCells = 0;
      newest.clear();
      records.cells = kept;
      for (let position = 0; position < count; position++) {
        const place = places[position] ?? 0;
        const shape = cells[place + field.shape] ?? 0;
        if (isGone(cells[place + field.id] ?? 0)) {
          shapes.get(shape).series--;
          continue;
        }
        const end = place + field.values + lengthOf(shape);
        kept.set(cells.subarray(place, end), usedCells);
        places[records.count++] = usedCells;
        link(usedCells);
        usedCells += end - place;
      }
      records.cells = kept.slice(0, Math.max(fewestCells, usedCells));
      records.places = places.slice(0, Math.max(fewestPlaces, records.count));
      let length = fewestPlaces * 2;
      while (records.count * 3 > length * 2) length *= 2;
      rehash(length);
    },

    bytes: () => records.cells.byteLength + records.places.byteLength + slots.byteLength + newest.size * 40,
  };
  return records;
}

function grown(array: Uint32Array, least: number): Uint32Array {
  const longer = new Uint32Array(Math.max(least, Math.ceil(array.length * 1.25)));
  longer.set(array);
  return longer;
}

function hash(shape: number, values: ArrayLike<number>, from: number, length: number): number {
  let value = shape;
  for (let index = 0; index < length; index++) {
    value = Math.imul(value ^ (values[from + index] ?? 0), 0x9e3779b1);
    value ^= value >>> 15;
  }
  return value >>> 0;
}
