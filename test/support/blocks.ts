// Blocks whose bytes tell where they belong, for tests of the disk: it does not look into chunks.
import type { BlockInfo, Chunk, Disk } from "../../electron/engine/store/disk/disk";

export type NewBlock = Omit<BlockInfo, "sequence" | "bytes">;

const tenMinutes = 600_000;

/** The `number`th block of a writer, ten minutes of 600 rows. */
export function blockOf(number: number, changes: Partial<NewBlock> = {}): NewBlock {
  const start = 1_760_000_000_000 + number * tenMinutes;
  return { tier: 0, writer: "cpu", start, end: start + tenMinutes - 1000, rows: 600, lastRun: (number + 1) * 600, ...changes };
}

export const timesOf = (number: number): Uint8Array => Buffer.from(`times of block ${number}`);

/** What a series has in a block: its length and its bytes depend on both. */
export function chunkOf(number: number, id: number): Uint8Array {
  const bytes = new Uint8Array(5 + ((number * 7 + id * 13) % 400));
  for (let at = 0; at < bytes.length; at++) bytes[at] = (number * 31 + id * 17 + at) & 0xff;
  return bytes;
}

export const chunksOf = (number: number, ids: readonly number[]): Chunk[] =>
  ids.map((id) => ({ id, bytes: chunkOf(number, id) }));

export const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

/** Everything that a block says it has, as plain arrays. */
export async function readBlock(disk: Disk, block: BlockInfo): Promise<{ times: string; chunks: [number, string][] }> {
  const chunks: [number, string][] = [];
  for await (const { id, bytes } of disk.chunksOf(block)) chunks.push([id, hex(bytes)]);
  return { times: Buffer.from((await disk.readTimes(block)) ?? []).toString(), chunks };
}

export const wholeBlock = (number: number, ids: readonly number[]) => ({
  times: `times of block ${number}`,
  chunks: ids.map((id): [number, string] => [id, hex(chunkOf(number, id))]),
});

export const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("hex");
