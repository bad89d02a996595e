// How a process is shown in the table: what each column says, and what it sorts by.
import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { formatSpan } from "#shared/format/age";
import { formatQuantity, type Unit } from "#shared/format/quantity";
import { diskPerSecond, type Process } from "../../bridge/process-list";
import { classNames } from "../../components/class-names";
import type { VirtualColumn } from "../../components/VirtualTable";
import { visibleText } from "../../components/visible-text";
import styles from "./Columns.module.css";
import type { ColumnId } from "./column-choice";
import type { ProcessLine } from "./process-lines";

/** What the cells need to know beside their line. */
export interface CellContext {
  isTree: boolean;
  /** When the figures were read. */
  now: number;
  onToggle(line: ProcessLine): void;
}

interface ProcessColumn extends Omit<VirtualColumn<ProcessLine>, "id" | "cell"> {
  cell(line: ProcessLine, context: CellContext): ReactNode;
  /** What it is sorted by; what a folded branch shows is the sum, and so is this. */
  by(figures: Process): string | number | undefined;
}

const text = (read: (process: Process) => string): Pick<ProcessColumn, "cell" | "by"> => ({
  cell: ({ process }) => {
    const words = visibleText(read(process));
    return (
      <span className={styles.clipped} title={words}>
        {words}
      </span>
    );
  },
  by: (process) => read(process).toLowerCase(),
});

const figure = (read: (process: Process) => number, unit: Unit): Pick<ProcessColumn, "cell" | "by" | "isNumeric"> => ({
  isNumeric: true,
  cell: ({ figures }) => amount(read(figures), unit),
  by: read,
});

/** A dash where the system does not let us read it: that is not zero. Zeros are pale, so that the eye finds the others. */
function amount(value: number, unit: Unit): ReactNode {
  if (Number.isNaN(value))
    return (
      <span className={styles.muted} title="The system does not say">
        –
      </span>
    );
  return value === 0 ? <span className={styles.muted}>0</span> : formatQuantity(value, unit);
}

const whole = (value: number): ReactNode => (Number.isNaN(value) ? amount(value, "number") : value);

export const processColumns: Readonly<Record<ColumnId, ProcessColumn>> = {
  name: {
    title: "Name",
    minWidth: 160,
    grow: 2,
    isSortable: true,
    cell: (line, context) => <NameCell line={line} context={context} />,
    by: ({ info }) => info.name.toLowerCase(),
  },
  pid: {
    title: "PID",
    minWidth: 68,
    isSortable: true,
    cell: ({ process }) => <span className={styles.number}>{process.info.pid}</span>,
    by: ({ info }) => info.pid,
  },
  parent: {
    title: "Parent",
    label: "The process id of the parent",
    minWidth: 68,
    isSortable: true,
    cell: ({ process }) => <span className={styles.number}>{process.info.parentPid}</span>,
    by: ({ info }) => info.parentPid,
  },
  user: { title: "User", minWidth: 88, isSortable: true, ...text(({ info }) => info.user) },
  state: { title: "State", minWidth: 92, isSortable: true, cell: (line) => <StateCell line={line} />, by: ({ state }) => state },
  threads: {
    title: "Threads",
    minWidth: 76,
    isSortable: true,
    isNumeric: true,
    cell: ({ figures }) => whole(figures.threads),
    by: ({ threads }) => threads,
  },
  nice: {
    title: "Nice",
    label: "From −20, served first, to 19, served last",
    minWidth: 56,
    isSortable: true,
    isNumeric: true,
    cell: ({ process: { nice } }) => (
      <span className={nice === 0 ? styles.muted : undefined}>{Number.isNaN(nice) ? "–" : nice}</span>
    ),
    by: ({ nice }) => nice,
  },
  cpu: {
    title: "CPU",
    label: "Per cent of one core; the bar is full at one core",
    minWidth: 124,
    isSortable: true,
    isNumeric: true,
    cell: ({ figures }) => <CpuCell percent={figures.cpuPercent} />,
    // As it is shown: what looks alike does not change places.
    by: ({ cpuPercent }) => Math.round(cpuPercent * 10),
  },
  memory: {
    title: "Memory",
    label: "Resident memory; what processes share counts in each of them",
    minWidth: 88,
    isSortable: true,
    ...figure(({ residentBytes }) => residentBytes, "bytes"),
  },
  disk: {
    title: "Disk",
    label: "Read and written per second",
    minWidth: 88,
    isSortable: true,
    ...figure(diskPerSecond, "bytes-per-second"),
  },
  read: {
    title: "Read",
    label: "Read from disks per second",
    minWidth: 88,
    isSortable: true,
    ...figure(({ diskReadPerSecond }) => diskReadPerSecond, "bytes-per-second"),
  },
  write: {
    title: "Write",
    label: "Written to disks per second",
    minWidth: 88,
    isSortable: true,
    ...figure(({ diskWritePerSecond }) => diskWritePerSecond, "bytes-per-second"),
  },
  gpu: {
    title: "GPU",
    label: "Per cent of a GPU",
    minWidth: 68,
    isSortable: true,
    ...figure(({ gpuPercent }) => gpuPercent, "percent"),
  },
  gpuMemory: {
    title: "GPU memory",
    minWidth: 100,
    isSortable: true,
    ...figure(({ gpuMemoryBytes }) => gpuMemoryBytes, "bytes"),
  },
  age: {
    title: "Age",
    label: "Since it started",
    minWidth: 64,
    isSortable: true,
    isNumeric: true,
    cell: ({ process: { info } }, { now }) => (
      <span className={styles.muted}>{info.startedAt === undefined ? "–" : formatSpan(Math.max(0, now - info.startedAt))}</span>
    ),
    by: ({ info }) => (info.startedAt === undefined ? undefined : -info.startedAt),
  },
  container: { title: "Container", minWidth: 116, isSortable: true, ...text(({ info }) => info.containerId?.slice(0, 12) ?? "") },
  cgroup: { title: "Cgroup", minWidth: 160, grow: 1, isSortable: true, ...text(({ info }) => info.cgroup ?? "") },
  command: {
    title: "Command",
    minWidth: 170,
    grow: 4,
    isSortable: true,
    cell: ({ process }) => {
      const words = visibleText(process.info.command);
      return (
        <code className={styles.clipped} title={words.slice(0, 1000)}>
          {/* More than fits the widest screen only costs the browser. */}
          {words.slice(0, 400)}
        </code>
      );
    },
    by: ({ info }) => info.command,
  },
};

