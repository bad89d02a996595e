import { Info } from "lucide-react";
import type { CallOutput } from "#shared/contract/index";
import { visibleText } from "../../../../components/visible-text";
import { findProblems } from "../problems";
import { RouteTree } from "../tree/RouteTree";
import styles from "./Import.module.css";
import { summaryOf } from "./summary";

/** What an import would bring: the tree, the receivers, and what stays behind. */
export function Found({ found }: { found: CallOutput<"routing.check"> }) {
  const { config, receivers, leftOut } = found;
  if (!config) return null;
  const names = new Set(receivers.map(({ name }) => name));
  return (
    <section className={styles.found} aria-label="What would be taken over">
      <h3 className={styles.title}>{summaryOf(found)}</h3>
      {leftOut.length > 0 && (
        <ul className={styles.leftOut} aria-label="What is left out">
          {leftOut.map((say) => (
            <li key={say}>
              <Info size={14} aria-hidden /> {visibleText(say)}
            </li>
          ))}
        </ul>
      )}
      <RouteTree
        root={config.route}
        selected={undefined}
        onSelect={nothing}
        problems={findProblems(config, (name) => names.has(name))}
        simulation={undefined}
      />
      <p className={styles.receivers}>
        {receivers.map(({ name, kinds }) => (
          <span key={name}>
            <strong>{visibleText(name)}</strong> {kinds.length === 0 ? "tells nobody" : visibleText(kinds.join(", "))}
          </span>
        ))}
      </p>
    </section>
  );
}

function nothing(): void {
  // It is only looked at.
}
