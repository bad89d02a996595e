import { NavLink, useSearchParams } from "react-router";
import { Tooltip } from "../components/Tooltip";
import { pages } from "../pages";
import type { PageEntry, PageGroup } from "../pages/page";
import { sharedSearch } from "../stores/address";
import { allAlerts, useAlerts } from "../stores/alerts";
import styles from "./Navigation.module.css";
import { useIsNarrow } from "./narrow";

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
  const isNarrow = useIsNarrow();
  const Icon = page.icon;
  const link = (
    <NavLink to={`${page.home}${sharedSearch(params)}`} className={styles.link} aria-label={isNarrow ? page.title : undefined}>
      <Icon size={16} strokeWidth={1.8} aria-hidden />
      <span className={styles.title}>{page.title}</span>
      {page.home === "/alerts" && <FiringCount />}
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

/** How many alerts fire. Nothing while that is not known or none do: the page says which. */
function FiringCount() {
  const alerts = useAlerts();
  const firing = alerts.data ? allAlerts(alerts.data).filter(({ state }) => state === "firing").length : 0;
  if (firing === 0) return null;
  return (
    <span className={styles.count}>
      {firing}
      <span className="visually-hidden"> firing</span>
    </span>
  );
}
