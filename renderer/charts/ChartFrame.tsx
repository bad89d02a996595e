import type { ReactNode } from "react";
import styles from "./ChartFrame.module.css";

interface Props {
  /** Where the legend is. */
  placement: "bottom" | "right";
  legend?: ReactNode;
  /** A line of its own above the legend: "Top 50 of 10,000". */
  note?: ReactNode;
  children: ReactNode;
}

/** A chart and its legend, sharing the room of a panel. */
export function ChartFrame({ placement, legend, note, children }: Props) {
  return (
    <div className={styles.frame} data-placement={placement}>
      <div className={styles.chart}>
        {children}
        {note && <div className={styles.note}>{note}</div>}
      </div>
      {legend}
    </div>
  );
}
