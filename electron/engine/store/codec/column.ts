// One series' rows in one block, as arrays.

/** What a row of a column holds. */
export const row = { absent: 0, value: 1, stale: 2 } as const;

/** Values by row; `flags` (see `row`) only where not every row has a value. At absent and stale rows the value means nothing. */
export interface Column {
  values: Float64Array;
  flags?: Uint8Array;
}

/** Buckets by row. A row whose flag is not `value` has no samples; without flags every row has. */
export interface TierColumn {
  min: Float64Array;
  max: Float64Array;
  sum: Float64Array;
  count: Float64Array;
  last: Float64Array;
  flags?: Uint8Array;
  /** The series ended within its last bucket, which has samples: a stale marker stands behind the last row. */
  endsStale?: boolean;
}

/** Thrown for bytes that are not what was written; the message says what is wrong with them. */
export class DamagedChunk extends Error {
  override name = "DamagedChunk";
}
