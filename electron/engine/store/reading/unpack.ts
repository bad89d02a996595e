// Makes of the pieces that the store handed out what the evaluator reads. It runs where the query is evaluated.
import type { Selection, StoredSeries } from "#shared/promql/storage";
import { type Column, row, type TierColumn } from "../codec/column";
import { decodeTierColumn } from "../codec/tier-values";
import { decodeTimes } from "../codec/times";
import { decodeColumn } from "../codec/values";
import { rowsUpTo } from "../rows-up-to";
import { project } from "../tiers/project";
import { mergeWriters } from "./merge-writers";
import type { ChunkPiece, RowsPiece, SelectedSeries } from "./pieces";

/** Points of one series in time order; `counts` where they come from a coarser tier. */
export type Points = Omit<StoredSeries, "labels">;

export interface Unpacker {
  /** The series as one column. Series that lie in the same rows share one array of times, by which the evaluator shares its work. */
  unpack(series: SelectedSeries, selection: Pick<Selection, "func">): StoredSeries;
}

/** One for each query: it remembers times that several series share. Throws DamagedChunk for bytes that are not what was written. */
export function createUnpacker(): Unpacker {
  const decodedTimes = new Map<Uint8Array, Float64Array>();
  const joinedTimes = new Map<string, Float64Array>();
  const numbers = new Map<Float64Array, number>();
  const cuts = new Map<Float64Array, Map<string, Float64Array>>();

  function timesOf(bytes: Uint8Array): Float64Array {
    const known = decodedTimes.get(bytes);
    if (known) return known;
    const times = decodeTimes(bytes);
    decodedTimes.set(bytes, times);
    return times;
  }

  /** The same view for the same stretch, so that it can be recognised. */
  function cutTimes(times: Float64Array, first: number, end: number): Float64Array {
    if (first === 0 && end === times.length) return times;
    const known = cuts.get(times) ?? new Map<string, Float64Array>();
    cuts.set(times, known);
    const key = `${first} ${end}`;
    const cut = known.get(key) ?? times.subarray(first, end);
    known.set(key, cut);
    return cut;
  }

  function pointsOfChunk(piece: ChunkPiece, func: string | undefined): Points {
    const times = timesOf(piece.times);
    const column = { times, rows: times.length };
    const first = rowsUpTo(column, piece.from);
    const end = rowsUpTo(column, piece.to);
    const cut = cutTimes(times, first, end);
    if (piece.tier > 0) return project(cutTier(decodeTierColumn(piece.bytes, times.length), first, end), cut, func);
    return pointsOfColumn(cutColumn(decodeColumn(piece.bytes, times.length), first, end), cut);
  }

  function join(parts: readonly Points[]): Points {
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const length = parts.reduce((sum, { times }) => sum + times.length, 0);
    const values = new Float64Array(length);
    const stale = parts.some((part) => part.stale) ? new Uint8Array(length) : undefined;
    const counts = parts.some((part) => part.counts) ? new Float64Array(length).fill(1) : undefined;
    let at = 0;
    for (const part of parts) {
      values.set(part.values, at);
      if (part.stale) stale?.set(part.stale, at);
      if (part.counts) counts?.set(part.counts, at);
      at += part.values.length;
    }
    return { times: joinTimes(parts, length), values, ...(stale && { stale }), ...(counts && { counts }) };
  }

  function joinTimes(parts: readonly Points[], length: number): Float64Array {
    const key = parts.map(({ times }) => numberOf(times)).join(" ");
    const known = joinedTimes.get(key);
    if (known) return known;
    const times = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      times.set(part.times, at);
      at += part.times.length;
    }
    joinedTimes.set(key, times);
    return times;
  }

  function numberOf(times: Float64Array): number {
    const known = numbers.get(times);
    if (known !== undefined) return known;
    numbers.set(times, numbers.size);
    return numbers.size - 1;
  }

  return {
    unpack({ labels, pieces, mergedFrom }, { func }) {
      const parts = pieces.map((piece) => (piece.kind === "rows" ? pointsOfRows(piece) : pointsOfChunk(piece, func)));
      if (!mergedFrom) return { labels, ...join(parts) };
      const bounds = [0, ...mergedFrom, parts.length];
      const writers = mergedFrom.concat(parts.length).map((end, index) => join(parts.slice(bounds[index], end)));
      return { labels, ...mergeWriters(writers) };
    },
  };
}

const pointsOfRows = ({ times, values, stale }: RowsPiece): Points => ({ times, values, ...(stale && { stale }) });

function cutColumn({ values, flags }: Column, first: number, end: number): Column {
  if (first === 0 && end === values.length) return flags ? { values, flags } : { values };
  return { values: values.subarray(first, end), ...(flags && { flags: flags.subarray(first, end) }) };
}

function cutTier(column: TierColumn, first: number, end: number): TierColumn {
  const { min, max, sum, count, last, flags, endsStale } = column;
  if (first === 0 && end === last.length) return column;
  const cut = (values: Float64Array) => values.subarray(first, end);
  const columns = { min: cut(min), max: cut(max), sum: cut(sum), count: cut(count), last: cut(last) };
  return {
    ...columns,
    ...(flags && { flags: flags.subarray(first, end) }),
    ...(endsStale && end === last.length && { endsStale }),
  };
}

/** Without the rows that hold nothing. */
function pointsOfColumn({ values, flags }: Column, times: Float64Array): Points {
  if (!flags) return { times, values };
  const isPoint = (_: number, index: number) => flags[index] !== row.absent;
  const hasHoles = flags.includes(row.absent);
  const hasStale = flags.includes(row.stale);
  if (!hasHoles && !hasStale) return { times, values };
  return {
    times: hasHoles ? times.filter(isPoint) : times,
    values: hasHoles ? values.filter(isPoint) : values,
    ...(hasStale && { stale: flags.filter(isPoint).map((flag) => (flag === row.stale ? 1 : 0)) }),
  };
}
