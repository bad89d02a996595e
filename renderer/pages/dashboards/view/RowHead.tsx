import { ChevronDown, ChevronRight } from "lucide-react";
import { visibleText } from "../../../components/visible-text";
import styles from "./Layout.module.css";

interface Props {
  title: string;
  isFolded: boolean;
  count: number;
  onToggle(): void;
}

/** The line above the panels of a row, which folds them away. */
export function RowHead({ title, isFolded, count, onToggle }: Props) {
  const Icon = isFolded ? ChevronRight : ChevronDown;
  return (
    <h2 className={styles.rowHead}>
      <button type="button" aria-expanded={!isFolded} onClick={onToggle}>
        <Icon size={16} aria-hidden />
        <span className={styles.rowTitle} title={title}>
          {visibleText(title) || "Row"}
        </span>
        {isFolded && (
          <span className={styles.count}>
            {count} {count === 1 ? "panel" : "panels"}
          </span>
        )}
      </button>
    </h2>
  );
}
