import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  icon?: LucideIcon;
  /** What is not there: "No servers yet". */
  title: string;
  /** Why, in a sentence. */
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
}

/** In the place of data that is not there. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {Icon && <Icon size={22} strokeWidth={1.6} aria-hidden className={styles.icon} />}
      {/* In a small room the sentence below is not drawn. */}
      <p className={styles.title} title={typeof children === "string" ? `${title}. ${children}` : undefined}>
        {title}
      </p>
      {children !== undefined && <div className={styles.why}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
