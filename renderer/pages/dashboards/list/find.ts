// Which dashboards the list shows, and in what order.
import type { DashboardRow } from "#shared/contract/dashboards";
import { sortRows } from "../../../components/table-order";
import { wordFilter } from "../../../components/word-filter";
import type { ColumnId, ListView, Where } from "./url";

export interface Found {
  rows: readonly DashboardRow[];
  /** Of what is there without the tags chosen: each tag with how many have it, the most used first. */
  tags: readonly { tag: string; count: number }[];
}

export function findDashboards(all: readonly DashboardRow[], { search, where, tags, sort }: ListView): Found {
  const hasWords = wordFilter(search);
  const here = all.filter(
    (row) => isIn(row, where) && hasWords(`${row.title}\n${row.folder}\n${row.tags.join("\n")}\n${row.description}`),
  );
  const rows = here.filter((row) => tags.every((tag) => row.tags.includes(tag)));
  const { column, isDescending } = sort ?? usualSort(where);
  return { rows: sortRows(rows, (row) => sortKey(row, column), isDescending), tags: countTags(rows, tags) };
}

/** What Enter opens: by the words in the field, which the list that is drawn may not have followed yet. */
export function openedByEnter(
  all: readonly DashboardRow[],
  view: ListView,
  { search, selected }: { search: string; selected: string | undefined },
): DashboardRow | undefined {
  const { rows } = findDashboards(all, { ...view, search });
  return rows.find(({ uid }) => uid === selected) ?? rows[0];
}

export const usualSort = (where: Where): { column: ColumnId; isDescending: boolean } =>
  where.kind === "recent" ? { column: "viewed", isDescending: true } : { column: "title", isDescending: false };

function sortKey(row: DashboardRow, column: ColumnId): string | number | undefined {
  switch (column) {
    case "title":
      return natural(row.title);
    case "folder":
      return natural(row.folder);
    case "panels":
      return row.panels;
    case "viewed":
      return row.viewedAt;
    case "changed":
      return row.changedAt;
  }
}

/** So that 2 stands before 10. */
const natural = (text: string): string => text.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, "0"));

function isIn(row: DashboardRow, where: Where): boolean {
  switch (where.kind) {
    case "all":
      return true;
    case "starred":
      return row.isStarred;
    case "recent":
      return row.viewedAt !== undefined;
    case "folder":
      return row.place === where.place && isFolderIn(row.folder, where.folder);
  }
}

export const isFolderIn = (folder: string, outer: string): boolean =>
  outer === "" || folder === outer || folder.startsWith(`${outer}/`);

/** The chosen tags stay in the list, so that each can be taken back. */
function countTags(rows: readonly DashboardRow[], chosen: readonly string[]): Found["tags"] {
  const counts = new Map<string, number>(chosen.map((tag) => [tag, 0]));
  for (const row of rows) for (const tag of new Set(row.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}
