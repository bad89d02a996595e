import type { Labels } from "#shared/model/labels";
import type { LabelFilter } from "./LogList";
import styles from "./LogList.module.css";
import { shortText } from "./LogRow";

/** Labels that all lines have: told once, above them. */
export function CommonLabels({ labels, onFilter }: { labels: Labels; onFilter: ((filter: LabelFilter) => void) | undefined }) {
  const names = Object.keys(labels).sort();
  if (names.length === 0) return null;
  return (
    <p className={styles.common}>
      <span>All lines:</span>
      {names.map((name) => {
        const value = labels[name] ?? "";
        const text = shortText(`${name}=${value}`);
        return onFilter ? (
          <button key={name} type="button" title={`Only lines with ${text}`} onClick={() => onFilter({ name, value, op: "=" })}>
            {text}
          </button>
        ) : (
          <span key={name}>{text}</span>
        );
      })}
    </p>
  );
}
