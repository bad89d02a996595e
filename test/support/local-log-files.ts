// Files of logs in a folder of a test's own, and what the readers of them make of it.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { LogEntry } from "#shared/logs/block";
import { createFiles } from "../../electron/engine/sources/local-logs/files/files";
import { mergeReaders } from "../../electron/engine/sources/local-logs/merge";
import type { Cost, Direction, ReadRequest } from "../../electron/engine/sources/local-logs/reader";
import { wholeSelection } from "../../electron/engine/sources/local-logs/selection";
import { createFakeClock } from "./fake-clock";

export interface LogFolder {
  path: string;
  /** A name that ends with .gz is packed. `changed`: when it was last written; the clock's beginning when absent. */
  write(name: string, content: string | Buffer, changed?: number): string;
  remove(): void;
}

export const folderTime = Date.UTC(2026, 10, 21, 12);

export function logFolder(): LogFolder {
  const path = mkdtempSync(join(tmpdir(), "watchdeck-logs-"));
  return {
    path,
    write(name, content, changed = folderTime) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, name.endsWith(".gz") ? gzipSync(content) : content);
      utimesSync(file, changed / 1000, changed / 1000);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export interface FilesRead {
  entries: LogEntry[];
  warnings: string[];
  cost: Cost;
}

export interface FilesAsked {
  start?: number;
  end?: number;
  direction?: Direction;
  limit?: number;
  chunkBytes?: number;
  accept?: ReadRequest["accept"];
  needle?: string;
}

/** What a query for all lines of these files is answered. */
export async function readFiles(globs: readonly string[], asked: FilesAsked = {}): Promise<FilesRead> {
  const { start = 0, end = folderTime + 86_400_000, direction = "forward", limit = 100_000, chunkBytes = 1024 } = asked;
  const files = createFiles({ clock: createFakeClock(folderTime), home: "/home/nobody" });
  const warnings: string[] = [];
  const cost = { bytes: 0, lines: 0 };
  const request = {
    start: { ms: start, ns: 0 },
    end: { ms: end, ns: 0 },
    direction,
    limit,
    accept: asked.accept ?? ((entry: LogEntry) => entry),
    signal: new AbortController().signal,
    cost,
    warn: (text: string) => void warnings.push(text),
    chunkBytes,
    needle: asked.needle,
  };
  const places = globs.map((glob, index) => ({ kind: "files" as const, id: String(index), glob }));
  const readers = await files.readers(places, { ...request, selection: wholeSelection });
  const entries: LogEntry[] = [];
  for await (const batch of mergeReaders(readers, request)) {
    entries.push(...batch.entries);
    if (entries.length >= limit) break;
  }
  return { entries: entries.slice(0, limit), warnings, cost };
}
