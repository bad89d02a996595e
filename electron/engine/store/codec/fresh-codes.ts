// How a record of the log is laid out once it is inflated: the heads of all stretches, then a few bits for each series of each
// stretch, then the numbers of those that changed. What is mostly the same costs bits, and numbers of one size lie together.

/** Bits of the first byte of a stretch: what is as expected and so is left out. */
export const expected = {
  /** The writer has been told before, and is the one after that of the stretch before. */
  writer: 1,
  /** Its runs go on where the writer's last stretch ended, and there are as many as times. */
  runs: 2,
  /** Its times are those of the stretch before in this record. */
  times: 4,
  /** Its series are those of the writer's last stretch. */
  series: 8,
  /** Times that are told are whole milliseconds. */
  wholeTimes: 16,
} as const;

/** How the numbers of a series are written. The first three are told by bits (0, 10, 110), the others by 111 and a byte. */
export const fresh = {
  /** Every row has the value that the series had last. */
  same: 0,
  /** Counts: the difference of each from the one before. */
  changes: 1,
  /** Counts: the difference of each difference from the one before. */
  changesOfChanges: 2,
  /** A new unit, the first value as a double, then as `changes`. */
  unit: 3,
  /** Doubles: which bytes of each differ from the one before, and those. */
  doubles: 4,
} as const;
export type FreshKind = (typeof fresh)[keyof typeof fresh];

/** Added to the byte where not every row has a value; the flags of all rows then come before the numbers. */
export const hasFlags = 8;

/** Counts further apart than this are not written as differences: sums of them would no longer be exact. */
export const farthestChange = 2 ** 50;
