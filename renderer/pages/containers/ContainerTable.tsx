import { type ReactNode, useMemo, useState } from "react";
import type { ContainerRow } from "#shared/contract/containers";
import type { EpochMs } from "#shared/units/time";
import { useWidth } from "../../components/use-width";
import { type RowPlace, VirtualTable } from "../../components/VirtualTable";
import styles from "./Containers.module.css";
import { columnIds, columnsThatFit } from "./column-ids";
import { columnWidth, toColumns } from "./columns";
import { type Line, linesOf } from "./lines";
import type { ContainersView } from "./url";

interface Props {
  rows: readonly ContainerRow[];
  view: ContainersView;
  onChange(changes: Partial<ContainersView>): void;
  now: EpochMs;
  selectedId: string | undefined;
  onSelect(row: ContainerRow | undefined): void;
  empty: ReactNode;
}

const rowKey = (line: Line) => line.key;
const placeOf = (line: Line): RowPlace =>
  line.kind === "group" ? { level: 1, isExpanded: !line.isFolded } : { level: line.isInGroup ? 2 : 1, isExpanded: undefined };

function rowClass(line: Line): string | undefined {
  if (line.kind === "group") return styles.group;
  return line.row.state === "running" ? undefined : styles.stopped;
}

/** The containers, one by one or under their Compose projects and pods. */
export function ContainerTable({ rows, view, onChange, now, selectedId, onSelect, empty }: Props) {
  const [width, measured] = useWidth();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [groupKey, setGroupKey] = useState<string>();
  const { sort, isGrouped } = view;
  const lines = useMemo(() => linesOf(rows, { sort, isGrouped }, folded), [rows, sort, isGrouped, folded]);
  // The table's own padding, and each cell's, are in the widths.
  const ids = useMemo(() => (width === 0 ? columnIds : columnsThatFit(width - 28, columnWidth)), [width]);
  const columns = useMemo(() => toColumns(ids, now), [ids, now]);

  function select(line: Line): void {
    setGroupKey(line.kind === "group" ? line.key : undefined);
    onSelect(line.kind === "group" ? undefined : line.row);
  }

  function fold(name: string, isFolded: boolean): void {
    const next = new Set(folded);
    if (isFolded) next.add(name);
    else next.delete(name);
    setFolded(next);
  }

  function onKey(key: string): boolean {
    const line = lines.find(({ key: its }) => its === groupKey);
    if (key === "Escape" && selectedId !== undefined) onSelect(undefined);
    else if (line?.kind === "group" && key === "ArrowLeft") fold(line.name, true);
    else if (line?.kind === "group" && key === "ArrowRight") fold(line.name, false);
    else if (line?.kind === "group" && key === "Enter") fold(line.name, !line.isFolded);
    else return false;
    return true;
  }

  return (
    <div ref={measured} className={styles.measured}>
      <VirtualTable
        label="Containers"
        className={styles.table}
        columns={columns}
        rows={lines}
        rowKey={rowKey}
        sort={sort}
        onSort={({ column, isDescending }) => {
          const known = columnIds.find((id) => id === column);
          if (known) onChange({ sort: { column: known, isDescending } });
        }}
        selectedKey={selectedId ?? groupKey}
        onSelect={(line) => {
          // A second click on a group folds it.
          if (line.kind === "group" && line.key === groupKey) fold(line.name, !line.isFolded);
          select(line);
        }}
        placeOf={isGrouped ? placeOf : undefined}
        rowClass={rowClass}
        onKey={({ key }) => onKey(key)}
        empty={empty}
      />
    </div>
  );
}
