// Which dashboards a list shows, under which headings.
import type { DashboardRow } from "#shared/contract/dashboards";
import type { DashboardListOptions } from "#shared/dashboards/options/dashboard-list";
import { wordFilter } from "../../components/word-filter";

export interface DashboardSection {
  heading: string;
  rows: DashboardRow[];
  /** How many there are beyond the list's length. */
  more: number;
}

/** The sections that have something in them. */
export function dashboardSections(all: readonly DashboardRow[], options: DashboardListOptions): DashboardSection[] {
  const sections: DashboardSection[] = [];
  const add = (heading: string, rows: DashboardRow[]) => {
    const more = Math.max(0, rows.length - options.maxItems);
    if (rows.length > 0) sections.push({ heading, rows: rows.slice(0, options.maxItems), more });
  };
  if (options.showStarred) add("Starred", byTitle(all.filter(({ isStarred }) => isStarred)));
  if (options.showRecentlyViewed) {
    const viewed = all.filter(({ viewedAt }) => viewedAt !== undefined);
    add(
      "Opened lately",
      viewed.sort((a, b) => (b.viewedAt ?? 0) - (a.viewedAt ?? 0)),
    );
  }
  if (options.showSearch) add(searchHeading(options), byTitle(all.filter(searched(options))));
  return sections;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const byTitle = (rows: DashboardRow[]): DashboardRow[] => rows.sort((a, b) => collator.compare(a.title, b.title));

function searched({ query, tags, folder }: DashboardListOptions): (row: DashboardRow) => boolean {
  const hasWords = wordFilter(query);
  return (row) =>
    hasWords(`${row.title} ${row.tags.join(" ")}`) &&
    tags.every((tag) => row.tags.includes(tag)) &&
    (folder === undefined || folder === "" || row.folder === folder || row.folder.startsWith(`${folder}/`));
}

function searchHeading({ query, tags, folder }: DashboardListOptions): string {
  const parts = [query.trim(), ...tags.map((tag) => `#${tag}`), folder ?? ""].filter((part) => part !== "");
  return parts.length === 0 ? "All dashboards" : parts.join(" · ");
}

/** Where a dashboard is opened; the range and the variables of this one go along when asked to. */
export function addressOf(
  uid: string,
  { includeVars, keepTime }: Pick<DashboardListOptions, "includeVars" | "keepTime">,
): string {
  const kept = [keepTime && "${__url_time_range}", includeVars && "${__all_variables}"].filter((part) => part !== false);
  return `#/dashboards/${encodeURIComponent(uid)}${kept.length === 0 ? "" : `?${kept.join("&")}`}`;
}
