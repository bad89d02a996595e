// The small records as bytes: what is known of blocks, of series, and of the kinds of metrics.
import type { MetricKind } from "#shared/model/sample";
import type { BlockInfo, SeriesRecord, TierId } from "./disk";
import { seal, unseal } from "./sealed";

const writerAt = 40;
const latin = "latin1";

/** Everything but the tier, which its key says. */
function blockBytes({ sequence, start, end, lastRun, bytes, rows, writer }: BlockInfo): Buffer {
  const name = Buffer.from(writer, "utf8");
  const record = Buffer.allocUnsafe(writerAt + 2 + name.length);
  record.writeDoubleLE(start, 0);
  record.writeDoubleLE(end, 8);
  record.writeDoubleLE(lastRun, 16);
  record.writeUIntLE(sequence, 24, 6);
  record.writeUIntLE(bytes, 30, 6);
  record.writeUInt32LE(rows, 36);
  record.writeUInt16LE(name.length, writerAt);
  record.set(name, writerAt + 2);
  return record;
}

function readBlockBytes(record: Buffer, at: number, tier: TierId): { block: BlockInfo; next: number } {
  const nameAt = at + writerAt + 2;
  const next = nameAt + record.readUInt16LE(at + writerAt);
  const block = {
    tier,
    writer: writerNamed(record, nameAt, next),
    start: record.readDoubleLE(at),
    end: record.readDoubleLE(at + 8),
    rows: record.readUInt32LE(at + 36),
    lastRun: record.readDoubleLE(at + 16),
    sequence: record.readUIntLE(at + 24, 6),
    bytes: record.readUIntLE(at + 30, 6),
  };
  return { block, next };
}

/** Thousands of blocks have a handful of writers: one string for each. */
const writers = new Map<string, string>();
function writerNamed(record: Buffer, from: number, to: number): string {
  const key = record.toString(latin, from, to);
  const known = writers.get(key);
  if (known !== undefined) return known;
  const name = record.toString("utf8", from, to);
  writers.set(key, name);
  return name;
}

/** The blocks of a group, all of one tier. */
export const sealBlocks = (key: Uint8Array, blocks: readonly BlockInfo[]): Buffer => seal(key, ...blocks.map(blockBytes));

export function unsealBlocks(key: Uint8Array, value: Uint8Array, tier: TierId): BlockInfo[] | undefined {
  const content = unseal(key, value);
  if (!content) return undefined;
  const blocks: BlockInfo[] = [];
  for (let at = 0; at < content.length; ) {
    const { block, next } = readBlockBytes(content, at, tier);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

/** Page 0 of a block repeats what the index says, so that the index can be made again; the block's times follow. */
export const sealTimes = (key: Uint8Array, block: BlockInfo, times: Uint8Array): Buffer => seal(key, blockBytes(block), times);

export function unsealTimes(
  key: Uint8Array,
  value: Uint8Array,
  tier: TierId,
): { block: BlockInfo; times: Uint8Array } | undefined {
  const content = unseal(key, value);
  if (!content) return undefined;
  const { block, next } = readBlockBytes(content, 0, tier);
  return { block, times: content.subarray(next) };
}

/** `[id, lastDay, writers, name, value, name, value …]` each: a list, for a label may have any name. */
export function sealSeries(key: Uint8Array, series: readonly SeriesRecord[]): Buffer {
  const records = series.map(({ id, labels, writers: names, lastDay }) => {
    const record: unknown[] = [id, lastDay, names];
    for (const name of Object.keys(labels)) record.push(name, labels[name]);
    return record;
  });
  return seal(key, Buffer.from(JSON.stringify(records), "utf8"));
}

export function unsealSeries(key: Uint8Array, value: Uint8Array): SeriesRecord[] | undefined {
  const content = unseal(key, value);
  if (!content) return undefined;
  const records = JSON.parse(content.toString("utf8")) as [id: number, lastDay: number, writers: string[], ...pairs: string[]][];
  return records.map((record) => {
    const labels: Record<string, string> = {};
    for (let at = 3; at < record.length; at += 2) labels[record[at] as string] = record[at + 1] as string;
    return { id: record[0], labels: Object.freeze(labels), writers: record[2], lastDay: record[1] };
  });
}

export const sealKinds = (key: Uint8Array, kinds: ReadonlyMap<string, MetricKind>): Buffer =>
  seal(key, Buffer.from(JSON.stringify([...kinds]), "utf8"));

export function unsealKinds(key: Uint8Array, value: Uint8Array): Map<string, MetricKind> | undefined {
  const content = unseal(key, value);
  return content && new Map(JSON.parse(content.toString("utf8")) as [string, MetricKind][]);
}

export const sealNumbers = (key: Uint8Array, numbers: readonly number[]): Buffer =>
  seal(key, Buffer.from(JSON.stringify(numbers), "utf8"));

export function unsealNumbers(key: Uint8Array, value: Uint8Array): number[] | undefined {
  const content = unseal(key, value);
  return content && (JSON.parse(content.toString("utf8")) as number[]);
}
