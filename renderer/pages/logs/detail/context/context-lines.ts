// The lines around one, as they are loaded bit by bit to both sides.
import { levelOf } from "#shared/logs/level";
import type { Labels } from "#shared/model/labels";
import type { LogBlock, LogLevel } from "#shared/model/log";
import type { EpochMs } from "#shared/units/time";

export interface ContextLine {
  ms: EpochMs;
  ns: number;
  line: string;
  level: LogLevel;
  cutLength?: number;
}

export type Side = "before" | "after";

export interface SideLines {
  /** Oldest first. */
  lines: readonly ContextLine[];
  /** The source gave fewer than were asked for. */
  isEnd: boolean;
}

/** No more than this to a side: from there on a query is the better way. */
export const mostLines = 2000;

export const noLines: SideLines = { lines: [], isEnd: false };

export function toContextLines(block: LogBlock): ContextLine[] {
  const lengths = new Map(block.cut?.map(({ index, length }) => [index, length]));
  return block.lines.map((line, index) => {
    const cutLength = lengths.get(index);
    const labels: Labels = block.streams[block.stream[index] ?? 0] ?? {};
    return {
      ms: block.ms[index] ?? 0,
      ns: block.ns[index] ?? 0,
      line,
      level: levelOf(labels, line, block.metadata?.[index], block.parsed?.[index]),
      ...(cutLength !== undefined && { cutLength }),
    };
  });
}

/** A side with what came further out. */
export function grown(was: SideLines, side: Side, more: readonly ContextLine[], asked: number): SideLines {
  return { lines: side === "before" ? [...more, ...was.lines] : [...was.lines, ...more], isEnd: more.length < asked };
}

/** The outermost line of a side: from it the next ones are asked for. */
export const edgeOf = ({ lines }: SideLines, side: Side): ContextLine | undefined =>
  side === "before" ? lines[0] : lines[lines.length - 1];
