import { Link } from "react-router";
import styles from "./Alerts.module.css";
import { type AlertsTab, tabPath, tabs } from "./url";

const titles: Readonly<Record<AlertsTab, string>> = {
  board: "Board",
  silences: "Silences",
  rules: "Rules",
  routing: "Routing",
  receivers: "Receivers",
  history: "History",
};

/** The parts of the page, each with an address of its own. */
export function TabBar({ tab }: { tab: AlertsTab }) {
  return (
    <nav className={styles.tabs} aria-label="Parts of this page">
      {tabs.map((each) => (
        <Link key={each} to={tabPath(each)} className={styles.tab} aria-current={each === tab ? "page" : undefined}>
          {titles[each]}
        </Link>
      ))}
    </nav>
  );
}
