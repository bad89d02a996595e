import type { ExpandedAuto } from "#shared/dashboards/variables/repeat";
import { gridGap } from "./grid-places";
import type { DrawPanel } from "./Layout";
import styles from "./Layout.module.css";

interface Props {
  layout: ExpandedAuto;
  width: number;
  draw: DrawPanel;
}

/** Panels of one size, in as many columns as fit. */
export function AutoGrid({ layout: { items, maxColumns, columnWidth, rowHeight }, width, draw }: Props) {
  const fitting = Math.floor((width + gridGap) / (columnWidth + gridGap));
  const columns = Math.max(1, Math.min(fitting, maxColumns, items.length));
  const each = Math.floor((width - gridGap * (columns - 1)) / columns);
  return (
    <div className={styles.auto}>
      {items.map(({ key, element, locals }) => (
        <div key={key} style={{ width: each, height: rowHeight }}>
          {draw({ key, element, locals, width: each, height: rowHeight })}
        </div>
      ))}
    </div>
  );
}
