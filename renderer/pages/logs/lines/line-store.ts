// The lines of the page, outside of React: blocks go in as they come, and what is in sight is read out by its position.
import { createToldStreams, toNsTime } from "#shared/logs/block";
import { levelOf } from "#shared/logs/level";
import { lineHash } from "#shared/logs/line-hash";
import type { Labels } from "#shared/model/labels";
import { type LogBlock, type LogLevel, logLevels, type NsTime } from "#shared/model/log";
import type { EpochMs } from "#shared/units/time";
import { createColumns, type LineColumns, type LineExtra } from "./line-columns";
import { mergeLines } from "./merge-lines";
import { createStreamTable } from "./stream-table";
import type { LineOrder } from "./view-settings";

/** One line, as it is read out. The same object for as long as the line is looked at. */
export interface StoredLine {
  /** Its own for as long as the page is open, wherever it stands. */
  id: number;
  ms: EpochMs;
  /** Beyond the milliseconds. */
  ns: number;
  labels: Labels;
  line: string;
  metadata: Labels | undefined;
  parsed: Labels | undefined;
  /** How many characters the whole line has, when this is only its beginning. */
  cutLength: number | undefined;
  level: LogLevel;
}

export interface LineStore {
  /**
   * One query or tail, whose blocks number their streams by themselves. Gives the function that takes them. `backward`: it tells
   * the newest first, lines of the same time too.
   */
  beginStream(direction?: "forward" | "backward"): (block: LogBlock) => void;
  clear(): void;
  readonly size: number;
  /** About what the lines take. */
  readonly bytes: number;
  /** The oldest ones, lost since the last clearing because there were more than are kept. */
  readonly dropped: number;
  /** Another one after each change. */
  readonly version: number;
  /** Called once before the next picture is drawn, however much has changed. Gives the function that ends it. */
  onChange(run: () => void): () => void;
  /** Which line is at position 0. */
  order: LineOrder;
  line(position: number): StoredLine | undefined;
  levelAt(position: number): LogLevel;
  /** -1 for a line that is not here any more. */
  positionOf(id: number): number;
  /** The line of that time (and of that hash, where there are several), by its id. */
  find(time: NsTime, hash?: string): number | undefined;
  /** Labels that all lines have with the same value. */
  commonLabels(): Labels;
  /** Characters that the longest of the others take, with so many between them. */
  longestOwnLabels(gap: number): number;
  /** For the list and the search, which keep something with each line: oldest first, whatever the order. */
  readonly columns: LineColumns;
  indexOf(id: number): number;
  lineAt(index: number): StoredLine | undefined;
}

export interface LineStoreOptions {
  mostLines: number;
  mostBytes: number;
  /** Runs something before the next picture; `requestAnimationFrame`, but for tests. */
  nextFrame?: (run: () => void) => unknown;
}

/** Lines that were read out are likely to be read again: those in sight, some forty, with each picture. */
const mostRead = 400;
const lineCost = 96;
const noLabels: Labels = {};

