import type { KeyboardEvent } from "react";
import type { LayoutPath } from "#shared/dashboards/change/layout-tree";
import { moveInOrder } from "#shared/dashboards/change/panels";
import type { AutoLayout } from "#shared/dashboards/layout";
import { useWidth } from "../../../components/use-width";
import { useOpenDashboard } from "../store";
import type { RenderPanel } from "./GridEditor";
import { gridGap } from "./grid-metrics";
import styles from "./LayoutEditor.module.css";

interface Props {
  path: LayoutPath;
  layout: AutoLayout;
  renderPanel: RenderPanel;
}

/** Panels of one size that flow: they have an order and no places. Ctrl and the arrows change it. */
export function AutoEditor({ path, layout, renderPanel }: Props) {
  const [width, place] = useWidth();
  const fitting = Math.floor((width + gridGap) / (layout.columnWidth + gridGap));
  const columns = Math.max(1, Math.min(layout.maxColumns, fitting));
  const panelWidth = Math.floor((width - gridGap * (columns - 1)) / columns);

  function reorder(event: KeyboardEvent, index: number, element: string): void {
    if (!(event.ctrlKey || event.metaKey)) return;
    const by =
      event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    useOpenDashboard.getState().change("Move a panel", (was) => moveInOrder(was, path, index, by), { field: `Move ${element}` });
  }

  return (
    <div
      ref={place}
      className={styles.auto}
      data-grid-path={path.join(".")}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: layout.rowHeight }}
    >
      {width > 0 &&
        layout.items.map(({ element }, index) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the panel inside takes the focus; its keys come up to here
          <div key={element} data-element={element} onKeyDown={(event) => reorder(event, index, element)}>
            {renderPanel({ element, width: panelWidth, height: layout.rowHeight })}
          </div>
        ))}
    </div>
  );
}
