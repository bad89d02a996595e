import { useVirtualizer } from "@tanstack/react-virtual";
import { Bell, BellOff } from "lucide-react";
import { type MouseEvent, memo, useEffect, useMemo, useRef } from "react";
import { Age } from "../../../components/Age";
import { classNames } from "../../../components/class-names";
import { useIdleKeys } from "../../../components/use-idle-keys";
import { useSize } from "../../../components/use-size";
import type { PressedKey } from "../../../components/VirtualTable";
import type { PlacedRule } from "../../../stores/alerts";
import type { BoardListProps } from "./BoardTable";
import { RowMark, ValueCell } from "./columns";
import styles from "./DenseBoard.module.css";
import { type DenseLine, denseLines, denseMove, densePlaceOf } from "./dense-lines";
import { GroupHead } from "./GroupHead";
import { type BoardRow, whereOf } from "./rows";
import { toldWords } from "./told-words";

/** From so many on, the table's rows do not fit a usual window, and the columns of this list do. */
export const denseFrom = 25;

/** So that sixty of them, in two columns, fit into a window of 900 px. */
const lineHeight = 22;
const columnWidth = 540;

/**
 * Many alerts in sight at once: a line each, in as many columns as the window is wide. What has no room here stands in the tooltips,
 * and in the detail of the chosen one.
 */
export function DenseBoard({ board, cursor, isPicked, onChoose, onPick, onKey, nameOfSource }: BoardListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [{ width }, sizeRef] = useSize();
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const dense = useMemo(() => denseLines(board.lines, columns), [board.lines, columns]);
  const place = useMemo(() => densePlaceOf(cursor, dense), [cursor, dense]);
  const list = useVirtualizer({
    count: dense.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is brought into view; other alerts are not
  useEffect(() => {
    if (place) list.scrollToIndex(place.line, { align: "auto" });
  }, [cursor]);

  function onKeyDown(event: PressedKey): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = denseMove(event.key, place ?? { line: -1, place: 0 }, dense);
    if (id !== undefined) {
      event.preventDefault();
      onChoose(id, "cursor");
    } else if (onKey(event)) event.preventDefault();
  }
  useIdleKeys(onKeyDown);

  return (
    <div ref={sizeRef} className={styles.room}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
      <div
        ref={scroller}
        role="grid"
        aria-label="Alerts"
        aria-rowcount={dense.length}
        aria-activedescendant={place && cursor !== undefined ? `dense ${cursor}` : undefined}
        tabIndex={0}
        className={styles.scroller}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
        <div role="rowgroup" className={styles.body} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map((item) => {
            const line = dense[item.index];
            return (
              line && (
                <Line
                  key={line.id}
                  line={line}
                  index={item.index}
                  top={item.start}
                  columns={columns}
                  cursor={place?.line === item.index ? cursor : undefined}
                  picked={pickedOf(line, isPicked)}
                  rules={board.rules}
                  nameOfSource={nameOfSource}
                  onChoose={onChoose}
                  onPick={onPick}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Which of a line's rows are chosen, as a text: the line is drawn again only when that changes. */
const pickedOf = (line: DenseLine, isPicked: (id: string) => boolean): string =>
  line.kind === "rows" ? line.rows.map(({ id }) => (isPicked(id) ? "1" : "0")).join("") : "";

interface LineProps extends Pick<BoardListProps, "nameOfSource" | "onChoose" | "onPick"> {
  line: DenseLine;
  index: number;
  top: number;
  columns: number;
  cursor: string | undefined;
  picked: string;
  rules: ReadonlyMap<string, PlacedRule>;
}

const Line = memo(function Line({ line, index, top, columns, cursor, picked, ...list }: LineProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      role="row"
      aria-rowindex={index + 1}
      className={styles.line}
      style={{ height: lineHeight, transform: `translateY(${top}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {line.kind === "group" ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell
        // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
        <div
          id={`dense ${line.id}`}
          role="gridcell"
          aria-selected={cursor === line.id}
          className={classNames(styles.group, cursor === line.id && styles.selected)}
          onClick={() => list.onChoose(line.id, "open")}
        >
          <GroupHead group={line.group} />
        </div>
      ) : (
        line.rows.map((row, place) => (
          <Row key={row.id} row={row} isSelected={cursor === row.id} isPicked={picked[place] === "1"} {...list} />
        ))
      )}
    </div>
  );
});

interface RowProps extends Pick<LineProps, "rules" | "nameOfSource" | "onChoose" | "onPick"> {
  row: BoardRow;
  isSelected: boolean;
  isPicked: boolean;
}

function Row({ row, isSelected, isPicked, rules, nameOfSource, onChoose, onPick }: RowProps) {
  function onClick(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) onPick(row, event.shiftKey);
    else onChoose(row.id, "open");
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      id={`dense ${row.id}`}
      role="gridcell"
      aria-selected={isSelected}
      data-picked={isPicked || undefined}
      className={classNames(styles.row, isSelected && styles.selected)}
      onClick={onClick}
    >
      <RowMark row={row} />
      <b title={row.name}>{row.name}</b>
      <span className={styles.words} title={`${row.summary}\n${whereOf(row, nameOfSource)}`}>
        {row.instance || nameOfSource(row.source)} · {row.summary}
      </span>
      <span className={styles.value}>
        <ValueCell row={row} rules={rules} />
      </span>
      <span className={styles.since}>
        {row.since === undefined || row.standing === "unknown" ? "—" : <Age at={row.since} style="span" />}
      </span>
      <Told row={row} />
    </div>
  );
}

/** Whether the user was told, as a mark; the words are its tooltip. */
function Told({ row: { alert } }: { row: BoardRow }) {
  const told = alert && toldWords(alert, Date.now());
  if (!told) return <span />;
  const Icon = told.isTold ? Bell : BellOff;
  return (
    <span className={styles.told} title={told.text}>
      <Icon size={13} role="img" aria-label={told.text} />
    </span>
  );
}
