import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./OptionsPane.module.css";

/** Some options under a heading that folds them away. */
export function Section({ title, children, isOpen = true }: { title: string; children: ReactNode; isOpen?: boolean }) {
  return (
    <details className={styles.section} open={isOpen}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {title}
      </summary>
      <div className={styles.sectionBody}>{children}</div>
    </details>
  );
}
