import styles from "./StateDot.module.css";
import type { State } from "./state";

export interface StateDotProps {
  state: State;
  /** The state in a word, read out; the words beside it must say it too. */
  label: string;
}

/** A small mark before a name: round when well, square when not, a dashed ring when not known. */
export function StateDot({ state, label }: StateDotProps) {
  return <span className={styles.dot} data-state={state} role="img" aria-label={label} />;
}
