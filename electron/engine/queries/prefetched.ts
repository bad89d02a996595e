// What the store handed out for the selections of a plan, as storage for the evaluation that will ask for exactly these.
import { selectionKey } from "#shared/promql/plan";
import type { NewestPoints, Selectable, Selection, StoredSeries } from "#shared/promql/storage";
import { DamagedChunk } from "../store/codec/column";
import type { Found, SelectedSeries } from "../store/reading/pieces";
import { createUnpacker } from "../store/reading/unpack";

export interface Prefetched extends Selectable {
  /** Chunks that could not be unpacked, and that the answer lacks. */
  damaged(): number;
}

/** Pieces are unpacked when the evaluation asks for them, and once for a selector that stands twice in the query. */
export function prefetched(selections: readonly Selection[], found: Found): Prefetched {
  const unpacker = createUnpacker();
  const packed = new Map(selections.map((selection, index) => [selectionKey(selection), found.selections[index] ?? []]));
  const newest = new Map(selections.map((selection, index) => [selectionKey(selection), found.newest?.[index]]));
  const unpacked = new Map<string, StoredSeries[]>();
  let damaged = 0;

  function unpack(series: SelectedSeries, selection: Selection): StoredSeries {
    try {
      return unpacker.unpack(series, selection);
    } catch (error) {
      if (!(error instanceof DamagedChunk)) throw error;
      return unpacker.unpack(withoutDamage(series, selection), selection);
    }
  }

  function withoutDamage(series: SelectedSeries, selection: Selection): SelectedSeries {
    const pieces = series.pieces.map((piece) => {
      try {
        unpacker.unpack({ labels: series.labels, pieces: [piece] }, selection);
        return piece;
      } catch (error) {
        if (!(error instanceof DamagedChunk)) throw error;
        damaged++;
        return { kind: "rows" as const, times: new Float64Array(), values: new Float64Array() };
      }
    });
    return { ...series, pieces };
  }

  return {
    select(selection) {
      const key = selectionKey(selection);
      const known = unpacked.get(key);
      if (known) return known;
      const pieces = packed.get(key);
      const points = newest.get(key);
      if (points) return seriesOf(points);
      if (!pieces) throw new Error(`the evaluation selects what the plan did not: ${key}`);
      const series = pieces.map((each) => unpack(each, selection)).filter(({ times }) => times.length > 0);
      unpacked.set(key, series);
      return series;
    },
    newest: (selection) => newest.get(selectionKey(selection)),
    damaged: () => damaged,
  };
}

const seriesOf = ({ labels, times, values, stale }: NewestPoints): StoredSeries[] =>
  labels.map((each, index) => ({
    labels: each,
    times: times.subarray(index, index + 1),
    values: values.subarray(index, index + 1),
    ...(stale && { stale: stale.subarray(index, index + 1) }),
  }));
