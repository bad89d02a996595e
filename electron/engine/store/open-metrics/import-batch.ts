// Samples on their way into the store. Blocks have one column of times for all of their series; so series with much the same times
// are put together, as those of one target of a Prometheus are, and each block holds one hour of them at most.
import type { Labels } from "#shared/model/labels";
import { type EpochMs, hours, type Milliseconds } from "#shared/units/time";
import { type Column, row } from "../codec/column";
import type { EmbeddedStore } from "../embedded-store";
import type { ParsedSeries } from "./parse";

/** As sealing cuts them: no bucket of a tier lies in two blocks. */
const span: Milliseconds = hours(1);
/** How much longer than its longest series a block may be, since a row costs a little in series without it too. */
const mostRowsPerRow = 2;
const besidesRows = 60;
/** A block is read whole; an hour of a thousand samples a second would be more than the codec takes. */
const mostRows = 100_000;

export interface ImportBatch {
  readonly samples: number;
  /** Times of one series rise. */
  add(series: ParsedSeries, time: EpochMs, value: number): void;
  /** Writes everything; gives how many writers that took. Blocks of one writer never overlap. */
  write(store: Pick<EmbeddedStore, "addBlock">, writerName: (index: number) => string): Promise<number>;
}

/** One series' samples of one hour. */
interface Stretch {
  series: ParsedSeries;
  times: number[];
  values: number[];
}

export function createImportBatch(): ImportBatch {
  const hoursOf = new Map<number, Map<ParsedSeries, Stretch>>();
  let samples = 0;
  let lastHour = Number.NaN;
  let last: Stretch | undefined;

  return {
    get samples() {
      return samples;
    },

    add(series, time, value) {
      samples++;
      const hour = Math.ceil(time / span);
      if (!last || last.series !== series || hour !== lastHour) {
        const known = hoursOf.get(hour) ?? new Map<ParsedSeries, Stretch>();
        hoursOf.set(hour, known);
        last = known.get(series) ?? { series, times: [], values: [] };
        known.set(series, last);
        lastHour = hour;
      }
      last.times.push(time);
      last.values.push(value);
    },

    async write(store, writerName) {
      let writers = 0;
      for (const [, stretches] of [...hoursOf].sort(([a], [b]) => a - b)) {
        const groups = groupsOf([...stretches.values()]);
        for (const [index, group] of groups.entries()) {
          const times = Float64Array.from(group.times).sort();
          const columns = group.stretches.map((stretch) => ({ labels: stretch.series.labels, column: columnOf(stretch, times) }));
          for (let from = 0; from < times.length; from += mostRows) {
            const to = from + mostRows;
            await store.addBlock(writerName(index), times.subarray(from, to), columnsIn(columns, from, to));
          }
        }
        writers = Math.max(writers, groups.length);
      }
      return writers;
    },
  };
}

interface NamedColumn {
  labels: Labels;
  column: Column;
}

/** Some rows of columns, without those that have nothing there. */
function columnsIn(columns: readonly NamedColumn[], from: number, to: number): NamedColumn[] {
  return columns.flatMap(({ labels, column: { values, flags } }) => {
    const own = flags?.subarray(from, to);
    if (own && !own.includes(row.value)) return [];
    return [{ labels, column: { values: values.subarray(from, to), ...(own && { flags: own }) } }];
  });
}

interface Group {
  times: Set<number>;
  longest: number;
  stretches: Stretch[];
}

/** The targets of a text come one after another, so a series is put to the last group, or begins one. */
function groupsOf(stretches: readonly Stretch[]): Group[] {
  const groups: Group[] = [];
  for (const stretch of stretches.toSorted((a, b) => compare(targetOf(a), targetOf(b)))) {
    const group = groups.at(-1);
    if (group && takes(group, stretch)) {
      for (const time of stretch.times) group.times.add(time);
      group.longest = Math.max(group.longest, stretch.times.length);
      group.stretches.push(stretch);
    } else {
      groups.push({ times: new Set(stretch.times), longest: stretch.times.length, stretches: [stretch] });
    }
  }
  return groups;
}

function takes({ times, longest }: Group, stretch: Stretch): boolean {
  let more = 0;
  for (const time of stretch.times) if (!times.has(time)) more++;
  return more === 0 || times.size + more <= mostRowsPerRow * Math.max(longest, stretch.times.length) + besidesRows;
}

const targetOf = ({ series }: Stretch): string => `${series.labels.job ?? ""}\u0000${series.labels.instance ?? ""}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function columnOf({ times, values }: Stretch, rows: Float64Array): Column {
  if (times.length === rows.length) return { values: Float64Array.from(values) };
  const column = { values: new Float64Array(rows.length), flags: new Uint8Array(rows.length) };
  let from = 0;
  for (let at = 0; at < rows.length && from < times.length; at++) {
    if (rows[at] !== times[from]) continue;
    column.values[at] = values[from++] as number;
    column.flags[at] = row.value;
  }
  return column;
}
