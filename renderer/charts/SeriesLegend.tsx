import { type CSSProperties, type KeyboardEvent, memo, useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import { classNames } from "../components/class-names";
import { firstOrder, inOrder, type LegendEntry, type LegendOrder, nextOrder } from "./legend-order";
import styles from "./SeriesLegend.module.css";

export interface SeriesLegendProps {
  label: string;
  entries: readonly LegendEntry[];
  /** Heads of the values: Mean, Max, Last. */
  columns: readonly string[];
  mode: "list" | "table";
  placement: "bottom" | "right";
  width?: number | undefined;
  /** The column that a table is sorted by at first. */
  sortBy?: string | undefined;
  sortDesc?: boolean | undefined;
  /** A click: this one alone, and all of them when it is alone already. */
  onOnly(id: string): void;
  /** With Ctrl or Cmd: this one away, or back. */
  onToggle(id: string): void;
}

/** Of a longer list below a chart the first entries stand there, and how many more there are: a few hidden rows would go unseen. */
const longestRow = 10;
const firstEntries = 8;

/** Which line is which. Long ones scroll; each entry is a button. A live chart's is drawn anew only when it says something else. */
export const SeriesLegend = memo(function SeriesLegend({
  entries,
  columns,
  mode,
  placement,
  width,
  ...props
}: SeriesLegendProps) {
  const [order, setOrder] = useState<LegendOrder>(() => firstOrder(columns, props.sortBy, props.sortDesc));
  const sorted = useMemo(() => (mode === "table" ? inOrder(entries, order) : entries), [entries, order, mode]);
  const [isWhole, setWhole] = useState(false);
  const choose = (id: string, isToggle: boolean) => (isToggle ? props.onToggle(id) : props.onOnly(id));
  const style = {
    "--legend-columns": columns.length,
    ...(placement === "right" && width !== undefined && { width }),
  } as CSSProperties;

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const entry = (event.target as HTMLElement).dataset.entry;
    // A button is no longer pressed by Enter when Ctrl is held.
    if (entry !== undefined && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onToggle(entry);
      return;
    }
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    event.preventDefault();
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }

  const entryButton = (entry: LegendEntry) => (
    <button
      type="button"
      data-entry={entry.id}
      className={styles.entry}
      title={entry.label}
      aria-pressed={!entry.isHidden}
      onClick={(event) => choose(entry.id, event.ctrlKey || event.metaKey)}
    >
      <i style={{ background: entry.colour }} />
      <span>{entry.label}</span>
    </button>
  );

  if (mode === "list") {
    const isLong = placement === "bottom" && sorted.length > longestRow;
    const shown = isLong && !isWhole ? sorted.slice(0, firstEntries) : sorted;
    return (
      <ul className={classNames(styles.list, styles[placement])} style={style} aria-label={props.label} onKeyDown={onKeyDown}>
        {shown.map((entry) => (
          <li key={entry.id} data-hidden={entry.isHidden || undefined}>
            {entryButton(entry)}
            {entry.values.map(({ text }, index) => (
              <b key={columns[index]} title={columns[index]}>
                {columns.length > 1 && <em>{columns[index]} </em>}
                {text}
              </b>
            ))}
          </li>
        ))}
        {isLong && (
          <li>
            <button type="button" className={styles.more} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
              {isWhole ? "Fewer" : `+ ${formatCount(sorted.length - firstEntries)} more`}
            </button>
          </li>
        )}
      </ul>
    );
  }
  return (
    <div className={classNames(styles.scroll, styles[placement])} style={style}>
      <table className={styles.table} aria-label={props.label} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {["Name", ...columns].map((title, index) => (
              <th key={title} scope="col" aria-sort={ariaSort(order, index - 1)}>
                <button type="button" onClick={() => setOrder(nextOrder(order, index - 1))}>
                  {title}
                  {order?.column === index - 1 && <span aria-hidden>{order.isDescending ? " ↓" : " ↑"}</span>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((entry) => (
            <tr key={entry.id} data-hidden={entry.isHidden || undefined}>
              <td>{entryButton(entry)}</td>
              {entry.values.map(({ text }, index) => (
                <td key={columns[index]}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

const ariaSort = (order: LegendOrder, column: number) =>
  order?.column !== column ? undefined : order.isDescending ? "descending" : "ascending";
