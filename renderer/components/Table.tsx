import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { classNames } from "./class-names";
import styles from "./Table.module.css";
import { movedTo, nextSort, type Sort, sortRows } from "./table-order";
import { useIdleKeys } from "./use-idle-keys";

export interface Column<Row> {
  id: string;
  /** The head's words; an empty one is for a column of marks, and then `label` says what it is. */
  title: string;
  label?: string;
  cell(row: Row): ReactNode;
  /** Right aligned, and sorted with the largest first. */
  isNumeric?: boolean;
  /** Any CSS width; columns without one share what is left. */
  width?: string;
  /** Makes the column sortable. `undefined` comes last. */
  sortBy?(row: Row): string | number | undefined;
}

export interface TableProps<Row> {
  /** What the rows are, read out: "Alerts". */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Stays with the row, so that the choice does; a list that only shows may use the row's place, which redraws less. */
  rowKey(row: Row, index: number): string;
  /** Rows can be chosen: by click, arrows, j and k. */
  selectedKey?: string;
  onSelect?(row: Row): void;
  /** Enter or a double click. */
  onOpen?(row: Row): void;
  /** The order at first; afterwards the table keeps its own. */
  initialSort?: Sort;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
  className?: string;
}

type PressedKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "preventDefault"> & {
  target: EventTarget | null;
};

/** Rows under a head that stays in sight. Scrolls when its container is lower than its rows. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, selectedKey, onSelect, onOpen, empty, className } = props;
  const [sort, setSort] = useState(props.initialSort);
  const body = useRef<HTMLTableSectionElement>(null);
  const sorted = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.column)?.sortBy;
    return sort && by ? sortRows(rows, by, sort.isDescending) : rows;
  }, [columns, rows, sort]);
  const selectedIndex = selectedKey === undefined ? -1 : sorted.findIndex((row, index) => rowKey(row, index) === selectedKey);
  const isChoosable = onSelect !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice, by whatever way, is brought into view; a new order is not
  useEffect(() => {
    body.current?.rows[selectedIndex]?.scrollIntoView({ block: "nearest" });
  }, [selectedKey]);

  function onKeyDown(event: PressedKey): void {
    if (!onSelect || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "Enter" && onOpen && event.target instanceof HTMLTableRowElement) {
      const row = sorted[selectedIndex];
      if (row !== undefined) onOpen(row);
      return;
    }
    const index = movedTo(event.key, selectedIndex, sorted.length);
    const row = index === undefined ? undefined : sorted[index];
    if (index === undefined || row === undefined) return;
    event.preventDefault();
    onSelect(row);
    body.current?.rows[index]?.focus({ preventScroll: true });
  }

  useIdleKeys(isChoosable ? (event) => /^[jk]$/.test(event.key) && onKeyDown(event) : undefined);

  return (
    <div className={classNames(styles.scroller, className)}>
      <table className={styles.table} aria-label={label} role={isChoosable ? "grid" : undefined} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {sorted.map((row, index) => {
            const key = rowKey(row, index);
            const isSelected = index === selectedIndex;
            return (
              <tr
                key={key}
                aria-selected={isChoosable ? isSelected : undefined}
                // One stop for Tab: the chosen row, or the first one.
                tabIndex={isChoosable ? (isSelected || (selectedIndex < 0 && index === 0) ? 0 : -1) : undefined}
                onClick={onSelect && (() => onSelect(row))}
                onDoubleClick={onOpen && (() => onOpen(row))}
                className={classNames(isChoosable && styles.choosable, isSelected && styles.selected)}
              >
                {columns.map((column) => (
                  <td key={column.id} className={column.isNumeric ? styles.numeric : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {sorted.length === 0 && empty}
    </div>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort(sort: Sort): void;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const isSorted = sort?.column === column.id;
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      style={column.width === undefined ? undefined : { width: column.width }}
      className={column.isNumeric ? styles.numeric : undefined}
      aria-label={column.label}
      aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined}
    >
      {column.sortBy ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(nextSort(sort, column.id, column.isNumeric ?? false))}
        >
          {column.title}
          <Arrow size={12} aria-hidden className={isSorted ? undefined : styles.unsorted} />
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Letters that are typed into a filter or an editor inside the table are not ours. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
