// Gathers what the selections of a query need, from memory and from blocks.
import type { Labels } from "#shared/model/labels";
import type { Selection } from "#shared/promql/storage";
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

/** At once where nothing has to come from disk: the live queries of every second rely on that. */
export function readSelections(
  selections: readonly Selection[],
  parts: ReadingParts,
  signal?: { readonly aborted: boolean },
): StoreAnswer | Promise<StoreAnswer> {
  const plans = selections.map((selection) => planOf(selection, parts));
  const needsDisk = plans.some(({ writers }) => [...writers.values()].some((segments) => segments.some(({ block }) => block)));
  if (!needsDisk) return answerOf(plans, parts, noChunks);
  return readFromDisk(plans, parts, signal);
}

interface Plan {
  selection: Selection;
  ids: SeriesId[];
  /** Of the same series: asked for now, because a series may be deleted while the disk is read. */
  labels: Labels[];
  /** Where each writer of some of these series has its samples. */
  writers: Map<string, Segment[]>;
}

function planOf(selection: Selection, { series, head, homes, blocks }: ReadingParts): Plan {
  const ids = series.matching(selection.matchers);
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
interface ReadBlock {
  times: Uint8Array;
  chunks: Map<SeriesId, Uint8Array>;
}
const noChunks = new Map<BlockInfo, ReadBlock>();

async function readFromDisk(
  plans: readonly Plan[],
  parts: ReadingParts,
  signal?: { readonly aborted: boolean },
): Promise<StoreAnswer> {
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
  const read = new Map<BlockInfo, ReadBlock>();
  const left = [...wanted];
  while (left.length > 0 && !signal?.aborted) {
    await Promise.all(
      left.splice(0, blocksAtOnce).map(async ([block, ids]) => {
        const found = await readBlock(block, [...ids], parts.disk);
        if (found) read.set(block, found);
      }),
    );
  }
  return answerOf(plans, parts, read);
}

const blocksAtOnce = 16;

async function readBlock(block: BlockInfo, ids: SeriesId[], disk: Disk | undefined): Promise<ReadBlock | undefined> {
  if (!disk) return undefined;
  const [times, found] = await Promise.all([disk.readTimes(block), disk.readChunks(block, ids)]);
  // Dropped meanwhile by age, or its record is damaged: what remains is the answer.
  if (!times) return undefined;
  const chunks = new Map<SeriesId, Uint8Array>();
  for (const [index, bytes] of found.entries()) if (bytes) chunks.set(ids[index] as SeriesId, bytes);
  return { times, chunks };
}

function answerOf(plans: readonly Plan[], parts: ReadingParts, read: ReadonlyMap<BlockInfo, ReadBlock>): StoreAnswer {
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

  const selections = plans.map(({ selection: { onlyNewest }, ids, labels, writers }) => {
    const found: SelectedSeries[] = [];
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
  return { selections, tiers: [...tiers].sort(), samples };
}
