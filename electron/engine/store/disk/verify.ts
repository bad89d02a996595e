// Reads everything that is on disk and says what of it is not as it was written. It decodes every chunk, so it takes a while for
// a large store; it lets others have their turn, and stops when asked.
import type { Bytes } from "#shared/units/size";
import type { Milliseconds } from "#shared/units/time";
import { DamagedChunk } from "../codec/column";
import { decodeTierColumn } from "../codec/tier-values";
import { decodeTimes } from "../codec/times";
import { decodeColumn } from "../codec/values";
import type { SeriesId } from "../series/series-table";
import { totalBytes } from "./block-pages";
import type { BlockInfo, BlockKey, Disk, TierId } from "./disk";
import { firstSeriesOf, seriesPerPage, timesPage } from "./keys";

export type Fault =
  /** Without its times nothing of a block can be read. */
  | { kind: "no times"; block: BlockInfo; why: string }
  | { kind: "damaged page"; block: BlockInfo; page: number }
  | { kind: "damaged chunk"; block: BlockInfo; id: SeriesId; why: string }
  /** There are fewer bytes than were written: whole pages are gone. */
  | { kind: "missing chunks"; block: BlockInfo; bytes: Bytes }
  /** A chunk of a series whose labels are not known. */
  | { kind: "unknown series"; block: BlockInfo; id: SeriesId }
  /** Pages of no block: they take room and are never read. */
  | { kind: "stray pages"; block: BlockKey };

export interface Verification {
  series: number;
  blocks: number;
  chunks: number;
  /** Of chunks and times. */
  bytes: Bytes;
  faults: Fault[];
}

export interface VerifyOptions {
  signal?: { readonly aborted: boolean };
  /** Told after each block. */
  onProgress?: (done: number, of: number) => void;
}

const tiers: readonly TierId[] = [0, 1, 2];
const longestTurn: Milliseconds = 8;

export async function verifyDisk(disk: Disk, { signal, onProgress }: VerifyOptions = {}): Promise<Verification> {
  const known = new Set<SeriesId>();
  for await (const { id } of disk.loadSeries()) known.add(id);
  const faults: Fault[] = [];
  const counts = { chunks: 0, bytes: 0 };
  const blocks = tiers.flatMap((tier) => [...disk.blocks(tier)]);
  let began = performance.now();
  for (const [at, block] of blocks.entries()) {
    if (signal?.aborted) break;
    faults.push(...(await verifyBlock(disk, block, known, counts)));
    onProgress?.(at + 1, blocks.length);
    if (performance.now() - began > longestTurn) {
      await new Promise((resolve) => setImmediate(resolve));
      began = performance.now();
    }
  }
  faults.push(...(await disk.strayBlocks()).map((block): Fault => ({ kind: "stray pages", block })));
  return { series: known.size, blocks: blocks.length, ...counts, faults };
}

async function verifyBlock(
  disk: Disk,
  block: BlockInfo,
  known: ReadonlySet<SeriesId>,
  counts: { chunks: number; bytes: number },
): Promise<Fault[]> {
  const encoded = await disk.readTimes(block);
  const why = encoded ? faultOf(() => checkTimes(decodeTimes(encoded), block)) : "it is missing or damaged";
  if (why !== undefined) return [{ kind: "no times", block, why }];
  let bytesFound = encoded?.length ?? 0;
  const faults: Fault[] = [];
  for await (const { page, chunks } of disk.pages(block)) {
    if (page === timesPage) continue;
    if (!chunks) faults.push({ kind: "damaged page", block, page });
    for (const { id, bytes } of chunks ?? []) {
      counts.chunks++;
      bytesFound += bytes.length;
      const why = faultOf(() => (block.tier === 0 ? decodeColumn(bytes, block.rows) : decodeTierColumn(bytes, block.rows)));
      if (why !== undefined) faults.push({ kind: "damaged chunk", block, id, why });
      else if (!known.has(id)) faults.push({ kind: "unknown series", block, id });
    }
  }
  counts.bytes += bytesFound;
  if (bytesFound !== block.bytes && !faults.some(({ kind }) => kind === "damaged page")) {
    faults.push({ kind: "missing chunks", block, bytes: block.bytes - bytesFound });
  }
  return faults;
}

