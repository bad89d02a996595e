// What the store hands out for a query: columns in memory as they are, chunks from disk as they lie there. Chunks are unpacked
// where the query is evaluated, which may be another thread; so everything here survives a structured clone, and pieces of one
// block share the object that holds its times.
import type { Labels } from "#shared/model/labels";
import type { NewestPoints } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";
import type { TierId } from "../disk/disk";

/** Rows in memory. */
export interface RowsPiece {
  kind: "rows";
  times: Float64Array;
  values: Float64Array;
  stale?: Uint8Array;
}

/** A chunk of a block, as encoded by the codec; only its rows in `from < t <= to` count. */
export interface ChunkPiece {
  kind: "chunk";
  tier: TierId;
  /** Encoded; one object for all pieces of a block. */
  times: Uint8Array;
  bytes: Uint8Array;
  from: EpochMs;
  to: EpochMs;
}

export interface SelectedSeries {
  labels: Labels;
  /** In order of time and without overlap, save those of different writers, which are merged (`mergedFrom`). */
  pieces: (RowsPiece | ChunkPiece)[];
  /** Where the pieces of further writers of the same series begin; absent for the usual single writer. */
  mergedFrom?: number[];
}

/** What was found for the selections of a query, in their order. */
export interface Found {
  selections: SelectedSeries[][];
  /** In place of the series of a selection that looks at their newest points only, where all of those lie in memory. */
  newest?: (NewestPoints | undefined)[];
}

/** The answer to the selections of a query. */
export interface StoreAnswer extends Found {
  /** Which tiers were read, finest first. */
  tiers: TierId[];
  /** How many samples or buckets there are to look at, about. */
  samples: number;
  /** Stretches of the history that are there and could not be read; absent for none. */
  lost?: number;
}
