// The last minutes of every process, kept while the page is open, so that the chart of whichever is chosen begins with them.
import type { EpochMs, Milliseconds } from "#shared/units/time";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import type { ChartColumns, ChartFeed } from "../../charts/columns";

const kept = ["cpuPercent", "residentBytes", "diskReadPerSecond", "diskWritePerSecond", "gpuPercent", "gpuMemoryBytes"] as const;
/** What is kept of a process. */
export type KeptFigure = (typeof kept)[number];

/** A line of a chart. */
export interface KeptLine {
  figure: KeptFigure;
  label: string;
  colour: number;
}

interface Past {
  /** Of each look one after another the figures. Float32 holds seven digits, more than a chart shows, in half the room. */
  values: Float32Array;
  /** The number of the last look that had it. */
  seen: number;
}

/** A ring of so many looks; all processes share its times. */
export class ProcessHistory {
  private readonly capacity: number;
  private readonly times: Float64Array;
  private readonly pasts = new Map<string, Past>();
  private readonly listeners = new Set<() => void>();
  private readonly windowMs: Milliseconds;
  private readonly stepMs: Milliseconds;
  private looks = 0;
  private heldKey: string | undefined;
  private isStill = false;

  constructor(windowMs: Milliseconds, stepMs: Milliseconds) {
    this.windowMs = windowMs;
    this.stepMs = stepMs;
    this.capacity = Math.floor(windowMs / stepMs) + 1;
    this.times = new Float64Array(this.capacity);
  }

  /** Takes a look in. Who is not in it any more is forgotten, but for the one that is held. */
  push({ time, processes }: Pick<ProcessSnapshot, "time" | "processes">): void {
    const slot = this.looks % this.capacity;
    this.looks++;
    this.times[slot] = time;
    for (const process of processes) this.write(process, slot);
    if (this.pasts.size > processes.length) this.forget(slot);
    if (!this.isStill) this.tell();
  }

  /** The past of this process stays when it ends. */
  hold(key: string | undefined): void {
    this.heldKey = key;
  }

  /** While the page stands still nobody is told; going on tells of all at once. */
  standStill(isStill: boolean): void {
    const wasStill = this.isStill;
    this.isStill = isStill;
    if (wasStill && !isStill) this.tell();
  }

  /** These figures of a process, for a chart. */
  feed(key: string, lines: readonly KeptLine[]): ChartFeed {
    let known: { looks: number; columns: ChartColumns } | undefined;
    return {
      onChange: (run) => {
        this.listeners.add(run);
        return () => this.listeners.delete(run);
      },
      read: () => {
        if (known?.looks !== this.looks) known = { looks: this.looks, columns: this.read(key, lines) };
        return known.columns;
      },
    };
  }

  private write(process: Process, slot: number): void {
    let past = this.pasts.get(process.key);
    if (!past) {
      past = { values: new Float32Array(this.capacity * kept.length).fill(Number.NaN), seen: 0 };
      this.pasts.set(process.key, past);
    }
    past.seen = this.looks;
    for (let place = 0; place < kept.length; place++) {
      past.values[slot * kept.length + place] = process[kept[place] as KeptFigure];
    }
  }

  private forget(slot: number): void {
    for (const [key, past] of this.pasts) {
      if (past.seen === this.looks) continue;
      // Its ring goes on turning: what stood in this place is five minutes old.
      if (key === this.heldKey) past.values.fill(Number.NaN, slot * kept.length, (slot + 1) * kept.length);
      else this.pasts.delete(key);
    }
  }

  private tell(): void {
    for (const run of [...this.listeners]) run();
  }

  private read(key: string, lines: readonly KeptLine[]): ChartColumns {
    const values = this.pasts.get(key)?.values;
    const places = lines.map(({ figure }) => kept.indexOf(figure));
    const times: EpochMs[] = [];
    const columns: number[][] = lines.map(() => []);
    const newest = this.looks === 0 ? 0 : (this.times[(this.looks - 1) % this.capacity] as number);
    for (let look = Math.max(0, this.looks - this.capacity); look < this.looks; look++) {
      const slot = look % this.capacity;
      const time = this.times[slot] as number;
      if (newest - time > this.windowMs) continue;
      const before = times[times.length - 1];
      // The page was hidden, or the machine asleep: a gap, and no line across it.
      if (before !== undefined && time - before > 2.5 * this.stepMs) {
        times.push(before + this.stepMs);
        for (const column of columns) column.push(Number.NaN);
      }
      times.push(time);
      for (const [index, column] of columns.entries()) {
        column.push(values?.[slot * kept.length + (places[index] as number)] ?? Number.NaN);
      }
    }
    return {
      times,
      series: lines.map(({ figure, label, colour }, index) => ({ id: figure, label, colour, values: columns[index] ?? [] })),
    };
  }
}
