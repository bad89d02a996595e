import { type ClipboardEvent, useCallback, useMemo, useState } from "react";
import type { Frame } from "#shared/dashboards/data/frame";
import type { TableOptions } from "#shared/dashboards/options/table";
import { formatCount } from "#shared/format/count";
import { useChartColours } from "../../charts/use-chart-colours";
import { copyText } from "../../components/copy-text";
import type { Sort } from "../../components/table-order";
import { useRowHeight } from "../../components/use-row-height";
import { type PressedKey, type VirtualColumn, VirtualTable } from "../../components/VirtualTable";
import type { HrefOf } from "../links/value-links";
import { CellDialog } from "./CellDialog";
import { columnFoots } from "./column-foots";
import { Pager } from "./Pager";
import { rowGround } from "./row-ground";
import styles from "./Table.module.css";
import { TableCell } from "./TableCell";
import { TableHead } from "./TableHead";
import { cellText, isNumeric, type TableColumn, widthOf } from "./table-columns";
import { clickedSorts, type Filter, filteredRows, rowText, sortedRows } from "./table-rows";
import { usePage } from "./use-page";

export interface DataTableProps {
  title: string;
  frame: Frame;
  columns: readonly TableColumn[];
  options: TableOptions;
  height: number;
  measure(text: string): number;
  hrefOf: HrefOf;
}

const heights = { sm: 0, md: 10, lg: 26, auto: 0 } as const;

interface Place {
  row: number;
  column: string;
}

export function DataTable({ title, frame, columns, options, height, measure, hrefOf }: DataTableProps) {
  const colours = useChartColours();
  const [sorts, setSorts] = useState<readonly Sort[]>();
  const [filters, setFilters] = useState<ReadonlyMap<string, Filter>>(new Map());
  const [chosen, setChosen] = useState<Place>();
  const [opened, setOpened] = useState<Place>();
  const [said, setSaid] = useState("");

  const first = useMemo(() => firstSorts(options), [options]);
  const order = sorts ?? first;
  const filtered = useMemo(() => filteredRows(frame.length, columns, filters), [frame, columns, filters]);
  const sorted = useMemo(() => sortedRows(filtered, columns, order), [filtered, columns, order]);
  const usualHeight = useRowHeight();
  const wraps = columns.some(({ custom }) => custom.cellOptions.wrapText);
  const rowHeight = usualHeight + (options.cellHeight === "auto" && wraps ? heights.lg : heights[options.cellHeight]);
  const foots = useMemo(() => columnFoots(columns, filtered, frame.length, options.footer), [columns, filtered, frame, options]);
  const isPaged = options.footer.enablePagination;
  const headAndFoot = (options.showHeader ? 32 : 0) + (foots.size > 0 ? 32 : 0);
  const page = usePage(sorted, isPaged ? Math.max(1, Math.floor((height - headAndFoot - 34) / rowHeight)) : undefined);

  const shown = useMemo(
    () =>
      columns.map(
        (column): VirtualColumn<number> => ({
          id: column.id,
          title: column.id,
          ...widthOf(column, measure),
          isNumeric: isNumeric(column),
          ...(column.custom.align !== "auto" && { align: column.custom.align }),
          sorted: sortedAs(order, column.id),
          head: (
            <TableHead
              column={column}
              sorts={order}
              onSort={(isAdded) => setSorts((was) => clickedSorts(was ?? first, column, isAdded))}
              filter={filters.get(column.id)}
              onFilter={(filter) => setFilters((was) => withFilter(was, column.id, filter))}
              rowsForFilter={() => filteredRows(frame.length, columns, withFilter(filters, column.id, undefined))}
            />
          ),
          ...(foots.size > 0 && { foot: foots.get(column.id) ?? null }),
          cell: (row) => (
            <TableCell
              column={column}
              row={row}
              frame={frame}
              height={rowHeight}
              colours={colours}
              hrefOf={hrefOf}
              onInspect={() => setOpened({ row, column: column.id })}
            />
          ),
        }),
      ),
    [columns, frame, order, first, filters, foots, measure, rowHeight, colours, hrefOf],
  );

  const choose = useCallback(
    (row: number) => setChosen((was) => ({ row, column: was?.column ?? columns[0]?.id ?? "" })),
    [columns],
  );
  const chooseCell = useCallback((row: number, column: string) => setChosen({ row, column }), []);
  const ground = useMemo(() => rowGround(columns, colours), [columns, colours]);

  const columnOf = (place: Place | undefined) => columns.find(({ id }) => id === place?.column);

  function onKey({ key }: PressedKey): boolean {
    const column = columnOf(chosen);
    if (!chosen || !column) return false;
    const at = columns.indexOf(column);
    const beside = key === "ArrowLeft" ? columns[at - 1] : key === "ArrowRight" ? columns[at + 1] : undefined;
    if (beside) setChosen({ ...chosen, column: beside.id });
    else if (key === "Enter") setOpened(chosen);
    else if (key === "c") copy(cellText(column, chosen.row), "Cell copied");
    else if (key === "C") copy(rowText(columns, chosen.row), "Row copied");
    else return key === "ArrowLeft" || key === "ArrowRight";
    return true;
  }

  const copy = (text: string, done: string) =>
    void copyText(text).then((isCopied) => setSaid(isCopied ? done : "Not copied: the system refused"));

  // Ctrl+C where nothing is marked: the chosen cell.
  function onCopy(event: ClipboardEvent): void {
    const column = columnOf(chosen);
    if (!chosen || !column || !(document.getSelection()?.isCollapsed ?? true)) return;
    event.clipboardData.setData("text/plain", cellText(column, chosen.row));
    event.preventDefault();
    setSaid("Cell copied");
  }

  return (
    <div className={styles.table} onCopy={onCopy}>
      <VirtualTable
        label={`${title}: ${rowCount(filtered.length, frame.length)}, ${columns.length} columns`}
        className={styles.rows}
        columns={shown}
        rows={page.rows}
        rowKey={String}
        rowHeight={rowHeight}
        hasHead={options.showHeader}
        hasIdleKeys={false}
        sidePadding={6}
        selectedKey={chosen && String(chosen.row)}
        selectedColumn={chosen?.column}
        onSelect={choose}
        onSelectCell={chooseCell}
        onKey={onKey}
        rowStyle={ground}
        empty={<p className={styles.none}>{frame.length === 0 ? "No rows" : "No row passes the filters"}</p>}
      />
      {isPaged && <Pager page={page} />}
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {opened && (
        <CellDialog
          column={columnOf(opened)}
          columns={columns}
          frame={frame}
          row={opened.row}
          hrefOf={hrefOf}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

const rowCount = (shown: number, all: number): string =>
  shown === all ? `${formatCount(all)} rows` : `${formatCount(shown)} of ${formatCount(all)} rows`;

const firstSorts = ({ sortBy }: TableOptions): Sort[] =>
  sortBy.map(({ displayName, desc }) => ({ column: displayName, isDescending: desc }));

function sortedAs(sorts: readonly Sort[], id: string): "ascending" | "descending" | undefined {
  const found = sorts.find(({ column }) => column === id);
  return found && (found.isDescending ? "descending" : "ascending");
}

function withFilter(was: ReadonlyMap<string, Filter>, id: string, filter: Filter | undefined): ReadonlyMap<string, Filter> {
  const next = new Map(was);
  if (filter && (filter.texts !== undefined || filter.word !== "")) next.set(id, filter);
  else next.delete(id);
  return next;
}
