import { type ReactNode, useMemo } from "react";
import { type RowPlace, VirtualTable } from "../../components/VirtualTable";
import { type ColumnId, columnIds } from "./column-choice";
import { toColumns } from "./columns";
import styles from "./Processes.module.css";
import type { ProcessLine } from "./process-lines";
import type { ProcessView } from "./url";
import type { Lines } from "./use-lines";

interface Props {
  list: Lines;
  view: ProcessView;
  onChange(changes: Partial<ProcessView>): void;
  now: number;
  columns: readonly ColumnId[];
  selectedKey: string | undefined;
  isFollowing: boolean;
  onSelect(line: ProcessLine): void;
  /** Keys that are not about moving in the list. True when it did something. */
  onKey(key: string): boolean;
  empty: ReactNode;
}

const rowKey = ({ process }: ProcessLine) => process.key;
const rowClass = ({ isDim }: ProcessLine) => (isDim ? styles.dim : undefined);
const placeOf = ({ depth, hasChildren, isCollapsed }: ProcessLine): RowPlace => ({
  level: depth + 1,
  isExpanded: hasChildren ? !isCollapsed : undefined,
});

/** The processes as lines of a table, or of a tree. */
export function ProcessTable(props: Props) {
  const { list, view, onChange, now, columns, selectedKey, isFollowing, onSelect } = props;
  const { lines, toggle } = list;
  const shown = useMemo(
    () => toColumns(columns, { isTree: view.isTree, now, onToggle: ({ process }) => toggle(process.key) }),
    [columns, view.isTree, now, toggle],
  );

  /** Left and right in the tree, as everywhere: fold or go to the parent, unfold or go to the first child. */
  function onArrow(key: "ArrowLeft" | "ArrowRight"): boolean {
    const index = lines.findIndex(({ process }) => process.key === selectedKey);
    const line = lines[index];
    if (!view.isTree || !line) return false;
    const isOpen = line.hasChildren && !line.isCollapsed;
    if (key === "ArrowRight") {
      const child = lines[index + 1];
      if (line.isCollapsed) toggle(line.process.key);
      else if (isOpen && child) onSelect(child);
    } else if (isOpen) toggle(line.process.key);
    else {
      const parent = lines.slice(0, index).findLast(({ depth }) => depth < line.depth);
      if (parent) onSelect(parent);
    }
    return true;
  }

  return (
    <VirtualTable
      label="Processes"
      className={styles.table}
      columns={shown}
      rows={lines}
      rowKey={rowKey}
      sort={view.sort}
      onSort={({ column, isDescending }) => {
        const known = columnIds.find((id) => id === column);
        if (known) onChange({ sort: { column: known, isDescending } });
      }}
      selectedKey={selectedKey}
      followedKey={isFollowing ? selectedKey : undefined}
      onSelect={onSelect}
      placeOf={view.isTree ? placeOf : undefined}
      rowClass={rowClass}
      onKey={({ key }) => (key === "ArrowLeft" || key === "ArrowRight" ? onArrow(key) : props.onKey(key))}
      empty={props.empty}
    />
  );
}
