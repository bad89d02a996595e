import type { ReactNode } from "react";
import { takeRows } from "#shared/dashboards/data/fields";
import { keepsUnit, reduce, reducerTitle } from "#shared/dashboards/data/reduce";
import type { TableOptions } from "#shared/dashboards/options/table";
import { formatCount } from "#shared/format/count";
import { visibleText } from "../../components/visible-text";
import styles from "./Table.module.css";
import { isNumeric, type TableColumn } from "./table-columns";

/** What stands under the columns: of the rows that the filters let through. Empty when the footer is off. */
export function columnFoots(
  columns: readonly TableColumn[],
  rows: readonly number[],
  length: number,
  footer: TableOptions["footer"],
): ReadonlyMap<string, ReactNode> {
  const foots = new Map<string, ReactNode>();
  const [first] = columns;
  if (!footer.show || !first) return foots;
  if (footer.countRows) {
    foots.set(first.id, `${formatCount(rows.length)} ${rows.length === 1 ? "row" : "rows"}`);
    return foots;
  }
  const wanted = footer.fields === undefined || footer.fields === "" ? undefined : new Set([footer.fields].flat());
  const isWanted = ({ field }: TableColumn) =>
    !wanted || wanted.size === 0 || wanted.has(field.display) || wanted.has(field.name);
  for (const column of columns) {
    if (!isNumeric(column) || !isWanted(column)) continue;
    const field = rows.length === length ? column.field : takeRows(column.field, rows);
    foots.set(
      column.id,
      footer.reducer.map((id) => <div key={id}>{writeReduced(column, id, reduce(field, id))}</div>),
    );
  }
  // What the numbers are stands where no number does.
  if (!foots.has(first.id)) {
    foots.set(
      first.id,
      footer.reducer.map((id) => (
        <div key={id} className={styles.reducer}>
          {reducerTitle(id)}
        </div>
      )),
    );
  }
  return foots;
}

/** A count of bytes is no bytes. */
function writeReduced(column: TableColumn, id: string, value: unknown): string {
  if (keepsUnit(id)) return visibleText(column.display(value).text);
  return typeof value === "number" ? formatCount(value) : visibleText(String(value ?? "–"));
}
