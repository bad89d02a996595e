import { X } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { type ColumnWidths, narrowest, widest } from "./column-widths";
import styles from "./ListHead.module.css";
import { shortText } from "./LogRow";
import rowStyles from "./LogRow.module.css";
import type { ViewSettings } from "./view-settings";

export interface ListHeadProps {
  view: ViewSettings;
  widths: ColumnWidths;
  onColumns: ((columns: string[]) => void) | undefined;
}

/** The names of the columns, once there are any; dragging the line between two makes the left one wider. */
export function ListHead({ view, widths, onColumns }: ListHeadProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div role="row" aria-rowindex={1} className={styles.head}>
      {view.showTime !== "none" && <Title className={rowStyles.time} title="Time" />}
      <Title className={rowStyles.level} title="Level" />
      {view.dedup !== "none" && <Title className={rowStyles.repeats} title="Lines" />}
      {view.showLabels && <Title className={rowStyles.labels} title="Labels" />}
      {view.columns.map((column, place) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
        <span key={column} role="columnheader" className={styles.column} style={{ width: `var(--column-${place})` }}>
          <span className={styles.name} title={shortText(column)}>
            {shortText(column)}
          </span>
          {onColumns && (
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove the column ${shortText(column)}`}
              title="Remove the column"
              onClick={() => onColumns(view.columns.filter((each) => each !== column))}
            >
              <X size={12} aria-hidden />
            </button>
          )}
          <Grip column={column} widths={widths} />
        </span>
      ))}
      <Title className={styles.line} title="Line" />
    </div>
  );
}

function Title({ className, title }: { className: string | undefined; title: string }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <span role="columnheader" className={className}>
      {title}
    </span>
  );
}

const keyStep = 20;

function Grip({ column, widths }: { column: string; widths: ColumnWidths }) {
  function drag(event: PointerEvent<HTMLElement>): void {
    const from = event.clientX;
    const width = widths.widthOf(column);
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    const onMove = (moved: globalThis.PointerEvent) => widths.setWidth(column, width + moved.clientX - from);
    const end = () => grip.removeEventListener("pointermove", onMove);
    grip.addEventListener("pointermove", onMove);
    grip.addEventListener("lostpointercapture", end, { once: true });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowLeft" ? -keyStep : event.key === "ArrowRight" ? keyStep : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    widths.setWidth(column, widths.widthOf(column) + step);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that is moved is a slider to no browser
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of the column ${shortText(column)}`}
      aria-valuenow={widths.widthOf(column)}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      className={styles.grip}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
    />
  );
}
