import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";
import { classNames } from "./class-names";

export interface CardProps {
  title?: ReactNode;
  /** To the right of the title: a legend, a count, actions. */
  aside?: ReactNode;
  /** Without padding around the body, for tables and lists that bring their own. */
  isFlush?: boolean;
  className?: string;
  children?: ReactNode;
}

/** One surface with a hairline around it; with a title it is a region that screen readers can jump to. */
export function Card({ title, aside, isFlush = false, className, children }: CardProps) {
  const titleId = useId();
  const Element = title === undefined ? "div" : "section";
  return (
    <Element className={classNames(styles.card, className)} aria-labelledby={title === undefined ? undefined : titleId}>
      {(title !== undefined || aside !== undefined) && (
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </header>
      )}
      <div className={classNames(styles.body, isFlush && styles.flush)}>{children}</div>
    </Element>
  );
}
