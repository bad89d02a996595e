import { ArrowDown, ArrowUp } from "lucide-react";
import type { Sort } from "../../components/table-order";
import { visibleText } from "../../components/visible-text";
import { ColumnFilter } from "./ColumnFilter";
import styles from "./Table.module.css";
import { isNumeric, type TableColumn } from "./table-columns";
import type { Filter } from "./table-rows";

export interface TableHeadProps {
  column: TableColumn;
  sorts: readonly Sort[];
  /** `isAdded`: the columns sorted by before stay in front. */
  onSort(isAdded: boolean): void;
  filter: Filter | undefined;
  onFilter(filter: Filter | undefined): void;
  rowsForFilter(): readonly number[];
}

export function TableHead({ column, sorts, onSort, filter, onFilter, rowsForFilter }: TableHeadProps) {
  const place = sorts.findIndex((sort) => sort.column === column.id);
  const sort = sorts[place];
  const Arrow = sort?.isDescending ? ArrowDown : ArrowUp;
  const title = visibleText(column.id);
  return (
    // Beside numbers, the filter's button is on the inner side, so that head and numbers end on one line.
    <span className={styles.head} data-end={isNumeric(column) || undefined}>
      <button
        type="button"
        className={styles.sort}
        title={`${title}\nClick to sort; with Shift, sort by it as well`}
        onClick={(event) => onSort(event.shiftKey)}
      >
        <span className={styles.title}>{title}</span>
        <Arrow size={12} aria-hidden className={sort ? undefined : styles.unsorted} />
        {/* Among several, which one counts first. */}
        {sort && sorts.length > 1 && <small>{place + 1}</small>}
      </button>
      {(column.custom.filterable || filter) && (
        <ColumnFilter column={column} title={title} filter={filter} onFilter={onFilter} rowsForFilter={rowsForFilter} />
      )}
    </span>
  );
}
