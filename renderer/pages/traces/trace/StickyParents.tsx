import type { ReactNode } from "react";
import styles from "./Waterfall.module.css";

/** The ancestors of the first row in sight. A click chooses one, as everywhere. */
export function StickyParents({ rows, draw }: { rows: readonly number[]; draw(row: number): ReactNode }) {
  if (rows.length === 0) return null;
  return (
    // They stand in the list as well, a little further up.
    <div className={styles.sticky} aria-hidden>
      <div className={styles.parents}>{rows.map(draw)}</div>
    </div>
  );
}