function checkTimes(times: Float64Array, { rows }: BlockInfo): void {
  if (times.length !== rows) throw new DamagedChunk(`it has ${times.length} rows instead of ${rows}`);
  for (let at = 1; at < times.length; at++) {
    if (!((times[at] as number) > (times[at - 1] as number))) throw new DamagedChunk("its times do not rise");
  }
}

/** What is wrong, or undefined. */
function faultOf(decode: () => unknown): string | undefined {
  try {
    decode();
    return undefined;
  } catch (error) {
    if (error instanceof DamagedChunk) return error.message;
    throw error;
  }
}

/** Drops what is damaged, so that all that is left is whole. */
export async function repairDisk(disk: Disk, faults: readonly Fault[]): Promise<void> {
  const lost = faults.filter((fault) => fault.kind === "no times").map(({ block }) => block as BlockInfo);
  await disk.dropBlocks(lost);
  const pages = new Map<BlockInfo, number[]>();
  const chunks = new Map<BlockInfo, SeriesId[]>();
  const stray: BlockKey[] = [];
  for (const fault of faults) {
    if (fault.kind === "damaged page") add(pages, fault.block, fault.page);
    else if (fault.kind === "damaged chunk" || fault.kind === "unknown series") add(chunks, fault.block, fault.id);
    else if (fault.kind === "stray pages") stray.push(fault.block);
  }
  for (const [block, ids] of chunks) await disk.dropChunks(block, ids);
  for (const [block, numbers] of pages) await disk.dropPages(block, numbers);
  const left = new Set(tiers.flatMap((tier) => [...disk.blocks(tier)]));
  for (const fault of faults) {
    if (fault.kind === "stray pages" || !left.delete(fault.block)) continue;
    await disk.setBytes(fault.block, await bytesOf(disk, fault.block));
  }
  await disk.dropStrayBlocks(stray);
  await disk.compact();
}

async function bytesOf(disk: Disk, block: BlockInfo): Promise<Bytes> {
  let bytes = 0;
  for await (const { times, chunks = [] } of disk.pages(block)) bytes += (times?.length ?? 0) + totalBytes(chunks);
  return bytes;
}

function add<T>(lists: Map<BlockInfo, T[]>, block: BlockInfo, item: T): void {
  const list = lists.get(block);
  if (list) list.push(item);
  else lists.set(block, [item]);
}

/** A fault in a sentence; `nameOf` gives a series' labels. */
export function sayFault(fault: Fault, nameOf: (id: SeriesId) => string): string {
  if (fault.kind === "stray pages") return `Block ${fault.block.sequence} of tier ${fault.block.tier} is not in the index.`;
  const { block } = fault;
  const when = `${new Date(block.start).toISOString()} to ${new Date(block.end).toISOString()} of ${block.writer}`;
  switch (fault.kind) {
    case "no times":
      return `Nothing from ${when} can be read: its column of times is damaged (${fault.why}).`;
    case "damaged page": {
      const first = firstSeriesOf(fault.page);
      const names = Array.from({ length: seriesPerPage }, (_, place) => nameOf(first + place)).filter((name) => name !== "");
      return `From ${when}, some of these series cannot be read: ${names.join(", ")}.`;
    }
    case "missing chunks":
      return `From ${when}, ${fault.bytes} bytes of samples are missing.`;
    case "damaged chunk":
      return `From ${when}, ${nameOf(fault.id)} cannot be read: ${fault.why}.`;
    case "unknown series":
      return `From ${when}, a series has samples and no name (number ${fault.id}).`;
  }
}
