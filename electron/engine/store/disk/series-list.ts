// The series in the index, and a second copy of them beside the coarsest tier: whoever loses them cannot read anything any more.
import type { SeriesId } from "../series/series-table";
import type { Operation } from "./database";
import type { SeriesRecord } from "./disk";
import { allSeriesGroups, readSeriesGroupKey, seriesGroupKey, seriesGroupOf } from "./keys";
import type { Level } from "./level";
import { sealSeries, unsealSeries } from "./records";

export interface FoundSeries {
  /** Rising. */
  series: SeriesRecord[];
  /** Groups that are there and cannot be read. */
  damagedGroups: number[];
}

export async function readAllSeries(level: Level): Promise<FoundSeries> {
  const series: SeriesRecord[] = [];
  const damagedGroups: number[] = [];
  for await (const entries of level.entries(allSeriesGroups)) {
    for (const [key, value] of entries) {
      const records = unsealSeries(key, value);
      if (records) for (const record of records) series.push(record);
      else damagedGroups.push(readSeriesGroupKey(key));
    }
  }
  return { series, damagedGroups };
}

/** What puts series into their groups, or takes them out, with the groups as they are now. */
export async function seriesOperations(
  level: Level,
  { put = [], remove = [] }: { put?: readonly SeriesRecord[]; remove?: readonly SeriesId[] },
): Promise<Operation[]> {
  const changes = new Map<number, Map<SeriesId, SeriesRecord | undefined>>();
  const change = (id: SeriesId, record: SeriesRecord | undefined) => {
    const group = changes.get(seriesGroupOf(id)) ?? new Map<SeriesId, SeriesRecord | undefined>();
    changes.set(seriesGroupOf(id), group.set(id, record));
  };
  for (const record of put) change(record.id, record);
  for (const id of remove) change(id, undefined);

  const groups = [...changes.keys()];
  const keys = groups.map(seriesGroupKey);
  const before = await level.read(keys);
  return groups.map((group, at) => {
    const key = keys[at] as Uint8Array;
    const value = before[at];
    const records = new Map((value && unsealSeries(key, value))?.map((record) => [record.id, record]));
    for (const [id, record] of changes.get(group) ?? []) {
      if (record) records.set(id, record);
      else records.delete(id);
    }
    const own = [...records.values()].sort((a, b) => a.id - b.id);
    return own.length > 0 ? { type: "put", key, value: sealSeries(key, own) } : { type: "del", key };
  });
}
