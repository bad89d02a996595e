// Gathers what the selections of a query need, from memory and from blocks.
import type { Labels } from "#shared/model/labels";
import type { NewestPoints, Selection } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";
import type { Blocks } from "../blocks";
import type { BlockInfo, Disk, TierId } from "../disk/disk";
import type { Head } from "../head/head";
import type { Homes } from "../homes";
import type { SeriesId, SeriesTable } from "../series/series-table";
import type { ChunkPiece, RowsPiece, SelectedSeries, StoreAnswer } from "./pieces";
import { type Segment, segmentsOf, tierFor } from "./segments";

export interface ReadingParts {
  series: SeriesTable;
  head: Head;
  homes: Homes;
  blocks: Blocks;
  disk: Disk | undefined;
}

export interface StoreSelection extends Selection {
  /** Exactly this series, in place of those that match: it need not be looked for. */
  labels?: Labels;
}

export interface ReadLimits {
  signal?: { readonly aborted: boolean };
  /** With more than so many an answer is worth nothing to whoever asks: the rest is left on disk then. */
  mostSamples?: number;
}

/** At once where nothing has to come from disk: the live queries of every second rely on that. */
export function readSelections(
  selections: readonly StoreSelection[],
  parts: ReadingParts,
  limits: ReadLimits = {},
): StoreAnswer | Promise<StoreAnswer> {
  const plans = selections.map((selection) => planOf(selection, parts));
  const needsDisk = plans.some(({ writers }) => [...writers.values()].some((segments) => segments.some(({ block }) => block)));
  if (!needsDisk) return answerOf(plans, parts, noChunks);
  return readFromDisk(plans, parts, limits);
}

interface Plan {
  selection: StoreSelection;
  ids: SeriesId[];
  /** Of the same series: asked for now, because a series may be deleted while the disk is read. */
  labels: Labels[];
  /** Where each writer of some of these series has its samples. */
  writers: Map<string, Segment[]>;
}

function planOf(selection: StoreSelection, { series, head, homes, blocks }: ReadingParts): Plan {
  const only = selection.labels && series.find(selection.labels);
  const ids = only !== undefined ? [only] : selection.labels ? [] : series.matching(selection.matchers);
  const tier = tierFor(selection);
  const writers = new Map<string, Segment[]>();
  for (const id of ids) {
    for (const writer of homes.writersOf(id)) {
      if (writers.has(writer)) continue;
      writers.set(writer, segmentsOf(writer, { ...selection, tier, memory: extentIn(head, writer) }, blocks));
    }
  }
  return { selection, ids, labels: ids.map((id) => series.labels(id)), writers };
}

function extentIn(head: Head, writer: string): { from: EpochMs; to: EpochMs } | undefined {
  const from = head.oldest(writer);
  const newest = head.newest(writer);
  return from === undefined || !newest ? undefined : { from, to: newest.time };
}

/** A block's times and the chunks of the series asked for. */
interface FoundBlock {
  times: Uint8Array;
  chunks: Map<SeriesId, Uint8Array>;
}
const noChunks = new Map<BlockInfo, FoundBlock>();

async function readFromDisk(plans: readonly Plan[], parts: ReadingParts, limits: ReadLimits): Promise<StoreAnswer> {
  const wanted = new Map<BlockInfo, Set<SeriesId>>();
  for (const { ids, writers } of plans) {
    const idsOf = new Map<string, SeriesId[]>();
    for (const id of ids) {
      for (const writer of parts.homes.writersOf(id)) {
        const own = idsOf.get(writer);
        if (own) own.push(id);
        else idsOf.set(writer, [id]);
      }
    }
    for (const [writer, segments] of writers) {
      for (const { block } of segments) {
        if (!block) continue;
        const known = wanted.get(block) ?? new Set<SeriesId>();
        wanted.set(block, known);
        for (const id of idsOf.get(writer) ?? []) known.add(id);
      }
    }
  }
  const read = new Map<BlockInfo, FoundBlock>();
  const left = [...wanted];
  const { signal, mostSamples = Number.POSITIVE_INFINITY } = limits;
  let samples = 0;
  let lost = 0;
  while (left.length > 0 && !signal?.aborted && samples <= mostSamples) {
    const some = left.splice(0, blocksAtOnce(left)).map(([block, ids]) => ({ block, ids: [...ids] }));
    for (const [at, found] of ((await parts.disk?.readBlocks(some)) ?? []).entries()) {
      const { block, ids } = some[at] as (typeof some)[number];
      // What remains is the answer.
      if (!found) {
        const isDropped = !parts.blocks.of(block.tier, block.writer).includes(block);
        if (!isDropped) lost++;
        continue;
      }
      const chunks = new Map<SeriesId, Uint8Array>();
      for (const [index, bytes] of found.chunks.entries()) if (bytes) chunks.set(ids[index] as SeriesId, bytes);
      read.set(block, { times: found.times, chunks });
      samples += chunks.size * block.rows;
    }
  }
  const isWhole = left.length === 0;
  if (!isWhole || !plans.some((plan) => isForgotten(plan, parts.head))) {
    return { ...answerOf(plans, parts, read), ...(lost > 0 && { lost }) };
  }
  const selections = plans.map(({ selection }) => selection);
  return readSelections(selections, parts, limits);
}

