import { memo, useState } from "react";
import { Link } from "react-router";
import type { StreamFrame } from "#shared/contract/index";
import { useStream } from "../../bridge/use-stream";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { Table } from "../../components/Table";
import { processColumns } from "../../panels/process-columns";
import { useLive } from "../../stores/live";
import styles from "./Overview.module.css";

const shown = { everyMs: 2000, limit: 8 };
const columns = processColumns(["name", "pid", "user", "cpu", "memory", "disk"]);

/** What uses this machine most. Every two seconds, so that a name can be read before it moves. */
export const TopProcesses = memo(function TopProcesses({ isStale }: { isStale: boolean }) {
  const [frame, setFrame] = useState<StreamFrame<"host.processes">>();
  const isPaused = useLive((live) => live.isPaused);
  const failure = useStream("host.processes", shown, (next) => !isPaused && setFrame(next));
  return (
    <Card
      title="Top processes"
      isFlush
      className={isStale ? styles.stale : undefined}
      aside={
        <>
          {frame && `${frame.total} tasks · ${frame.running} running`}
          <Link to="/processes">All</Link>
        </>
      }
    >
      {frame ? (
        <Table
          label="Top processes"
          columns={columns}
          rows={frame.rows}
          rowKey={(_row, index) => String(index)}
          empty={<EmptyState title="No process can be seen">The system does not let us read its process list.</EmptyState>}
        />
      ) : failure ? (
        <div className={styles.inset}>
          <FailureNote failure={failure} />
        </div>
      ) : (
        <div className={styles.inset}>
          <Skeleton height={22} lines={8} />
        </div>
      )}
    </Card>
  );
});
