import { Link } from "react-router";
import styles from "./Settings.module.css";
import type { Section } from "./url";

const titles: Readonly<Record<Section, string>> = {
  appearance: "Appearance",
  notifications: "Notifications",
  secrets: "Passwords and tokens",
  history: "History",
  api: "Prometheus API",
  sampling: "Sampling",
  problems: "Problems",
  about: "About",
};

/** The way to each section, always in sight: the list of collectors alone is longer than a window. */
export function SectionLinks() {
  return (
    <nav className={styles.sections} aria-label="Sections">
      {Object.entries(titles).map(([section, title]) => (
        <Link key={section} to={`/settings?section=${section}`} replace>
          {title}
        </Link>
      ))}
    </nav>
  );
}
