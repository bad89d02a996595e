// Lines that wait while a tail is paused. Bounded: the oldest go first, and are counted.
import type { LogBlock } from "#shared/model/log";

export interface HeldBlocks {
  readonly lines: number;
  /** Lines that had to go since the last `takeAll`. */
  readonly lost: number;
  add(block: LogBlock): void;
  takeAll(): LogBlock[];
}

export function createHeldBlocks(most: { lines: number; bytes: number }): HeldBlocks {
  let blocks: LogBlock[] = [];
  let lines = 0;
  let bytes = 0;
  let lost = 0;

  return {
    get lines() {
      return lines;
    },
    get lost() {
      return lost;
    },
    add(block) {
      blocks.push(block);
      lines += block.lines.length;
      bytes += sizeOf(block);
      while (blocks.length > 1 && (lines > most.lines || bytes > most.bytes)) {
        const [gone, next, ...others] = blocks as [LogBlock, LogBlock, ...LogBlock[]];
        lines -= gone.lines.length;
        bytes -= sizeOf(gone);
        lost += gone.lines.length;
        // The label sets that it brought are referred to by number later on, so they stay.
        blocks = [{ ...next, streams: [...gone.streams, ...next.streams] }, ...others];
      }
    },
    takeAll() {
      const taken = blocks;
      blocks = [];
      lines = 0;
      bytes = 0;
      lost = 0;
      return taken;
    },
  };
}

const sizeOf = ({ lines }: LogBlock): number => lines.reduce((sum, line) => sum + 2 * line.length + 64, 0);
