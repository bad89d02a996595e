import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./NoteBar.module.css";

interface Props {
  icon: LucideIcon;
  tone?: "info" | "warning";
  children: ReactNode;
  /** What can be done about it: a small button. */
  action?: ReactNode;
}

/** Above the lines: something to know of them, and what to do about it. */
export function NoteBar({ icon: Icon, tone = "info", children, action }: Props) {
  return (
    <div className={styles.bar} data-tone={tone} role="status">
      <Icon size={15} aria-hidden />
      <span className={styles.words}>{children}</span>
      {action}
    </div>
  );
}
