import type { ReactNode } from "react";
import { Age } from "../../components/Age";
import { classNames } from "../../components/class-names";
import { type Column, Table } from "../../components/Table";
import styles from "./Alerts.module.css";
import type { AlertRow } from "./rows";
import { SeverityMark } from "./SeverityMark";
import { shortValue } from "./short-value";
import type { AlertList } from "./url";

interface Props {
  rows: readonly AlertRow[];
  list: AlertList;
  selectedId: string | undefined;
  nameOfSource(id: string): string;
  onSelect(row: AlertRow): void;
  empty: ReactNode;
}

/** The alerts of one list. Everything in it comes from rule files and servers, and is only ever text. */
export function AlertTable({ rows, list, selectedId, nameOfSource, onSelect, empty }: Props) {
  const columns: readonly Column<AlertRow>[] = [
    { id: "severity", title: "", label: "Severity", width: "40px", cell: (row) => <SeverityMark row={row} /> },
    {
      id: "name",
      title: "Alert",
      width: "18%",
      sortBy: ({ name }) => name,
      cell: ({ name }) => (
        <span className={classNames(styles.name, styles.twoLines)} title={name}>
          {name}
        </span>
      ),
    },
    {
      id: "summary",
      title: "Summary",
      cell: ({ summary }) => (
        <span className={classNames(styles.muted, styles.twoLines)} title={summary}>
          {summary}
        </span>
      ),
    },
    {
      id: "where",
      title: "Where",
      width: "17%",
      sortBy: (row) => whereOf(row, nameOfSource),
      cell: (row) => (
        <span className={classNames(styles.muted, styles.twoLines)} title={whereOf(row, nameOfSource)}>
          {whereOf(row, nameOfSource)}
        </span>
      ),
    },
    {
      id: "value",
      title: "Value",
      width: "92px",
      isNumeric: true,
      sortBy: ({ value }) => (value === undefined ? undefined : Number(value)),
      cell: (row) => <ValueCell row={row} />,
    },
    {
      id: "since",
      title: list === "resolved" ? "Resolved" : "Since",
      width: "84px",
      sortBy: ({ since }) => (since === undefined ? undefined : -since),
      cell: ({ since }) =>
        since === undefined ? <span className={styles.muted}>unknown</span> : <Age at={since} style="span" />,
    },
    {
      id: "told",
      title: "Told you?",
      width: "20%",
      cell: ({ told }) => (
        <span className={classNames(styles.muted, styles.twoLines)} title={told}>
          {told || "—"}
        </span>
      ),
    },
  ];
  return (
    <Table
      label="Alerts"
      className={styles.alerts}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      selectedKey={selectedId}
      onSelect={onSelect}
      empty={empty}
    />
  );
}

export function whereOf(
  { source, instance }: Pick<AlertRow, "source" | "instance">,
  nameOfSource: (id: string) => string,
): string {
  return instance === "" ? nameOfSource(source) : `${nameOfSource(source)} · ${instance}`;
}

function ValueCell({ row }: { row: AlertRow }) {
  return (
    <span className={styles.value}>
      <span title={row.value}>{row.value === undefined ? "—" : shortValue(row.value)}</span>
      {row.limit !== "" && <span className={styles.limit}>{row.limit}</span>}
    </span>
  );
}
