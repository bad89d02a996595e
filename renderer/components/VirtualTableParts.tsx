// The head and the rows of a VirtualTable.
import { ArrowDown, ArrowUp } from "lucide-react";
import { type CSSProperties, memo, type ReactNode } from "react";
import { classNames } from "./class-names";
import { nextSort, type Sort } from "./table-order";
import type { VirtualColumn } from "./VirtualTable";
import styles from "./VirtualTable.module.css";

interface HeadProps<Row> {
  columns: readonly VirtualColumn<Row>[];
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

export function VirtualHead<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
      {columns.map((column) => (
        <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
      ))}
    </div>
  );
}

function HeadCell<Row>({ column, sort, onSort }: Omit<HeadProps<Row>, "columns"> & { column: VirtualColumn<Row> }) {
  const isSorted = sort?.column === column.id;
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      role="columnheader"
      title={column.label}
      aria-sort={column.sorted ?? (isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined)}
      className={classNames(styles.cell, column.isNumeric && styles.numeric)}
      data-align={column.align}
    >
      {column.head !== undefined ? (
        column.head
      ) : column.isSortable && onSort ? (
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
    </div>
  );
}

/** Stays in sight below the rows, as the head does above them. */
export function VirtualFoot<Row>({ columns }: { columns: readonly VirtualColumn<Row>[] }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div role="row" className={classNames(styles.row, styles.foot)}>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
        // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
        <div
          key={column.id}
          role="gridcell"
          className={classNames(styles.cell, column.isNumeric && styles.numeric)}
          data-align={column.align}
        >
          {column.foot}
        </div>
      ))}
    </div>
  );
}

interface RowProps<Row> {
  id: string;
  row: Row;
  columns: readonly VirtualColumn<Row>[];
  index: number;
  top: number;
  height: number;
  level: number | undefined;
  isExpanded: boolean | undefined;
  isSelected: boolean;
  isFollowed: boolean;
  className: string | undefined;
  style: CSSProperties | undefined;
  wholeRow: ((row: Row) => ReactNode | undefined) | undefined;
  /** The place of the chosen cell among the columns; -1 without. */
  selectedPlace: number;
  onSelect: ((row: Row) => void) | undefined;
  onSelectCell: ((row: Row, column: string) => void) | undefined;
  onOpen: ((row: Row) => void) | undefined;
}

/** Drawn again only when something of its own has changed: scrolling moves others in and out around it. */
export const VirtualRow = memo(function VirtualRow<Row>(props: RowProps<Row>) {
  const { id, row, columns, index, top, height, level, isExpanded, isSelected, isFollowed, className, style } = props;
  const { selectedPlace, onSelect, onSelectCell, onOpen } = props;
  const whole = props.wholeRow?.(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-level={level}
      aria-expanded={isExpanded}
      aria-selected={onSelect && isSelected}
      data-followed={isFollowed || undefined}
      onClick={onSelect && (() => onSelect(row))}
      onDoubleClick={onOpen && (() => onOpen(row))}
      className={classNames(styles.row, onSelect && styles.choosable, isSelected && styles.selected, className)}
      style={{ ...style, height, transform: `translateY(${top}px)` }}
    >
      {whole !== undefined ? (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
        // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
        <div role="gridcell" aria-colspan={columns.length} className={styles.whole}>
          {whole}
        </div>
      ) : (
        columns.map((column, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
          // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
          <div
            key={column.id}
            id={onSelectCell && `${id}-${place}`}
            role="gridcell"
            aria-selected={onSelectCell && place === selectedPlace}
            onClick={onSelectCell && (() => onSelectCell(row, column.id))}
            className={classNames(styles.cell, column.isNumeric && styles.numeric)}
            data-align={column.align}
          >
            {column.cell(row)}
          </div>
        ))
      )}
    </div>
  );
}) as <Row>(props: RowProps<Row>) => React.ReactNode;
