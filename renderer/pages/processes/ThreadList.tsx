import type { UseQueryResult } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useMemo, useState } from "react";
import type { ProcessDetail } from "#shared/contract/processes";
import { formatQuantity } from "#shared/format/quantity";
import type { AppError } from "#shared/model/failure";
import { Age } from "../../components/Age";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { type Sort, sortRows } from "../../components/table-order";
import { type VirtualColumn, VirtualTable } from "../../components/VirtualTable";
import { visibleText } from "../../components/visible-text";
import styles from "./Detail.module.css";

type Thread = Extract<ProcessDetail["threads"], { value: unknown }>["value"][number];

const columns: readonly VirtualColumn<Thread>[] = [
  { id: "name", title: "Name", minWidth: 110, grow: 1, isSortable: true, cell: ({ name }) => visibleText(name) },
  { id: "id", title: "ID", minWidth: 72, isSortable: true, cell: ({ id }) => <span className={styles.muted}>{id}</span> },
  {
    id: "state",
    title: "State",
    minWidth: 84,
    isSortable: true,
    cell: ({ state }) => <span className={styles.muted}>{state}</span>,
  },
  {
    id: "cpuSeconds",
    title: "CPU time",
    minWidth: 84,
    isNumeric: true,
    isSortable: true,
    cell: ({ cpuSeconds }) => formatQuantity(cpuSeconds, "seconds"),
  },
];

interface Props {
  detail: UseQueryResult<ProcessDetail, AppError>;
  isRunning: boolean;
}

/** The threads of a process, as they were when its detail was measured. */
export function ThreadList({ detail, isRunning }: Props) {
  const [sort, setSort] = useState<Sort>({ column: "cpuSeconds", isDescending: true });
  const threads = detail.data && "value" in detail.data.threads ? detail.data.threads.value : undefined;
  const sorted = useMemo(
    () => threads && sortRows(threads, (thread) => thread[sort.column as keyof Thread], sort.isDescending),
    [threads, sort],
  );
  if (detail.error) return <FailureNote failure={detail.error.failure} onRetry={() => void detail.refetch()} />;
  if (!detail.data) {
    return isRunning ? <Skeleton height={22} lines={6} /> : <EmptyState title="It ended before its threads were read" />;
  }
  if (!sorted) {
    const why = "refused" in detail.data.threads ? detail.data.threads.refused : "";
    return <EmptyState title="Its threads cannot be read">{why}</EmptyState>;
  }
  return (
    <Card
      isFlush
      className={styles.listCard}
      title={`${sorted.length} ${sorted.length === 1 ? "thread" : "threads"}`}
      aside={
        <>
          <Age at={detail.data.time} />
          {isRunning && (
            <Button size="small" icon={RotateCw} onClick={() => void detail.refetch()} isBusy={detail.isFetching}>
              Again
            </Button>
          )}
        </>
      }
    >
      <VirtualTable
        label="Threads"
        className={styles.list}
        columns={columns}
        rows={sorted}
        rowKey={({ id }) => String(id)}
        sort={sort}
        onSort={setSort}
      />
    </Card>
  );
}
