// Where the frames of a live query gather before a chart draws them: columns that grow to the right and forget on the left,
// without moving everything at each step.
import { type Labels, labelsKey } from "#shared/model/labels";
import type { EpochMs, Milliseconds } from "#shared/units/time";

/** A frame of `query.live`, as the contract has it. */
export interface LiveFrame {
  isWhole: boolean;
  times: Float64Array;
  results: readonly {
    id: string;
    series: readonly { labels: Labels; values: Float64Array }[];
    problem?: string | undefined;
  }[];
}

export interface LiveSeries {
  labels: Labels;
  values: Float64Array;
}

interface Column {
  labels: Labels;
  data: Float64Array;
}

/**
 * Holds the last `windowMs` of every series of every query. Its arrays are twice as long as the window; when they are full,
 * the window's half moves to the front, so a step costs a few writes on average and reading costs nothing.
 */
export class LiveBuffer {
  readonly windowMs: Milliseconds;
  private readonly window: number;
  private readonly capacity: number;
  private readonly timeData: Float64Array;
  private readonly queries = new Map<string, Map<string, Column>>();
  private readonly problems = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private end = 0;
  private isHeld = false;
  private pushes = 0;

  constructor(windowMs: Milliseconds, stepMs: Milliseconds) {
    this.windowMs = windowMs;
    this.window = Math.floor(windowMs / stepMs) + 1;
    this.capacity = this.window * 2;
    this.timeData = new Float64Array(this.capacity);
  }

  /** Takes a frame in and tells the listeners. Times that are not after the last one are already there, and left out. */
  push(frame: LiveFrame): void {
    this.pushes++;
    if (frame.isWhole) this.clear();
    const last = this.latestTime ?? Number.NEGATIVE_INFINITY;
    let from = frame.times.findIndex((time) => time > last);
    if (this.end === 0 && from >= 0) from = firstKnown(frame);
    // A frame longer than the window (a wide one, or a long sleep) brings only its end.
    if (from >= 0) from = Math.max(from, frame.times.length - this.window);
    const count = from < 0 ? 0 : frame.times.length - from;
    if (count > 0) {
      this.makeRoom(count);
      this.timeData.set(frame.times.subarray(from), this.end);
      this.end += count;
    }
    for (const result of frame.results) {
      if (result.problem === undefined) this.problems.delete(result.id);
      else this.problems.set(result.id, result.problem);
      if (count === 0) continue;
      const columns = this.columnsOf(result.id);
      for (const { labels, values } of result.series) {
        this.columnOf(columns, labels).data.set(values.subarray(from), this.end - count);
      }
    }
    this.tell();
  }

  /** While held, frames are gathered but nobody is told; letting go tells of all of them at once. */
  hold(isHeld: boolean): void {
    const wasHeld = this.isHeld;
    this.isHeld = isHeld;
    if (wasHeld && !isHeld) this.tell();
  }

  /** Another number after each push: what was worked out under the same one still holds. */
  get version(): number {
    return this.pushes;
  }

  /** The times of the window, epoch ms. A view: valid until the next push. */
  get times(): Float64Array {
    return this.timeData.subarray(this.start, this.end);
  }

  get latestTime(): EpochMs | undefined {
    return this.end === 0 ? undefined : this.timeData[this.end - 1];
  }

  /** The series of one query, those without any point in the window left out. Views: valid until the next push. */
  series(id: string): LiveSeries[] {
    const found: LiveSeries[] = [];
    for (const { labels, data } of this.queries.get(id)?.values() ?? []) {
      const values = data.subarray(this.start, this.end);
      if (values.some((value) => !Number.isNaN(value))) found.push({ labels, values });
    }
    return found;
  }

  /** Why a query has no series, when the engine said so. */
  problem(id: string): string | undefined {
    return this.problems.get(id);
  }

  onChange(run: () => void): () => void {
    this.listeners.add(run);
    return () => {
      this.listeners.delete(run);
    };
  }

  private tell(): void {
    if (this.isHeld) return;
    for (const listener of [...this.listeners]) listener();
  }

  private get start(): number {
    const last = this.latestTime;
    if (last === undefined) return 0;
    let start = Math.max(0, this.end - this.window);
    // Steps may have been left out (the machine slept), so the window is measured in time as well.
    while ((this.timeData[start] as number) < last - this.windowMs) start++;
    return start;
  }

  private clear(): void {
    this.end = 0;
    this.queries.clear();
    this.problems.clear();
  }

  private makeRoom(count: number): void {
    if (this.end + count <= this.capacity) {
      for (const columns of this.queries.values())
        for (const { data } of columns.values()) data.fill(Number.NaN, this.end, this.end + count);
      return;
    }
    const from = Math.max(0, this.end - (this.window - Math.min(count, this.window)));
    const kept = this.end - from;
    this.timeData.copyWithin(0, from, this.end);
    for (const columns of this.queries.values()) {
      for (const [key, { data }] of columns) {
        data.copyWithin(0, from, this.end);
        data.fill(Number.NaN, kept);
        // Long gone: a process or a device that is not there any more.
        if (data.subarray(0, kept).every(Number.isNaN)) columns.delete(key);
      }
    }
    this.end = kept;
  }

  private columnsOf(id: string): Map<string, Column> {
    const known = this.queries.get(id) ?? new Map<string, Column>();
    this.queries.set(id, known);
    return known;
  }

  private columnOf(columns: Map<string, Column>, labels: Labels): Column {
    const key = labelsKey(labels);
    const known = columns.get(key) ?? { labels, data: new Float64Array(this.capacity).fill(Number.NaN) };
    columns.set(key, known);
    return known;
  }
}

/**
 * The first time with any value at all. A console that has just started knows nothing of the window's beginning, and its
 * charts begin where it does. Without any value it is the last time.
 */
function firstKnown({ times, results }: LiveFrame): number {
  let first = times.length - 1;
  for (const { series } of results) {
    for (const { values } of series) {
      const known = values.findIndex((value) => !Number.isNaN(value));
      if (known >= 0 && known < first) first = known;
    }
  }
  return first;
}
