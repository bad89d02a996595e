// LevelDB itself, as this store opens it.
import { ClassicLevel } from "classic-level";
import type { Bytes } from "#shared/units/size";

export type Operation = { type: "put"; key: Uint8Array; value: Uint8Array } | { type: "del"; key: Uint8Array };
export type Entry = [key: Uint8Array, value: Uint8Array];
export type Database = ClassicLevel<Uint8Array, Uint8Array>;

/** Tables are read through memory maps, so LevelDB's own cache is next to unused. */
const cacheSize: Bytes = 256 * 1024;
const usualWriteBuffer: Bytes = 1024 * 1024;

export function createDatabase(folder: string, writeBufferSize: Bytes = usualWriteBuffer): Database {
  return new ClassicLevel<Uint8Array, Uint8Array>(folder, {
    keyEncoding: "view",
    valueEncoding: "view",
    // What is stored is compressed already.
    compression: false,
    createIfMissing: false,
    cacheSize,
    writeBufferSize,
  });
}

/** Whether an error of LevelDB says that its files are not as it wrote them. A table that is too short gives "Invalid argument"; a name of a file with a NUL in it ends the message there. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (code === "LEVEL_CORRUPTION") return true;
  if (code === "LEVEL_IO_ERROR" && /invalid argument|no such file|no such device|input\/output error|\/$/i.test(error.message))
    return true;
  return isDamage(error.cause);
}
