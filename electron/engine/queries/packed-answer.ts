// What the store handed out, on its way to a worker: all columns in one stretch of memory that changes hands, the rest as one
// list of numbers. Cloning the objects as they are would cost more than evaluating them. Label sets go over once: they are
// told apart by identity, because the store hands out the same object for a series at every call.
import type { Labels } from "#shared/model/labels";
import type { NewestPoints } from "#shared/promql/storage";
import type { TierId } from "../store/disk/disk";
import type { ChunkPiece, Found, RowsPiece, SelectedSeries } from "../store/reading/pieces";

export interface PackedAnswer {
  bytes: ArrayBuffer;
  numbers: Float64Array;
  /** Those that the worker does not know; they take the next numbers. */
  newLabels: Labels[];
}

/** The numbers that label sets have with one worker. */
export interface LabelNumbers {
  numberOf(labels: Labels): number;
  /** Those that got their number since the last call. */
  takeNew(): Labels[];
  labels(number: number): Labels;
}

export function createLabelNumbers(): LabelNumbers {
  const numbers = new Map<Labels, number>();
  const all: Labels[] = [];
  let told = 0;
  return {
    numberOf(labels) {
      const known = numbers.get(labels);
      if (known !== undefined) return known;
      numbers.set(labels, all.length);
      return all.push(labels) - 1;
    },
    takeNew() {
      const fresh = all.slice(told);
      told = all.length;
      return fresh;
    },
    labels: (number) => all[number] as Labels,
  };
}

type Column = Float64Array | Uint8Array;
const seriesKind = 0;
const newestKind = 1;
const rowsKind = 0;
const chunkKind = 1;
const absent = -1;

export function packAnswer({ selections, newest = [] }: Found, labelNumbers: LabelNumbers): PackedAnswer {
  const numbers: number[] = [selections.length];
  const columns: { column: Column; at: number }[] = [];
  const places = new Map<Column, number>();
  let size = 0;

  function put(column: Column): void {
    let at = places.get(column);
    if (at === undefined) {
      at = size;
      places.set(column, at);
      columns.push({ column, at });
      // Each at a multiple of eight, as a Float64Array wants to begin.
      size += (column.byteLength + 7) & ~7;
    }
    numbers.push(at, column.length);
  }

  function putPiece(piece: RowsPiece | ChunkPiece): void {
    if (piece.kind === "rows") {
      numbers.push(rowsKind);
      put(piece.times);
      put(piece.values);
      if (piece.stale) put(piece.stale);
      else numbers.push(absent, 0);
    } else {
      numbers.push(chunkKind, piece.tier, piece.from, piece.to);
      put(piece.times);
      put(piece.bytes);
    }
  }

  function putNewest({ labels, times, values, stale }: NewestPoints): void {
    numbers.push(labels.length);
    for (const each of labels) numbers.push(labelNumbers.numberOf(each));
    put(times);
    put(values);
    if (stale) put(stale);
    else numbers.push(absent, 0);
  }

  for (const [index, found] of selections.entries()) {
    const points = newest[index];
    numbers.push(points ? newestKind : seriesKind);
    if (points) {
      putNewest(points);
      continue;
    }
    numbers.push(found.length);
    for (const { labels, pieces, mergedFrom = [] } of found) {
      numbers.push(labelNumbers.numberOf(labels), mergedFrom.length, ...mergedFrom, pieces.length);
      for (const piece of pieces) putPiece(piece);
    }
  }
  const bytes = new ArrayBuffer(size);
  for (const { column, at } of columns) {
    if (column instanceof Float64Array) new Float64Array(bytes, at, column.length).set(column);
    else new Uint8Array(bytes, at, column.length).set(column);
  }
  return { bytes, numbers: Float64Array.from(numbers), newLabels: labelNumbers.takeNew() };
}

/** The same selections again, as views of the packed memory; columns that were one object are one again. */
export function unpackAnswer({ bytes, numbers }: PackedAnswer, labelsOf: (number: number) => Labels): Found {
  const times = new Map<number, Float64Array>();
  const encoded = new Map<number, Uint8Array>();
  let next = 0;
  const take = () => numbers[next++] as number;
  const list = <T>(item: () => T): T[] => Array.from({ length: take() }, item);

  function floats(): Float64Array {
    const [at, length] = [take(), take()];
    const known = times.get(at);
    if (known) return known;
    const column = new Float64Array(bytes, at, length);
    times.set(at, column);
    return column;
  }

  function octets(): Uint8Array | undefined {
    const [at, length] = [take(), take()];
    if (at === absent) return undefined;
    const column = encoded.get(at) ?? new Uint8Array(bytes, at, length);
    encoded.set(at, column);
    return column;
  }

  function piece(): RowsPiece | ChunkPiece {
    if (take() === rowsKind) {
      const rows = { kind: "rows" as const, times: floats(), values: floats() };
      const stale = octets();
      return stale ? { ...rows, stale } : rows;
    }
    const chunk = { kind: "chunk" as const, tier: take() as TierId, from: take(), to: take() };
    return { ...chunk, times: octets() ?? new Uint8Array(), bytes: octets() ?? new Uint8Array() };
  }

  function series(): SelectedSeries {
    const labels = labelsOf(take());
    const mergedFrom = list(take);
    const pieces = list(piece);
    return mergedFrom.length > 0 ? { labels, pieces, mergedFrom } : { labels, pieces };
  }

  function points(): NewestPoints {
    const labels = list(() => labelsOf(take()));
    const columns = { times: floats(), values: floats() };
    const stale = octets();
    return { labels, ...columns, ...(stale && { stale }) };
  }

  const newest: Found["newest"] = [];
  const selections = list(() => {
    const isNewest = take() === newestKind;
    newest.push(isNewest ? points() : undefined);
    return isNewest ? [] : list(series);
  });
  return newest.some(Boolean) ? { selections, newest } : { selections };
}
