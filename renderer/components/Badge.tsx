import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { type State, stateIcons } from "./state";

export interface BadgeProps {
  state: State;
  /** The state in a word. */
  children: ReactNode;
  /** More about it, as a native tooltip. */
  title?: string;
}

/** A state with its icon and its word. */
export function Badge({ state, children, title }: BadgeProps) {
  const Icon = stateIcons[state];
  return (
    <span className={styles.badge} data-state={state} title={title}>
      <Icon size={13} aria-hidden />
      {children}
    </span>
  );
}
