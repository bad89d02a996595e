import { Star } from "lucide-react";
import { useMemo } from "react";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { DashboardListOptions } from "#shared/dashboards/options/dashboard-list";
import { EmptyState } from "../../components/EmptyState";
import { moveFocus } from "../../components/move-focus";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";
import styles from "./DashboardList.module.css";
import { addressOf, dashboardSections } from "./dashboard-sections";

/** Ways to other dashboards. */
export function DashboardListView({ title, options, dashboards = [], hrefOf }: PanelViewProps<DashboardListOptions>) {
  const sections = useMemo(() => dashboardSections(dashboards, options), [dashboards, options]);
  if (sections.length === 0) return <EmptyState title="No dashboards here">{whyNone(options, dashboards.length)}</EmptyState>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move among its links
    <div className={styles.scroller} onKeyDown={moveFocus}>
      {sections.map(({ heading, rows, more }) => (
        <section key={heading} aria-label={`${title}: ${visibleText(heading)}`}>
          {options.showHeadings && <h3 className={styles.heading}>{visibleText(heading)}</h3>}
          <ul>
            {rows.map((row) => (
              <li key={row.uid}>
                <a href={hrefOf({ url: addressOf(row.uid, options) })} className={styles.row} data-row-stop>
                  <span className={styles.title} title={visibleText(row.description || row.title)}>
                    {visibleText(row.title)}
                  </span>
                  <span className={styles.folder}>{visibleText(row.folder)}</span>
                  <Tags row={row} />
                  {row.isStarred && <Star size={13} aria-label="starred" className={styles.star} />}
                </a>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p className={styles.more}>
              <a href="#/dashboards">{`+ ${more} more`}</a>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}

const mostTags = 3;

function Tags({ row: { tags } }: { row: DashboardRow }) {
  if (tags.length === 0) return null;
  return (
    <span className={styles.tags} title={visibleText(tags.join(", "))}>
      {tags.slice(0, mostTags).map((tag) => (
        <i key={tag}>{visibleText(tag)}</i>
      ))}
      {tags.length > mostTags && `+${tags.length - mostTags}`}
    </span>
  );
}

function whyNone({ showStarred, showRecentlyViewed, showSearch }: DashboardListOptions, total: number): string {
  if (!showStarred && !showRecentlyViewed && !showSearch)
    return "This list is told to show nothing: edit the panel and choose what it lists.";
  if (total === 0) return "There are no dashboards yet.";
  if (showSearch) return "No dashboard has these words, tags and folder.";
  return showRecentlyViewed ? "None was opened lately." : "None is starred: the star is at the top of an open dashboard.";
}
