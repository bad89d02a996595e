import { ArrowDown, ArrowUp } from "lucide-react";
import { useMemo, useState } from "react";
import { prometheusNumber } from "#shared/format/prometheus-number";
import type { InstantResult } from "#shared/model/series";
import { Card } from "../../components/Card";
import { LogsOfButton } from "../../components/LogsOfButton";
import { useLogsOf } from "../../stores/use-logs-of";
import styles from "./Metrics.module.css";
import { type Sorting, sortRows, toTable } from "./result-table";

interface Props {
  result: InstantResult;
  isStale: boolean;
}

/** Drawing more rows than this makes the page slow, and nobody reads them. */
const mostRows = 500;

/** An instant result: labels as columns, the value right. Sorted before it is cut, so that the cut keeps the right rows. */
export function ResultTable({ result, isStale }: Props) {
  const table = useMemo(() => toTable(result), [result]);
  const logs = useLogsOf();
  const [sorting, setSorting] = useState<Sorting>();
  const rows = useMemo(() => (sorting ? sortRows(table, sorting) : table.rows), [table, sorting]);
  const turn = (column: string | undefined) =>
    setSorting((was) => ({
      column,
      isDescending: was && was.column === column ? !was.isDescending : column === undefined,
    }));
  return (
    <Card isFlush>
      <div className={styles.tableScroller} data-stale={isStale || undefined}>
        <table className={styles.table} aria-label="Result">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <Head
                  key={column}
                  title={column}
                  sorting={sorting?.column === column ? sorting : undefined}
                  onTurn={() => turn(column)}
                />
              ))}
              <Head
                title="Value"
                isNumeric
                sorting={sorting?.column === undefined ? sorting : undefined}
                onTurn={() => turn(undefined)}
              />
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((row) => (
              <tr key={row.cells.join("\u0000")}>
                {row.cells.map((cell, i) => (
                  <td key={table.columns[i]} title={cell}>
                    {cell}
                  </td>
                ))}
                <td className={styles.number}>
                  {row.labels && (
                    <span className={styles.rowLogs}>
                      <LogsOfButton logs={logs} labels={row.labels} at={row.time} />
                    </span>
                  )}
                  {typeof row.value === "number" ? prometheusNumber(row.value) : row.value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > mostRows && (
        <p className={styles.cut}>
          {mostRows} of {rows.length} rows. Sort to see others, or narrow the query: a label matcher, <code>topk</code>, or a sum.
        </p>
      )}
    </Card>
  );
}

interface HeadProps {
  title: string;
  isNumeric?: boolean;
  /** How the table is sorted, when it is by this column. */
  sorting: Sorting | undefined;
  onTurn(): void;
}

function Head({ title, isNumeric = false, sorting, onTurn }: HeadProps) {
  const Arrow = sorting?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={isNumeric ? styles.number : undefined}
      aria-sort={sorting ? (sorting.isDescending ? "descending" : "ascending") : undefined}
    >
      <button type="button" onClick={onTurn}>
        {title}
        {sorting && <Arrow size={12} aria-hidden />}
      </button>
    </th>
  );
}