/** How wide the names' column is at least in the tree. */
export const treeNameWidth = 250;

/** These columns, in this order, as the table takes them. */
export function toColumns(ids: readonly ColumnId[], context: CellContext): VirtualColumn<ProcessLine>[] {
  return ids.map((id) => {
    const { by: _, cell, ...column } = processColumns[id];
    // Its indents come on top of its words.
    if (id === "name" && context.isTree) column.minWidth = treeNameWidth;
    return { ...column, id, cell: (line: ProcessLine) => cell(line, context) };
  });
}

/** In pixels, as in the gradient that draws its lines. */
const indentStep = 12;
/** Deeper than that, the names would have no room; the level is still read out. */
const deepestIndent = 10;

function NameCell({ line, context }: { line: ProcessLine; context: CellContext }) {
  const { process, depth, hasChildren, isCollapsed, folded } = line;
  const name = visibleText(process.info.name);
  const Chevron = isCollapsed ? ChevronRight : ChevronDown;
  return (
    <span className={styles.name}>
      {context.isTree && (
        <>
          <span className={styles.indent} style={{ width: Math.min(depth, deepestIndent) * indentStep }} />
          {hasChildren ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles.fold}
              aria-label={isCollapsed ? `Unfold ${name}` : `Fold ${name}`}
              onClick={(event) => {
                event.stopPropagation();
                context.onToggle(line);
              }}
            >
              <Chevron size={14} aria-hidden />
            </button>
          ) : (
            <span className={styles.leaf} />
          )}
        </>
      )}
      <b className={classNames(styles.words, process.info.isKernelThread && styles.kernel)} title={name}>
        {name}
      </b>
      {folded > 0 && (
        <span className={styles.folded} title={`With the ${folded} processes below it; memory that they share counts in each`}>
          +{folded}
        </span>
      )}
    </span>
  );
}

function StateCell({ line: { process } }: { line: ProcessLine }) {
  const isOdd = process.state === "zombie" || process.state === "dead";
  return (
    <span className={isOdd ? styles.odd : styles.muted} title={process.state}>
      {process.state}
    </span>
  );
}

/** The share of one core, and a bar that is full at one core: what is beyond shows as the number. */
function CpuCell({ percent }: { percent: number }) {
  if (Number.isNaN(percent)) return amount(percent, "percent");
  const share = Math.min(1, Math.max(0, percent / 100));
  return (
    <span className={styles.cpu}>
      <span className={styles.track}>
        <i style={{ transform: `scaleX(${share.toFixed(3)})` }} />
      </span>
      <span className={classNames(styles.percent, percent < 0.05 && styles.muted)}>{percent.toFixed(1)}%</span>
    </span>
  );
}
