// How a container, or a group of them, is shown in the table.
import { ChevronDown, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { ContainerRow } from "#shared/contract/containers";
import { formatSpan } from "#shared/format/age";
import { formatQuantity, type Unit } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";
import { Badge } from "../../components/Badge";
import { classNames } from "../../components/class-names";
import type { VirtualColumn } from "../../components/VirtualTable";
import { visibleText } from "../../components/visible-text";
import styles from "./Columns.module.css";
import type { ColumnId } from "./column-ids";
import { type Figures, memoryOf } from "./figures";
import type { Line } from "./lines";
import { containerMark } from "./states";

type Column = Omit<VirtualColumn<Line>, "id" | "cell"> & { cell(line: Line, now: EpochMs): ReactNode };

/** What is only of a container, not of a group. */
const ofOne =
  (cell: (row: ContainerRow, now: EpochMs) => ReactNode) =>
  (line: Line, now: EpochMs): ReactNode =>
    line.kind === "container" ? cell(line.row, now) : null;

const figure = (of: (figures: Figures) => number | undefined, unit: Unit) => ({
  isNumeric: true,
  cell: ({ figures }: Line) => amount(of(figures), unit),
});

/** A dash for what is not known, which is not zero. Zeros are pale, so that the eye finds the others. */
function amount(value: number | undefined, unit: Unit): ReactNode {
  if (value === undefined) return <span className={styles.muted}>–</span>;
  return value === 0 ? <span className={styles.muted}>0</span> : formatQuantity(value, unit);
}

const columns: Readonly<Record<ColumnId, Column>> = {
  name: { title: "Name", minWidth: 170, grow: 2, cell: (line) => <NameCell line={line} /> },
  image: { title: "Image", minWidth: 150, grow: 1.4, cell: ofOne(({ image }) => <Muted text={image} />) },
  state: { title: "State", minWidth: 118, cell: (line) => <StateCell line={line} /> },
  cpu: {
    title: "CPU",
    label: "Per cent of one core; the bar is full at the limit, or without one at one core",
    minWidth: 128,
    isNumeric: true,
    cell: (line) => <CpuCell line={line} />,
  },
  memory: {
    title: "Memory",
    label: "Without what the kernel can drop at once, as docker stats counts; the bar is full at the limit",
    minWidth: 148,
    isNumeric: true,
    cell: (line) => <MemoryCell line={line} />,
  },
  network: {
    title: "Network",
    label: "Received and sent together",
    minWidth: 96,
    ...figure(({ networkPerSecond }) => networkPerSecond, "bytes-per-second"),
  },
  disk: {
    title: "Disk",
    label: "Read and written together",
    minWidth: 92,
    ...figure(({ diskPerSecond }) => diskPerSecond, "bytes-per-second"),
  },
  tasks: {
    title: "Tasks",
    label: "Processes and threads",
    minWidth: 68,
    isNumeric: true,
    cell: ({ figures: { tasks } }) => tasks ?? amount(tasks, "number"),
  },
  ports: { title: "Ports", minWidth: 140, grow: 1, cell: ofOne(({ ports }) => <Muted text={ports.join(", ")} />) },
  age: {
    title: "Age",
    label: "Since it was created",
    minWidth: 76,
    isNumeric: true,
    cell: ofOne(({ createdAt }, now) => (createdAt === undefined ? "–" : formatSpan(Math.max(0, now - createdAt)))),
  },
};

export const columnWidth = (id: ColumnId): number => columns[id].minWidth;

export const toColumns = (ids: readonly ColumnId[], now: EpochMs): VirtualColumn<Line>[] =>
  ids.map((id) => ({ ...columns[id], id, isSortable: true, cell: (line) => columns[id].cell(line, now) }));

function NameCell({ line }: { line: Line }) {
  if (line.kind === "group") {
    const Arrow = line.isFolded ? ChevronRight : ChevronDown;
    return (
      <span className={styles.group}>
        <Arrow size={14} aria-hidden />
        <span className={styles.words} title={visibleText(line.name)}>
          {visibleText(line.name)}
        </span>
        <span className={styles.muted}>{line.count}</span>
      </span>
    );
  }
  const name = visibleText(line.row.name);
  return (
    <span className={classNames(styles.name, line.isInGroup && styles.inGroup)} title={name}>
      {name}
    </span>
  );
}

function StateCell({ line }: { line: Line }) {
  if (line.kind === "group") return <span className={styles.muted}>{`${line.running} of ${line.count} run`}</span>;
  const { state, word } = containerMark(line.row);
  return (
    <Badge state={state} title={visibleText(line.row.status)}>
      {word}
    </Badge>
  );
}

function CpuCell({ line }: { line: Line }) {
  const { cpuPercent } = line.figures;
  const limit = line.kind === "container" ? line.row.cpuLimit : undefined;
  return (
    <span
      className={styles.measure}
      title={limit === undefined ? undefined : `At most ${limit} ${limit === 1 ? "core" : "cores"}`}
    >
      {cpuPercent !== undefined && line.kind === "container" && (
        <Bar share={cpuPercent / 100 / (limit ?? 1)} isLimit={limit !== undefined} />
      )}
      <span className={styles.number}>
        {cpuPercent === undefined ? amount(undefined, "percent") : `${cpuPercent.toFixed(1)}%`}
      </span>
    </span>
  );
}

function MemoryCell({ line }: { line: Line }) {
  const used = line.figures.memoryBytes;
  const limit = line.kind === "container" ? line.row.memoryLimitBytes : undefined;
  const title =
    used !== undefined && limit !== undefined
      ? `${formatQuantity(used, "bytes")} of ${formatQuantity(limit, "bytes")}`
      : undefined;
  return (
    <span className={styles.measure} title={title}>
      {used !== undefined && limit !== undefined && <Bar share={used / limit} isLimit />}
      <span className={styles.number}>{amount(used, "bytes")}</span>
    </span>
  );
}

/** `isLimit`: full is as far as it may go, so nearly full is worth a look. */
function Bar({ share, isLimit }: { share: number; isLimit: boolean }) {
  const shown = Math.min(1, Math.max(0, share));
  return (
    <span className={styles.track} aria-hidden>
      <i style={{ transform: `scaleX(${shown.toFixed(3)})` }} data-high={isLimit && shown > 0.9 ? "" : undefined} />
    </span>
  );
}

function Muted({ text }: { text: string }) {
  const shown = visibleText(text);
  return (
    <span className={styles.clipped} title={shown}>
      {shown}
    </span>
  );
}

/** For the detail: "120 MiB of 256 MiB". */
export function memoryWords(row: ContainerRow): string {
  const used = memoryOf(row);
  const words = used === undefined ? "not known" : formatQuantity(used, "bytes");
  return row.memoryLimitBytes === undefined
    ? `${words}, no limit`
    : `${words} of ${formatQuantity(row.memoryLimitBytes, "bytes")}`;
}
