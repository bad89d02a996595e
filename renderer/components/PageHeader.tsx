import type { ReactNode } from "react";
import styles from "./PageHeader.module.css";

export interface PageHeaderProps {
  title: string;
  /** One line beside the title: "2 firing · 38 rules evaluated 4 s ago". */
  context?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page: its only h1. */
export function PageHeader({ title, context, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {context !== undefined && <div className={styles.context}>{context}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
