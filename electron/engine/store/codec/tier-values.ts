// One series' buckets in one block of a tier, as bytes and back. The five columns say much of each other: mostly they count the
// same unit, the greatest value of a counter is its last, the sum is near the count times the middle. What is written is how
// they differ from that.
import { ByteReader } from "./byte-reader";
import { ByteWriter } from "./byte-writer";
import { DamagedChunk, type TierColumn } from "./column";
import { countValues, mostBytesPerFlag, readFlags, spread, withoutHoles, writeFlags } from "./flags";
import { holds, openFrame, sealFrame } from "./frame";
import { mostBytesPerNumber, readNumbers, writeNumbers } from "./numbers";
import { countedTierOf, readCountedTier, writeCountedTier } from "./tier-counts";

/** How a frame holds buckets: bits. */
const withFlags = 1;
const endsStale = 2;

/** What the columns begin with: whether they all count one unit (see `tier-counts.ts`). */
const layout = { counted: 0, other: 1 } as const;

/** How a column that may be like another is written, where they do not all count one unit. */
const relation = { same: 0, own: 1 } as const;

const columnsInAll = 6;
const usualPerRow = 8;
const besidesRows = 256;

type Buckets = Pick<TierColumn, "min" | "max" | "sum" | "count" | "last">;

/** Used again for every column: what is in it is copied by the frame. */
const out = new ByteWriter();

/** Exactly `rows` rows. A NaN comes back as NaN, every other double as it was. */
export function encodeTierColumn(column: TierColumn, rows: number): Uint8Array {
  out.clear();
  const flags = column.flags?.subarray(0, rows);
  const hasHoles = flags !== undefined && countValues(flags) < rows;
  if (hasHoles) writeFlags(out, flags);
  const dense = (values: Float64Array) => (hasHoles ? withoutHoles(values, flags) : values.subarray(0, rows));
  const { min, max, sum, count, last } = column;
  const buckets = { min: dense(min), max: dense(max), sum: dense(sum), count: dense(count), last: dense(last) };
  writeBuckets(out, buckets);
  const how = (hasHoles ? withFlags : 0) + (column.endsStale ? endsStale : 0);
  return sealFrame({ holds: holds.buckets, how, payload: out.view() }, rows);
}

export function decodeTierColumn(bytes: Uint8Array, rows: number): TierColumn {
  const { how, payload } = openFrame(bytes, {
    holds: holds.buckets,
    rows,
    mostBytes: (columnsInAll * mostBytesPerNumber + mostBytesPerFlag) * rows + besidesRows,
    usualBytes: usualPerRow * rows + besidesRows,
  });
  const from = new ByteReader(payload);
  const flags = how & withFlags ? readFlags(from, rows) : undefined;
  const length = flags ? countValues(flags) : rows;
  const column = () => new Float64Array(rows);
  const read: Buckets = { min: column(), max: column(), sum: column(), count: column(), last: column() };
  const dense: Buckets = flags
    ? {
        min: read.min.subarray(0, length),
        max: read.max.subarray(0, length),
        sum: read.sum.subarray(0, length),
        count: read.count.subarray(0, length),
        last: read.last.subarray(0, length),
      }
    : read;
  readBuckets(from, dense);
  from.end();
  if (flags) for (const values of Object.values(read)) spread(values, flags);
  return { ...read, ...(flags && { flags }), ...(how & endsStale && { endsStale: true }) };
}

function writeBuckets(out: ByteWriter, buckets: Buckets): void {
  const { min, max, sum, count, last } = buckets;
  if (last.length === 0) return;
  const counted = countedTierOf(buckets);
  out.byte(counted ? layout.counted : layout.other);
  if (counted) {
    writeCountedTier(out, counted);
    return;
  }
  writeNumbers(out, count);
  writeNumbers(out, last);
  writeRelated(out, max, last);
  writeRelated(out, min, last);
  writeRelated(out, sum, productOf(last, count));
}

function readBuckets(from: ByteReader, buckets: Buckets): void {
  const { min, max, sum, count, last } = buckets;
  if (last.length === 0) return;
  const how = from.byte();
  if (how === layout.counted) {
    readCountedTier(from, buckets);
    return;
  }
  if (how !== layout.other) throw new DamagedChunk("it has columns of a kind that is not known");
  readNumbers(from, count);
  readNumbers(from, last);
  readRelated(from, max, last);
  readRelated(from, min, last);
  readRelated(from, sum, productOf(last, count));
}

function writeRelated(out: ByteWriter, values: Float64Array, other: Float64Array): void {
  const isSame = values.every((value, at) => Object.is(value, other[at]));
  out.byte(isSame ? relation.same : relation.own);
  if (!isSame) writeNumbers(out, values);
}

function readRelated(from: ByteReader, into: Float64Array, other: Float64Array): void {
  const how = from.byte();
  if (how === relation.same) into.set(other);
  else if (how === relation.own) readNumbers(from, into);
  else throw new DamagedChunk("it has columns of a kind that is not known");
}

const productOf = (last: Float64Array, count: Float64Array): Float64Array =>
  last.map((value, at) => value * (count[at] as number));
