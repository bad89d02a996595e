// How a process is shown in a table, on whichever page.
import type { ProcessRow } from "#shared/contract/host";
import { formatQuantity } from "#shared/format/quantity";
import type { Column } from "../components/Table";
import styles from "./process-columns.module.css";

const all = {
  name: { title: "Name", cell: (row) => <b title={row.command}>{row.name}</b>, sortBy: (row) => row.name.toLowerCase() },
  pid: {
    title: "PID",
    width: "72px",
    cell: (row) => <span className={styles.muted}>{row.pid}</span>,
    sortBy: (row) => row.pid,
  },
  user: {
    title: "User",
    width: "96px",
    cell: (row) => <span className={styles.muted}>{row.user}</span>,
    sortBy: (row) => row.user,
  },
  state: {
    title: "State",
    width: "88px",
    cell: (row) => <span className={styles.muted}>{row.state}</span>,
    sortBy: (row) => row.state,
  },
  threads: { title: "Threads", width: "80px", isNumeric: true, cell: (row) => row.threads, sortBy: (row) => row.threads },
  cpu: { title: "CPU", width: "172px", isNumeric: true, cell: (row) => <CpuBar row={row} />, sortBy: (row) => row.cpuPercent },
  memory: {
    title: "Memory",
    width: "96px",
    isNumeric: true,
    cell: (row) => formatQuantity(row.residentBytes, "bytes"),
    sortBy: (row) => row.residentBytes,
  },
  disk: {
    title: "Disk",
    width: "96px",
    isNumeric: true,
    // Not zero: the system does not let us read it.
    cell: (row) =>
      row.diskBytesPerSecond === undefined ? (
        <span className={styles.muted} title="The system does not let us read this">
          –
        </span>
      ) : (
        formatQuantity(row.diskBytesPerSecond, "bytes-per-second")
      ),
    sortBy: (row) => row.diskBytesPerSecond,
  },
  command: {
    title: "Command",
    cell: (row) => (
      <code className={styles.muted} title={row.command}>
        {row.command}
      </code>
    ),
    sortBy: (row) => row.command,
  },
} satisfies Record<string, Omit<Column<ProcessRow>, "id">>;

/** These columns, in this order. */
export const processColumns = (ids: readonly (keyof typeof all)[]): Column<ProcessRow>[] => ids.map((id) => ({ id, ...all[id] }));

/** The share of one core, and a bar that is full at one core: what is beyond shows as the number. */
function CpuBar({ row }: { row: ProcessRow }) {
  return (
    <span className={styles.cpu}>
      <span className={styles.track}>
        <i style={{ width: `${Math.min(100, row.cpuPercent)}%` }} />
      </span>
      <span className={styles.percent}>{row.cpuPercent.toFixed(1)}%</span>
    </span>
  );
}
