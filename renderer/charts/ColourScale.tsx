import styles from "./ColourScale.module.css";

interface Props {
  low: string;
  high: string;
  /** From the least to the most. */
  colours: readonly string[];
}

/** Which colour is how much. */
export function ColourScale({ low, high, colours }: Props) {
  return (
    <div className={styles.scale}>
      <span>{low}</span>
      <i aria-hidden style={{ background: `linear-gradient(to right, ${colours.join(", ")})` }} />
      <span>{high}</span>
    </div>
  );
}
