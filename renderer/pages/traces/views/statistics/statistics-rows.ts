// The groups as the rows of a table: sorted on both levels, with the second level under those that are unfolded.
import type { StatisticsRow } from "#shared/traces/statistics";
import { type Sort, sortRows } from "../../../../components/table-order";

export const statisticsColumnIds = [
  "name",
  "count",
  "total",
  "average",
  "min",
  "max",
  "p50",
  "p95",
  "self",
  "selfAverage",
  "share",
  "errors",
] as const;
export type StatisticsColumnId = (typeof statisticsColumnIds)[number];

export interface StatisticsLine {
  /** Of this line among those of one answer: names may have megabytes. */
  key: string;
  row: StatisticsRow;
  /** 1, or 2 for a group in a group. */
  level: 1 | 2;
  /** Absent where nothing is below. */
  isExpanded: boolean | undefined;
  /** The group that it is in. */
  inside: StatisticsLine | undefined;
}

/** `unfolded` has the `foldName` of each group that is. */
export function statisticsLines(rows: readonly StatisticsRow[], sort: Sort, unfolded: ReadonlySet<string>): StatisticsLine[] {
  const lines: StatisticsLine[] = [];
  for (const { row, place } of sorted(rows, sort)) {
    const isExpanded = row.rows && unfolded.has(foldName(row));
    const line: StatisticsLine = { key: String(place), row, level: 1, isExpanded, inside: undefined };
    lines.push(line);
    if (!isExpanded) continue;
    for (const { row: inner, place: its } of sorted(row.rows ?? [], sort)) {
      lines.push({ key: `${place}.${its}`, row: inner, level: 2, isExpanded: undefined, inside: line });
    }
  }
  return lines;
}

/** What a group is remembered by as unfolded: still the same after another filter. */
export const foldName = ({ name, isUntold }: StatisticsRow): string => (isUntold ? "" : `=${name}`);

const sorted = (rows: readonly StatisticsRow[], { column, isDescending }: Sort) =>
  sortRows(
    rows.map((row, place) => ({ row, place })),
    ({ row }) => figure(row, column as StatisticsColumnId),
    isDescending,
  );

/** What a column sorts by, and what it says as a number. */
export function figure(row: StatisticsRow, column: StatisticsColumnId): string | number | undefined {
  switch (column) {
    case "name":
      // Those without the tag come last either way.
      return row.isUntold ? undefined : row.name.toLowerCase();
    case "count":
      return row.count;
    case "total":
      return row.totalNs;
    case "average":
      return row.averageNs;
    case "min":
      return row.minNs;
    case "max":
      return row.maxNs;
    case "p50":
      return row.p50Ns;
    case "p95":
      return row.p95Ns;
    case "self":
      return row.selfNs;
    case "selfAverage":
      return row.selfAverageNs;
    case "share":
      return row.share;
    case "errors":
      return row.errors;
  }
}
