import { useCallback, useMemo } from "react";
import { classNames } from "../../../components/class-names";
import { useSize } from "../../../components/use-size";
import { type PressedKey, VirtualTable } from "../../../components/VirtualTable";
import { usePreferences } from "../../../stores/engine";
import type { BoardList, BoardView, SortColumn } from "../url";
import styles from "./Board.module.css";
import { boardColumns } from "./columns";
import { GroupHead } from "./GroupHead";
import type { BoardLine } from "./groups";
import type { BoardRow } from "./rows";
import type { Board } from "./use-board";

export interface BoardListProps {
  board: Board;
  list: BoardList;
  /** The row or the group's head that the keys are about. */
  cursor: string | undefined;
  isPicked(id: string): boolean;
  areAllPicked: boolean;
  /** `cursor`: the keys moved there; `open`: it was clicked. */
  onChoose(id: string, how: "cursor" | "open"): void;
  onPick(row: BoardRow, isRange: boolean): void;
  onPickAll(): void;
  /** True when the key did something. */
  onKey(key: PressedKey): boolean;
  nameOfSource(id: string): string;
}

interface Props extends BoardListProps {
  sort: BoardView["sort"];
  onSort(sort: BoardView["sort"]): void;
}

/** Narrower, and the words are worth more than the strips. */
const roomForBands = 1000;

const rowHeights = { comfortable: 42, compact: 26 } as const;
const headHeight = 32;
const borders = 2;

/** Of the whole table with its card, in pixels. */
export const boardHeight = (lines: number, isCompact: boolean): number =>
  headHeight + borders + lines * (isCompact ? rowHeights.compact : rowHeights.comfortable);

const lineKey = ({ id }: BoardLine): string => id;
const headOf = (line: BoardLine) => (line.kind === "group" ? <GroupHead group={line.group} /> : undefined);

/** The alerts of one list as a table with all that is known of each. */
export function BoardTable(props: Props) {
  const { board, list, cursor, isPicked, areAllPicked, onChoose, onPick, onPickAll, nameOfSource, sort, onSort } = props;
  const [{ width }, sizeRef] = useSize();
  const isCompact = usePreferences().data?.density === "compact";
  const isWide = width >= roomForBands;
  const columns = useMemo(
    () => boardColumns({ list, rules: board.rules, isWide, isPicked, onPick, onPickAll, areAllPicked, nameOfSource }),
    [list, board.rules, isWide, isPicked, onPick, onPickAll, areAllPicked, nameOfSource],
  );
  // Enter opens, moving does not; so a click is told from a key by who calls.
  const onSelect = useCallback(({ id }: BoardLine) => onChoose(id, "open"), [onChoose]);
  return (
    <div ref={sizeRef} className={styles.tableRoom}>
      <VirtualTable<BoardLine>
        label="Alerts"
        className={classNames(styles.table, isCompact && styles.compact)}
        columns={columns}
        rows={board.lines}
        rowKey={lineKey}
        rowHeight={isCompact ? rowHeights.compact : rowHeights.comfortable}
        sort={sort}
        onSort={(next) => onSort(next as { column: SortColumn; isDescending: boolean })}
        selectedKey={cursor}
        onSelect={onSelect}
        onMove={({ id }) => onChoose(id, "cursor")}
        wholeRow={headOf}
        onKey={props.onKey}
      />
    </div>
  );
}
