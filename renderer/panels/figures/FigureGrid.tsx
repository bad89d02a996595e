import type { CSSProperties, ReactNode } from "react";
import type { Figure } from "#shared/dashboards/data/figures";
import { EmptyState } from "../../components/EmptyState";
import styles from "./Figures.module.css";
import type { FigureGrid as Grid } from "./figure-grid";

export interface FigureGridProps {
  /** What the figures are of, read out: the panel's title. */
  label: string;
  figures: readonly Figure[];
  more: number;
  grid: Grid;
  gap: number;
  /** Below this a cell is not read, and they scroll sideways. */
  leastWidth: number;
  cell(figure: Figure, index: number): ReactNode;
}

/** The cells of a stat, a gauge or a bar gauge. What does not fit scrolls. */
export function FigureGrid({ label, figures, more, grid, gap, leastWidth, cell }: FigureGridProps) {
  if (figures.length === 0) {
    return (
      <EmptyState title="No value to show">
        None of the answer’s fields is one that this panel shows: edit it, and look at “Fields”.
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroller} data-alone={(figures.length === 1 && more === 0) || undefined}>
      <ul
        aria-label={label}
        className={styles.grid}
        style={
          {
            "--columns": grid.columns,
            "--least-width": `${leastWidth}px`,
            "--cell-height": `${grid.cellHeight}px`,
            "--cell-gap": `${gap}px`,
          } as CSSProperties
        }
      >
        {figures.map((figure, index) => (
          <li key={figure.key} className={styles.cell}>
            {cell(figure, index)}
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.more}>{`+ ${more} more: limit the rows, or ask for fewer series`}</p>}
    </div>
  );
}
