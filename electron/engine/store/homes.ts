// Who writes each series, and when last: a query asks only these writers' blocks, and a series that nobody has written for as
// long as anything is kept can be forgotten.
import type { EpochMs } from "#shared/units/time";
import type { SeriesId } from "./series/series-table";

const dayLength = 86_400_000;
export const dayOf = (time: EpochMs): number => Math.floor(time / dayLength);

export interface Homes {
  /** A writer has written series. */
  note(writer: string, ids: readonly SeriesId[], time: EpochMs): void;
  restore(id: SeriesId, writers: readonly string[], lastDay: number): void;
  writersOf(id: SeriesId): readonly string[];
  lastDay(id: SeriesId): number;
  /** Series whose record on disk is not true any more; from now on they count as written. */
  takeChanged(): SeriesId[];
  /** Takes it back: they could not be written. */
  markChanged(ids: readonly SeriesId[]): void;
  forget(ids: readonly SeriesId[]): void;
}

export function createHomes(): Homes {
  /** One shared list per combination of writers, of which there are few. */
  const lists = new Map<string, readonly string[]>();
  const writers: (readonly string[] | undefined)[] = [];
  let days = new Uint16Array(1024);
  let changed = new Set<SeriesId>();

  function listOf(names: readonly string[]): readonly string[] {
    const key = names.join("\u0000");
    const known = lists.get(key);
    if (known) return known;
    lists.set(key, names);
    return names;
  }

  function setDay(id: SeriesId, day: number): void {
    if (id >= days.length) {
      const longer = new Uint16Array(Math.max(id + 1, days.length * 2));
      longer.set(days);
      days = longer;
    }
    days[id] = day;
  }

  return {
    note(writer, ids, time) {
      const day = dayOf(time);
      for (const id of ids) {
        const known = writers[id];
        if (!known?.includes(writer)) {
          writers[id] = listOf([...(known ?? []), writer]);
          changed.add(id);
        }
        if ((days[id] ?? 0) < day) {
          setDay(id, day);
          changed.add(id);
        }
      }
    },
    restore(id, names, lastDay) {
      writers[id] = listOf(names);
      setDay(id, lastDay);
    },
    writersOf: (id) => writers[id] ?? [],
    lastDay: (id) => days[id] ?? 0,
    takeChanged() {
      const taken = [...changed];
      changed = new Set();
      return taken;
    },
    markChanged(ids) {
      // Not those that were deleted meanwhile.
      for (const id of ids) if (writers[id]) changed.add(id);
    },
    forget(ids) {
      for (const id of ids) {
        writers[id] = undefined;
        changed.delete(id);
      }
    },
  };
}