/** Whether memory has lost meanwhile what was to be read there: it lies on disk now. That comes once in ten minutes. */
function isForgotten({ writers }: Plan, head: Head): boolean {
  return [...writers].some(([writer, segments]) => {
    const oldest = head.oldest(writer) ?? Number.POSITIVE_INFINITY;
    return segments.some(({ block, from }) => !block && oldest - 0.5 > from);
  });
}

/** How many of the next blocks are read in one stroke, between which a query can be ended. */
function blocksAtOnce(next: readonly (readonly [BlockInfo, ReadonlySet<SeriesId>])[]): number {
  let count = 0;
  for (let chunks = 0; chunks < chunksAtOnce && count < next.length; count++) chunks += 1 + (next[count]?.[1].size ?? 0);
  return count;
}

const chunksAtOnce = 1024;

function answerOf(plans: readonly Plan[], parts: ReadingParts, read: ReadonlyMap<BlockInfo, FoundBlock>): StoreAnswer {
  const tiers = new Set<TierId>();
  let samples = 0;

  function piecesOf(
    id: SeriesId,
    writer: string,
    segments: readonly Segment[],
    onlyNewest: boolean | undefined,
  ): SelectedSeries["pieces"] {
    const pieces: (RowsPiece | ChunkPiece)[] = [];
    for (const { block, from, to } of segments) {
      if (!block) {
        const rows = parts.head.rowsOf(id, from, to, onlyNewest).find((found) => found.writer === writer)?.rows;
        if (!rows) continue;
        pieces.push({ kind: "rows", ...rows });
        samples += rows.times.length;
        tiers.add(0);
        continue;
      }
      const found = read.get(block);
      const bytes = found?.chunks.get(id);
      if (!found || !bytes) continue;
      pieces.push({ kind: "chunk", tier: block.tier, times: found.times, bytes, from, to });
      samples += block.rows;
      tiers.add(block.tier);
    }
    return pieces;
  }

  const newest = plans.map((plan) => newestIn(plan, parts));
  for (const points of newest) {
    if (!points || points.labels.length === 0) continue;
    samples += points.labels.length;
    tiers.add(0);
  }
  const selections = plans.map(({ selection: { onlyNewest }, ids, labels, writers }, at) => {
    const found: SelectedSeries[] = [];
    if (newest[at]) return found;
    for (const [index, id] of ids.entries()) {
      const pieces: SelectedSeries["pieces"] = [];
      const mergedFrom: number[] = [];
      for (const writer of parts.homes.writersOf(id)) {
        const own = piecesOf(id, writer, writers.get(writer) ?? [], onlyNewest);
        if (own.length > 0 && pieces.length > 0) mergedFrom.push(pieces.length);
        pieces.push(...own);
      }
      if (pieces.length === 0) continue;
      found.push({ labels: labels[index] as Labels, pieces, ...(mergedFrom.length > 0 && { mergedFrom }) });
    }
    return found;
  });
  return { selections, ...(newest.some(Boolean) && { newest }), tiers: [...tiers].sort(), samples };
}

/** Series by series they would cost several objects each. Undefined where that has to be: some have several writers, or lie on disk. */
function newestIn({ selection, ids, labels, writers }: Plan, { head, homes }: ReadingParts): NewestPoints | undefined {
  if (!selection.onlyNewest) return undefined;
  const rows = { times: new Float64Array(ids.length), values: new Float64Array(ids.length), stale: new Uint8Array(ids.length) };
  const found: Labels[] = [];
  let anyStale = false;
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as SeriesId;
    const [writer, another] = homes.writersOf(id);
    if (writer === undefined) continue;
    const [segment, further] = writers.get(writer) ?? [];
    if (another !== undefined || further || segment?.block) return undefined;
    if (!segment || !head.putNewest(id, segment, rows, found.length)) continue;
    if (rows.stale[found.length] === 1) anyStale = true;
    found.push(labels[index] as Labels);
  }
  const cut = { times: rows.times.subarray(0, found.length), values: rows.values.subarray(0, found.length) };
  return { labels: found, ...cut, ...(anyStale && { stale: rows.stale.subarray(0, found.length) }) };
}
