// What can only be read from its oldest line on, asked for its newest: the last lines that are wanted are kept, and the others let go.
import { compareTimes, type LogEntry } from "#shared/logs/block";

/** A hundred thousand lines of usual length; of huge ones fewer are kept, and that is told. */
const mostKeptCharacters = 64 * 1024 * 1024;

export interface NewestKept {
  add(entries: readonly LogEntry[]): void;
  /** Newest first. */
  take(): LogEntry[];
  /** Wanted lines that were let go because the kept ones are so large. */
  readonly isCutBySize: boolean;
}

export function createNewestKept(limit: number): NewestKept {
  let kept: LogEntry[] = [];
  let characters = 0;
  let isCutBySize = false;

  function trim(): void {
    kept.sort(compareTimes);
    let from = Math.max(0, kept.length - limit);
    characters = kept.slice(from).reduce((sum, { line }) => sum + line.length, 0);
    while (characters > mostKeptCharacters && from < kept.length - 1) {
      characters -= (kept[from] as LogEntry).line.length;
      from++;
      isCutBySize = true;
    }
    kept = kept.slice(from);
  }

  return {
    add(entries) {
      for (const entry of entries) {
        kept.push(entry);
        characters += entry.line.length;
      }
      if (kept.length > 2 * limit + 1000 || characters > 2 * mostKeptCharacters) trim();
    },
    take() {
      trim();
      const taken = kept.reverse();
      kept = [];
      return taken;
    },
    get isCutBySize() {
      return isCutBySize;
    },
  };
}
