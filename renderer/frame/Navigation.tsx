import { NavLink, useSearchParams } from "react-router";
import { useIsNarrow } from "../components/narrow";
import { Tooltip } from "../components/Tooltip";
import { pages } from "../pages";
import type { PageEntry, PageGroup } from "../pages/page";
import { countFiring } from "../stores/alerts";
import { useConnections } from "../stores/connections";
import { useAlertSummary } from "../stores/inbox";
import styles from "./Navigation.module.css";
import { searchFor } from "./page-search";

const groups: readonly PageGroup[] = ["Watch", "Investigate", "Stack"];

/** The list of pages at the left. Folds to icons where the window is narrow. */
export function Navigation() {
  return (
    <nav className={styles.navigation} aria-label="Pages">
      {groups.map((group) => (
        <div key={group} className={styles.group}>
          <h2 className={styles.heading}>{group}</h2>
          <ul>
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <li key={page.path}>
                  <PageLink page={page} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function PageLink({ page }: { page: PageEntry }) {
  const [params] = useSearchParams();
  const connections = useConnections().data?.connections ?? [];
  const isNarrow = useIsNarrow();
  const Icon = page.icon;
  const link = (
    <NavLink to={`${page.home}${searchFor(page.asksSource, params, connections)}`} className={styles.link}>
      <Icon size={16} strokeWidth={1.8} aria-hidden />
      <span className={styles.title}>{page.title}</span>
      {page.home === "/alerts" && <UrgentCount />}
    </NavLink>
  );
  return isNarrow ? (
    <Tooltip text={page.title} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

/**
 * How many alerts fire; when none does but some cannot be told of, how many those are. Grey where it is not known, or where the
 * evaluation stands still: not known is not well.
 */
function UrgentCount() {
  const summary = useAlertSummary().data;
  if (!summary) return null;
  const firing = countFiring(summary);
  if (firing === 0 && summary.unknown === 0 && summary.stalledSince === undefined) return null;
  const isKnown = firing > 0 && summary.stalledSince === undefined;
  const words =
    summary.stalledSince !== undefined
      ? `${firing} firing when last evaluated`
      : firing > 0
        ? `${firing} firing`
        : `${summary.unknown} unknown`;
  return (
    <span className={styles.count} data-word={isKnown ? "firing" : "unknown"} title={words}>
      {firing > 0 ? firing : summary.unknown > 0 ? summary.unknown : "?"}
      <span className="visually-hidden"> {words.replace(/^\d+ /, "")}</span>
    </span>
  );
}
