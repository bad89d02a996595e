import { File, Folder, HardDrive, type LucideIcon, Network, RotateCw, SquareDashed, Waypoints } from "lucide-react";
import { useMemo, useState } from "react";
import type { OpenFile } from "#shared/contract/processes";
import { formatCount } from "#shared/format/count";
import type { Process } from "../../bridge/process-list";
import { useAsk } from "../../bridge/use-ask";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { TextInput } from "../../components/TextInput";
import { type VirtualColumn, VirtualTable } from "../../components/VirtualTable";
import { visibleText } from "../../components/visible-text";
import styles from "./Detail.module.css";
import { filterFiles } from "./filter-files";

const icons: Readonly<Record<OpenFile["kind"], LucideIcon>> = {
  file: File,
  folder: Folder,
  pipe: Waypoints,
  socket: Network,
  device: HardDrive,
  other: SquareDashed,
};

const columns: readonly VirtualColumn<OpenFile>[] = [
  {
    id: "descriptor",
    title: "No.",
    label: "The number of the descriptor",
    minWidth: 48,
    cell: ({ descriptor }) => <span className={styles.number}>{descriptor}</span>,
  },
  {
    id: "kind",
    title: "Kind",
    minWidth: 84,
    cell: ({ kind }) => {
      const Icon = icons[kind];
      return (
        <span className={styles.kind}>
          <Icon size={14} aria-hidden /> {kind}
        </span>
      );
    },
  },
  {
    id: "target",
    title: "What",
    minWidth: 180,
    grow: 1,
    cell: ({ target }) => <code title={visibleText(target)}>{visibleText(target)}</code>,
  },
];

/** What a process has open. Asked for on demand: for a large one it is thousands of lookups. */
export function OpenFiles({ process, isRunning }: { process: Process; isRunning: boolean }) {
  const [isWanted, setWanted] = useState(false);
  const [filter, setFilter] = useState("");
  const { pid, startStamp } = process.info;
  const answer = useAsk(
    "processes.openFiles",
    { pid, startStamp },
    { enabled: isWanted && isRunning, staleTime: Number.POSITIVE_INFINITY, retry: false },
  );
  const shown = useMemo(() => filterFiles(answer.data?.files ?? [], filter), [answer.data, filter]);
  const again = () => void answer.refetch();
  if (answer.error) return <FailureNote failure={answer.error.failure} onRetry={again} isRetrying={answer.isFetching} />;
  if (!answer.data) {
    if (!isRunning) return <EmptyState title="It has ended, and has nothing open" />;
    if (isWanted) return <Skeleton height={22} lines={8} />;
    return (
      <EmptyState title="Not looked at yet" action={<Button onClick={() => setWanted(true)}>List open files</Button>}>
        Files, pipes and sockets with both of their ends. For a large process it takes a moment.
      </EmptyState>
    );
  }
  const { files, total } = answer.data;
  return (
    <Card
      isFlush
      className={styles.listCard}
      title={`${formatCount(total)} open`}
      aside={
        <>
          {files.length < total && `the first ${formatCount(files.length)} are listed`}
          {isRunning && (
            <Button size="small" icon={RotateCw} onClick={again} isBusy={answer.isFetching}>
              Again
            </Button>
          )}
        </>
      }
    >
      <div className={styles.listFilter}>
        <TextInput
          type="search"
          value={filter}
          onChange={setFilter}
          placeholder="Filter: path, address, socket"
          aria-label="Filter"
        />
      </div>
      <VirtualTable
        label="Open files"
        className={styles.list}
        columns={columns}
        rows={shown}
        rowKey={({ descriptor }) => String(descriptor)}
        empty={<EmptyState title={files.length === 0 ? "Nothing is open" : "Nothing matches"} />}
      />
    </Card>
  );
}