export function createLineStore({ mostLines, mostBytes, nextFrame = requestAnimationFrame }: LineStoreOptions): LineStore {
  const columns = createColumns();
  const streams = createStreamTable();
  const listeners = new Set<() => void>();
  const read = new Map<number, StoredLine>();
  let order: LineOrder = "newest";
  let nextId = 1;
  let bytes = 0;
  let dropped = 0;
  let version = 0;
  let isTold = true;

  function changed(): void {
    version++;
    if (!isTold) return;
    isTold = false;
    nextFrame(() => {
      isTold = true;
      for (const run of listeners) run();
    });
  }

  function dropOldest(): void {
    const { cells, start, size } = columns;
    let count = 0;
    while (count < size && (size - count > mostLines || bytes > mostBytes)) {
      const place = start + count;
      bytes -= costOf(cells.line[place] ?? "", cells.extra[place]);
      streams.count(cells.stream[place] as number, -1);
      count++;
    }
    if (count === 0) return;
    columns.dropFirst(count);
    dropped += count;
  }

  function lineAt(index: number): StoredLine | undefined {
    if (index < 0 || index >= columns.size) return undefined;
    const { cells, start } = columns;
    const place = start + index;
    const id = cells.id[place] as number;
    const known = read.get(id);
    if (known) return known;
    const extra = cells.extra[place];
    const line: StoredLine = {
      id,
      ms: cells.ms[place] as number,
      ns: cells.ns[place] as number,
      labels: streams.labelsOf(cells.stream[place] as number),
      line: cells.line[place] ?? "",
      metadata: extra?.metadata,
      parsed: extra?.parsed,
      cutLength: extra?.cutLength,
      level: levelAtIndex(index),
    };
    if (read.size >= mostRead) read.delete(read.keys().next().value as number);
    read.set(id, line);
    return line;
  }

  function levelAtIndex(index: number): LogLevel {
    const { cells, start } = columns;
    const place = start + index;
    const known = cells.level[place] ?? 0;
    if (known > 0) return logLevels[known - 1] ?? "unknown";
    const extra = cells.extra[place];
    const labels = streams.labelsOf(cells.stream[place] as number);
    const level = levelOf(labels, cells.line[place] ?? "", extra?.metadata, extra?.parsed);
    cells.level[place] = logLevels.indexOf(level) + 1;
    return level;
  }

  function indexOf(id: number): number {
    const { cells, start, size } = columns;
    return cells.id.subarray(start, start + size).indexOf(id);
  }

  const turned = (index: number): number => (order === "oldest" || index < 0 ? index : columns.size - 1 - index);

  return {
    beginStream(direction = "forward") {
      const told = createToldStreams();
      const numbers: number[] = [];
      return (block) => {
        told.take(block);
        if (block.lines.length === 0) return;
        const cut = new Map(block.cut?.map(({ index, length }) => [index, length]));
        mergeLines(columns, block, direction === "backward", (place, line) => {
          const { cells } = columns;
          const toldNumber = block.stream[line] ?? 0;
          const labels = told.labelsOf(toldNumber) ?? noLabels;
          let number = numbers[toldNumber];
          // Its number went to another stream when its last line was dropped, or all were cleared.
          if (number === undefined || streams.labelsOf(number) !== labels) {
            number = streams.take(labels);
            numbers[toldNumber] = number;
          }
          streams.count(number, 1);
          const text = block.lines[line] ?? "";
          const extra = extraOf(block.metadata?.[line], block.parsed?.[line], cut.get(line));
          bytes += costOf(text, extra);
          cells.id[place] = nextId++;
          cells.ms[place] = block.ms[line] ?? 0;
          cells.ns[place] = block.ns[line] ?? 0;
          cells.stream[place] = number;
          cells.level[place] = 0;
          cells.repeat[place] = 0;
          cells.found[place] = 0;
          cells.height[place] = 0;
          cells.line[place] = text;
          cells.extra[place] = extra;
        });
        dropOldest();
        changed();
      };
    },
    clear() {
      columns.clear();
      streams.clear();
      read.clear();
      bytes = 0;
      dropped = 0;
      changed();
    },
    get size() {
      return columns.size;
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    get version() {
      return version;
    },
    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    get order() {
      return order;
    },
    set order(wanted) {
      if (wanted === order) return;
      order = wanted;
      changed();
    },
    line: (position) => lineAt(turned(position)),
    levelAt: (position) => levelAtIndex(turned(position)),
    positionOf: (id) => turned(indexOf(id)),
    find(time, hash) {
      const { cells, start, size } = columns;
      let low = 0;
      for (let high = size; low < high; ) {
        const middle = (low + high) >>> 1;
        const at = toNsTime({ ms: cells.ms[start + middle] as number, ns: cells.ns[start + middle] as number });
        if (at.length < time.length || (at.length === time.length && at < time)) low = middle + 1;
        else high = middle;
      }
      for (let place = start + low; place < start + size; place++) {
        if (toNsTime({ ms: cells.ms[place] as number, ns: cells.ns[place] as number }) !== time) return undefined;
        if (hash === undefined || lineHash(cells.line[place] ?? "") === hash) return cells.id[place];
      }
      return undefined;
    },
    commonLabels: () => streams.common(),
    longestOwnLabels: (gap) => streams.longestOwn(gap),
    columns,
    indexOf,
    lineAt,
  };
}

const extraOf = (
  metadata: Labels | null | undefined,
  parsed: Labels | null | undefined,
  cutLength: number | undefined,
): LineExtra | undefined =>
  metadata || parsed || cutLength !== undefined
    ? { metadata: metadata ?? undefined, parsed: parsed ?? undefined, cutLength }
    : undefined;

const costOf = (line: string, extra: LineExtra | undefined): number =>
  lineCost + 2 * line.length + (extra ? labelsCost(extra.metadata) + labelsCost(extra.parsed) : 0);

function labelsCost(labels: Labels | undefined): number {
  if (!labels) return 0;
  let cost = 0;
  for (const name of Object.keys(labels)) cost += 48 + 2 * (labels[name]?.length ?? 0);
  return cost;
}
