import { Link, useSearchParams } from "react-router";
import { sharedSearch } from "../../stores/address";
import styles from "./Traces.module.css";
import { type TracesTab, tabPath, tabs } from "./url";

const titles: Readonly<Record<TracesTab, string>> = { search: "Search", map: "Service map", services: "Services" };

/** The parts of the page, each with an address of its own; the server and the time go along. */
export function TabBar({ tab }: { tab: TracesTab }) {
  const [params] = useSearchParams();
  const search = new URLSearchParams(sharedSearch(params));
  for (const name of ["from", "to"]) {
    const value = params.get(name);
    if (value !== null) search.set(name, value);
  }
  const words = search.toString();
  return (
    <nav className={styles.tabs} aria-label="Parts of this page">
      {tabs.map((each) => (
        <Link
          key={each}
          to={`${tabPath(each)}${words && `?${words}`}`}
          className={styles.tab}
          aria-current={each === tab ? "page" : undefined}
        >
          {titles[each]}
        </Link>
      ))}
    </nav>
  );
}
