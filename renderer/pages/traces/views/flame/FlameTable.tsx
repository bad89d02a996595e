import { useMemo, useState } from "react";
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import { EmptyState } from "../../../../components/EmptyState";
import { type Sort, sortRows } from "../../../../components/table-order";
import { type VirtualColumn, VirtualTable } from "../../../../components/VirtualTable";
import { lengthText } from "../../trace/span-text";
import { Named } from "../Marks";

import { shareWords } from "../span-words";
import styles from "../Views.module.css";
import type { FlameRow } from "./flame-table";

export interface FlameTableProps {
  trace: Trace;
  /** Beside the chart there is less room: what failed, the chart tells too. */
  isBeside: boolean;
  rows: readonly FlameRow[];
  chosenKey: string | undefined;
  onChoose(row: FlameRow): void;
  onOpen(row: FlameRow): void;
}

const rowKey = ({ key }: FlameRow) => key;

/** The flame graph in words: what each operation took, wherever it was called from. */
export function FlameTable({ trace, isBeside, rows, chosenKey, onChoose, onOpen }: FlameTableProps) {
  const [sort, setSort] = useState<Sort>({ column: "self", isDescending: true });
  const columns = useMemo(() => columnsOf(trace).filter(({ id }) => !isBeside || id !== "errors"), [trace, isBeside]);
  const sorted = useMemo(
    () => sortRows(rows, (row) => sortValue(trace, row, sort.column), sort.isDescending),
    [trace, rows, sort],
  );
  return (
    <VirtualTable
      label="Operations"
      className={styles.table}
      columns={columns}
      rows={sorted}
      rowKey={rowKey}
      sort={sort}
      onSort={setSort}
      selectedKey={chosenKey}
      onSelect={onChoose}
      onOpen={onOpen}
      hasIdleKeys={false}
      empty={<EmptyState title="No such calls">No service and no operation of this trace has these words.</EmptyState>}
    />
  );
}

function sortValue(trace: Trace, row: FlameRow, column: string): string | number {
  switch (column) {
    case "operation":
      return `${trace.services[row.service]} ${trace.operations[row.operation]}`.toLowerCase();
    case "calls":
      return row.calls;
    case "errors":
      return row.errors;
    case "self":
    case "share":
      return row.self;
    default:
      return row.total;
  }
}

function columnsOf(trace: Trace): VirtualColumn<FlameRow>[] {
  const whole = Math.max(1, trace.durationNs);
  return [
    {
      id: "operation",
      title: "Service and operation",
      minWidth: 140,
      grow: 3,
      isSortable: true,
      cell: ({ service, operation }) => (
        <Named
          service={service}
          of={trace.services[service] || "unknown service"}
          text={trace.operations[operation] || "no name"}
        />
      ),
    },
    { id: "calls", title: "Calls", minWidth: 52, isNumeric: true, isSortable: true, cell: (row) => formatCount(row.calls) },
    { id: "total", title: "Total", minWidth: 74, isNumeric: true, isSortable: true, cell: (row) => lengthText(row.total) },
    {
      id: "self",
      title: "Self",
      label: "In which no child was at work",
      minWidth: 74,
      isNumeric: true,
      isSortable: true,
      cell: (row) => lengthText(row.self),
    },
    {
      id: "share",
      title: "Share",
      label: "Its self time, of the trace's duration",
      minWidth: 60,
      isNumeric: true,
      isSortable: true,
      cell: (row) => shareWords(row.self / whole),
    },
    {
      id: "errors",
      title: "Errors",
      minWidth: 66,
      isNumeric: true,
      isSortable: true,
      cell: (row) => <span className={row.errors > 0 ? styles.error : styles.muted}>{formatCount(row.errors)}</span>,
    },
  ];
}
