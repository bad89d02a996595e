import "react-grid-layout/css/styles.css";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { type EventCallback, type LayoutItem, GridLayout as ReactGridLayout } from "react-grid-layout";
import { type Box, leastHeight, leastWidth } from "#shared/dashboards/change/grid";
import { type LayoutPath, whereIs } from "#shared/dashboards/change/layout-tree";
import { movePanel, panelAt, setGridItems } from "#shared/dashboards/change/panels";
import { type GridItem, type GridLayout, gridColumns } from "#shared/dashboards/layout";
import { useWidth } from "../../../components/use-width";
import { useOpenDashboard } from "../store";
import styles from "./GridEditor.module.css";
import { boxAfterKey, cellAt, gridGap, pixelsOf, placeWords, rowHeight } from "./grid-metrics";

/** Draws one panel into a room of this many px. */
export type RenderPanel = (place: { element: string; width: number; height: number }) => ReactNode;

interface Props {
  path: LayoutPath;
  layout: GridLayout;
  renderPanel: RenderPanel;
}

/** A grid whose panels are dragged by their heads, resized by their corners, and moved and resized by keys. */
export function GridEditor({ path, layout, renderPanel }: Props) {
  const [width, place] = useWidth();
  const [said, say] = useState("");
  const target = useRef<HTMLElement | null>(null);
  const { change } = useOpenDashboard.getState();

  function titleOf(element: string): string {
    const dashboard = useOpenDashboard.getState().current?.dashboard;
    return (dashboard && panelAt(dashboard, element)?.title) || "the panel";
  }

  function settle(label: string, items: readonly LayoutItem[]): void {
    const boxes = new Map(items.map(({ i, x, y, w, h }) => [i, { x, y, width: w, height: h }]));
    change(label, (was) => setGridItems(was, path, boxes));
  }

  function mark(next: HTMLElement | null): void {
    if (target.current === next) return;
    target.current?.removeAttribute("data-drop-target");
    next?.setAttribute("data-drop-target", "");
    target.current = next;
  }

  const dragged: EventCallback = (_, __, ___, ____, event) => mark(otherGridAt(event, path));

  const dropped: EventCallback = (items, _, item, __, event) => {
    const other = otherGridAt(event, path);
    mark(null);
    if (!item) return;
    if (!other) return settle(`Move ${titleOf(item.i)}`, items);
    const to = pathOf(other);
    const box = cellAt(pointIn(event, other), other.clientWidth, { width: item.w, height: item.h });
    change(`Move ${titleOf(item.i)}`, (was) => movePanel(was, item.i, { path: to, box }));
  };

  function moveByKey(event: KeyboardEvent<HTMLElement>, item: GridItem): void {
    if (!(event.target instanceof HTMLElement) || isTyping(event.target)) return;
    const box = boxAfterKey(item, event);
    if (!box) return;
    event.preventDefault();
    event.stopPropagation();
    const verb = event.shiftKey ? "Resize" : "Move";
    change(`${verb} ${titleOf(item.element)}`, (was) => movePanel(was, item.element, { path, box }), {
      field: `${verb} ${item.element}`,
    });
    const now = placeNow(item.element);
    if (now) say(`${titleOf(item.element)}: ${placeWords(now)}`);
  }

  return (
    <div ref={place} className={styles.grid} data-grid-path={path.join(".")}>
      {width > 0 && (
        <ReactGridLayout
          width={width}
          layout={layout.items.map(toItem)}
          gridConfig={{ cols: gridColumns, rowHeight, margin: [gridGap, gridGap], containerPadding: [0, 0] }}
          dragConfig={{
            handle: "[data-panel-head]",
            cancel: "button, a, input, select, textarea, [role=menuitem]",
            threshold: 4,
          }}
          resizeConfig={{ handles: ["se"] }}
          onDrag={dragged}
          onDragStop={dropped}
          onResizeStop={(items, _, item) => settle(`Resize ${item ? titleOf(item.i) : "a panel"}`, items)}
        >
          {layout.items.map((item) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the panel inside takes the focus; its keys come up to here
            <div key={item.element} data-element={item.element} onKeyDown={(event) => moveByKey(event, item)}>
              {renderPanel({ element: item.element, ...pixelsOf(item, width) })}
            </div>
          ))}
        </ReactGridLayout>
      )}
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </div>
  );
}

const toItem = ({ element, x, y, width, height }: GridItem): LayoutItem => ({
  i: element,
  x,
  y,
  w: width,
  h: height,
  // One that an import made smaller stays as it is until it is resized.
  minW: Math.min(width, leastWidth),
  minH: Math.min(height, leastHeight),
});

/** Where the item stands after the change: the others may have pushed it back. */
function placeNow(element: string): Box | undefined {
  const layout = useOpenDashboard.getState().current?.dashboard.layout;
  return layout && whereIs(layout, element)?.item;
}

/** The grid under the pointer, when that is another one than the panel's own. */
function otherGridAt(event: Event, own: LayoutPath): HTMLElement | null {
  if (!(event instanceof MouseEvent)) return null;
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const grid = element.closest<HTMLElement>("[data-grid-path]");
    if (grid && grid.dataset.gridPath !== own.join(".")) return grid;
  }
  return null;
}

const pathOf = (grid: HTMLElement): LayoutPath => (grid.dataset.gridPath ?? "").split(".").filter(Boolean).map(Number);

function pointIn(event: Event, grid: HTMLElement): { x: number; y: number } {
  const { left, top } = grid.getBoundingClientRect();
  return event instanceof MouseEvent ? { x: event.clientX - left, y: event.clientY - top } : { x: 0, y: 0 };
}

/** Ctrl and arrows move by words there. */
const isTyping = (element: HTMLElement): boolean => element.closest("input, textarea, select, [contenteditable=true]") !== null;
