import { memo, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { formatCount } from "#shared/format/count";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { useProcesses } from "../../bridge/use-processes";
import { writeText } from "../../charts/write-text";
import { Card } from "../../components/Card";
import { classNames } from "../../components/class-names";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { type Column, Table } from "../../components/Table";
import { useLive } from "../../stores/live";
import overview from "./Overview.module.css";
import { type ProcessCell, writeProcesses } from "./process-cells";
import styles from "./TopProcesses.module.css";

const shown = { everyMs: 2000, limit: 8 };

/** What uses this machine most. Every two seconds, so that a name can be read before it moves; past React, but for their count. */
export const TopProcesses = memo(function TopProcesses({ isStale }: { isStale: boolean }) {
  const [count, setCount] = useState<number>();
  const latest = useRef<ProcessSnapshot>(undefined);
  const list = useRef<HTMLDivElement>(null);
  const tasks = useRef<HTMLSpanElement>(null);
  const isPaused = useLive((live) => live.isPaused);

  const write = () => {
    if (!latest.current) return;
    const { processes, total, running } = latest.current;
    if (tasks.current) writeText(tasks.current, `${formatCount(total)} tasks · ${formatCount(running)} running`);
    if (list.current) writeProcesses(list.current, processes);
  };
  const failure = useProcesses(shown, (snapshot) => {
    if (isPaused) return;
    latest.current = snapshot;
    setCount(snapshot.processes.length);
    write();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that were just made have no words yet
  useEffect(write, [count]);

  return (
    <Card
      title="Top processes"
      isFlush
      className={isStale ? overview.stale : undefined}
      aside={
        <>
          <span ref={tasks} />
          <Link to="/processes">All</Link>
        </>
      }
    >
      {count !== undefined ? (
        <div ref={list}>
          <Table
            label="Top processes"
            columns={columns}
            rows={places.slice(0, count)}
            rowKey={String}
            empty={<EmptyState title="No process can be seen">The system does not let us read its process list.</EmptyState>}
          />
        </div>
      ) : failure ? (
        <div className={overview.inset}>
          <FailureNote failure={failure} />
        </div>
      ) : (
        <div className={overview.inset}>
          <Skeleton height={22} lines={8} />
        </div>
      )}
    </Card>
  );
});

const places = Array.from({ length: shown.limit }, (_, place) => place);

const text = (cell: ProcessCell, className?: string) => (place: number) => (
  <span className={classNames(styles.cell, className)} data-place={place} data-cell={cell} />
);

const columns: Column<number>[] = [
  { id: "name", title: "Name", cell: text("name", styles.name) },
  { id: "pid", title: "PID", width: "72px", cell: text("pid", styles.muted) },
  { id: "user", title: "User", width: "96px", cell: text("user", styles.muted) },
  {
    id: "cpu",
    title: "CPU",
    width: "172px",
    isNumeric: true,
    cell: (place) => (
      <span className={classNames(styles.cell, styles.cpu)}>
        <span className={styles.track}>
          <i data-place={place} data-cell="bar" />
        </span>
        <span className={styles.percent} data-place={place} data-cell="cpu" />
      </span>
    ),
  },
  { id: "memory", title: "Memory", width: "96px", isNumeric: true, cell: text("memory") },
  { id: "disk", title: "Disk", width: "96px", isNumeric: true, cell: text("disk") },
];
