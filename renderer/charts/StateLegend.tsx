import { classNames } from "../components/class-names";
import styles from "./SeriesLegend.module.css";

export interface StateLegendProps {
  label: string;
  entries: readonly { text: string; colour: string }[];
  placement: "bottom" | "right";
}

/** Which colour is which state. */
export function StateLegend({ label, entries, placement }: StateLegendProps) {
  return (
    <ul className={classNames(styles.list, styles[placement])} aria-label={label}>
      {entries.map(({ text, colour }) => (
        <li key={text} title={text}>
          <span className={styles.state}>
            <i style={{ background: colour }} />
            <span>{text}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
