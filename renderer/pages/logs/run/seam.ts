// Where one page of a query ends and the next begins. The next one is asked from the very time of the last line on, because other
// lines may have that time too, and so begins with lines that are there already.
import { compareTimes, toNsTime } from "#shared/logs/block";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { LogBlock, NsTime } from "#shared/model/log";

export interface Seam {
  /** The time of the last line that was read, and how many lines have it; undefined before the first line. */
  readonly timeNs: NsTime | undefined;
  readonly count: number;
  /** The next blocks are of another stream, with its own numbers for label sets. With `skipsKnown` what is there already is left out. */
  begin(skipsKnown: boolean): void;
  /** The block without the lines that were there before. */
  take(block: LogBlock): LogBlock;
}

export function createSeam(): Seam {
  let streams: Labels[] = [];
  let time: { ms: number; ns: number } | undefined;
  /** The lines that have the last time, by what tells them apart, with how many are alike. */
  let last = new Map<string, number>();
  let count = 0;
  let known = new Map<string, number>();
  let knownTime: { ms: number; ns: number } | undefined;

  const keyOf = (block: LogBlock, index: number) =>
    `${labelsKey(streams[block.stream[index] as number] ?? {})}\u0002${block.lines[index]}`;

  function note(block: LogBlock): void {
    // Only the end of a block can be the end of all of them; a block of one single time goes on from the one before.
    const size = block.ms.length;
    if (size === 0) return;
    const end = timeAt(block, size - 1);
    let from = size - 1;
    while (from > 0 && compareTimes(timeAt(block, from - 1), end) === 0) from--;
    if (!time || compareTimes(time, end) !== 0) {
      time = end;
      last = new Map();
      count = 0;
    }
    for (let index = from; index < size; index++) {
      const key = keyOf(block, index);
      last.set(key, (last.get(key) ?? 0) + 1);
      count++;
    }
  }

  return {
    get timeNs() {
      return time && toNsTime(time);
    },
    get count() {
      return count;
    },
    begin(skipsKnown) {
      streams = [];
      known = skipsKnown ? new Map(last) : new Map();
      knownTime = skipsKnown ? time : undefined;
    },
    take(block) {
      for (const labels of block.streams) streams.push(labels);
      const doubles = new Set<number>();
      for (let index = 0; knownTime && index < block.ms.length; index++) {
        if (compareTimes(timeAt(block, index), knownTime) !== 0) {
          // What follows is further away.
          knownTime = undefined;
          break;
        }
        const key = keyOf(block, index);
        const left = known.get(key) ?? 0;
        if (left === 0) continue;
        known.set(key, left - 1);
        doubles.add(index);
      }
      const fresh = doubles.size === 0 ? block : without(block, doubles);
      note(fresh);
      return fresh;
    },
  };
}

const timeAt = ({ ms, ns }: LogBlock, index: number) => ({ ms: ms[index] as number, ns: ns[index] as number });

/** The same block without some of its lines; its label sets stay, because later blocks go on counting from them. */
function without(block: LogBlock, left: ReadonlySet<number>): LogBlock {
  const kept = Array.from(block.lines.keys()).filter((index) => !left.has(index));
  const places = new Map(kept.map((index, place) => [index, place]));
  return {
    streams: block.streams,
    ms: Float64Array.from(kept, (index) => block.ms[index] as number),
    ns: Float64Array.from(kept, (index) => block.ns[index] as number),
    stream: Float64Array.from(kept, (index) => block.stream[index] as number),
    lines: kept.map((index) => block.lines[index] as string),
    ...(block.metadata && { metadata: kept.map((index) => block.metadata?.[index] ?? null) }),
    ...(block.parsed && { parsed: kept.map((index) => block.parsed?.[index] ?? null) }),
    ...(block.cut && {
      cut: block.cut.flatMap(({ index, length }) => {
        const place = places.get(index);
        return place === undefined ? [] : [{ index: place, length }];
      }),
    }),
  };
}
