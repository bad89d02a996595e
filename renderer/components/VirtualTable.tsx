import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names";
import { movedTo, type Sort } from "./table-order";
import { useIdleKeys } from "./use-idle-keys";
import { useRowHeight } from "./use-row-height";
import styles from "./VirtualTable.module.css";
import { VirtualFoot, VirtualHead, VirtualRow } from "./VirtualTableParts";

export interface VirtualColumn<Row> {
  id: string;
  title: string;
  /** What the column is, in more words than its head has room for; its tooltip. */
  label?: string;
  cell(row: Row): ReactNode;
  /** In pixels. The rows scroll sideways when the table is narrower than all of them. */
  minWidth: number;
  /** Its part of what is left of the width; none unless told. */
  grow?: number;
  /** Right aligned, and sorted with the largest first. */
  isNumeric?: boolean;
  isSortable?: boolean;
  /** Where it is not right for numbers and left for all else. */
  align?: "left" | "center" | "right";
  /** A head of its own, instead of the title and its arrow; `sorted` then says what its arrow would. */
  head?: ReactNode;
  sorted?: "ascending" | "descending" | undefined;
  /** What stands under the rows, when any column has such. */
  foot?: ReactNode;
}

/** Where a row stands in a tree. */
export interface RowPlace {
  /** 1 at the top. */
  level: number;
  /** Absent for a row without children. */
  isExpanded: boolean | undefined;
}

/** A key as both the table's own handler and the window's get it. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
  preventDefault(): void;
}

export interface VirtualTableProps<Row> {
  /** What the rows are, read out: "Processes". */
  label: string;
  columns: readonly VirtualColumn<Row>[];
  /** In the order in which they are shown: the table does not sort them, it only asks for another order. */
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Where the row of a key is, -1 for none: for so many rows that looking through them at each step of scrolling would be felt. */
  indexOfKey?: ((key: string) => number) | undefined;
  sort?: Sort | undefined;
  onSort?(sort: Sort): void;
  selectedKey?: string | undefined;
  onSelect?(row: Row): void;
  /** Where the keys went, when that is less than choosing it; `onSelect` is then a click. */
  onMove?(row: Row): void;
  /** By Enter, or by a double click. */
  onOpen?: ((row: Row) => void) | undefined;
  /** Brought back into sight whenever the rows change. */
  followedKey?: string | undefined;
  /** Makes it a tree for screen readers. */
  placeOf?: ((row: Row) => RowPlace) | undefined;
  rowClass?(row: Row): string | undefined;
  rowStyle?(row: Row): CSSProperties | undefined;
  /** What stands across all columns instead of their cells: the head of a group. Hand over one and the same function each time. */
  wholeRow?: ((row: Row) => ReactNode | undefined) | undefined;
  /** In pixels, where it is not the one of the density. */
  rowHeight?: number | undefined;
  hasHead?: boolean;
  /** Left and right of the rows, in pixels: none where the table stands in something that has its own. */
  sidePadding?: number;
  /** One cell is chosen instead of a whole row: the id of its column. */
  selectedColumn?: string | undefined;
  onSelectCell?(row: Row, column: string): void;
  /** Whether its keys count while nothing has the focus: not for one of several tables on a page. */
  hasIdleKeys?: boolean;
  /** Keys that do not move the choice, pressed in the table or while nothing has the focus. True when it did something. */
  onKey?(key: PressedKey): boolean;
  /** Instead of rows, when there are none. */
  empty?: ReactNode;
  className?: string | undefined;
}

/**
 * Any number of rows of one height, of which only those in sight are in the page. The chosen row keeps its place on the
 * screen while the rows around it change their order.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, rowKey, selectedKey, followedKey, onSelect, placeOf, hasHead = true, hasIdleKeys = true } = props;
  const sidePadding = props.sidePadding ?? 14;
  const scroller = useRef<HTMLDivElement>(null);
  const usualHeight = useRowHeight();
  const rowHeight = props.rowHeight ?? usualHeight;
  const headHeight = hasHead ? 32 : 0;
  const id = useId();
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  const selectedIndex = indexOf(props, selectedKey);
  const followedIndex = indexOf(props, followedKey);

  // biome-ignore lint/correctness/useExhaustiveDependencies: places were worked out with the former height
  useLayoutEffect(() => list.measure(), [rowHeight]);

  // Where the chosen row was when the rows were last drawn.
  const held = useRef<{ key: string | undefined; index: number }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice and other rows move it
  useLayoutEffect(() => {
    const was = held.current;
    held.current = { key: selectedKey, index: selectedIndex };
    const element = scroller.current;
    if (!element) return;
    const room = element.clientHeight - headHeight;
    // From the element itself: what the list knows of its scrolling is from before the step below.
    const isInSight = (index: number, least: number) => {
      const top = index * rowHeight - element.scrollTop;
      return top >= least - rowHeight && top + least <= room;
    };
    if (was && was.key === selectedKey && was.index >= 0 && selectedIndex >= 0) {
      const moved = selectedIndex - was.index;
      if (moved !== 0 && isInSight(was.index, 1)) list.scrollToOffset(element.scrollTop + moved * rowHeight);
    } else if (selectedIndex >= 0) list.scrollToIndex(selectedIndex, { align: "auto" });
    if (followedIndex >= 0 && !isInSight(followedIndex, rowHeight)) list.scrollToIndex(followedIndex, { align: "center" });
  }, [rows, selectedKey, followedKey]);

  function onKeyDown(event: PressedKey): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1);
    const index = onSelect && movedTo(event.key, selectedIndex, rows.length, page);
    const row = index === undefined ? undefined : rows[index];
    if (row !== undefined) {
      event.preventDefault();
      (props.onMove ?? onSelect)?.(row);
    } else if (event.key === "Enter" && props.onOpen && rows[selectedIndex] !== undefined) {
      event.preventDefault();
      props.onOpen(rows[selectedIndex]);
    } else if (props.onKey?.(event)) event.preventDefault();
  }

  useIdleKeys(hasIdleKeys ? onSelect && onKeyDown : undefined);

  const leastWidth = columns.reduce((sum, { minWidth }) => sum + minWidth, 2 * sidePadding);
  const selectedPlace = columns.findIndex((column) => column.id === props.selectedColumn);
  const activeCell = selectedPlace < 0 ? "" : `-${selectedPlace}`;
  const tracks = columns.map(({ minWidth, grow }) => (grow ? `minmax(${minWidth}px, ${grow}fr)` : `${minWidth}px`)).join(" ");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, whichever of the two
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a grid, whichever of the two
    <div
      ref={scroller}
      role={placeOf ? "treegrid" : "grid"}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={selectedIndex < 0 ? undefined : `${id}-${selectedKey}${activeCell}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className={classNames(styles.scroller, props.className)}
      style={{ "--tracks": tracks, "--least-width": `${leastWidth}px`, "--side-padding": `${sidePadding}px` } as CSSProperties}
    >
      {hasHead && <VirtualHead columns={columns} sort={props.sort} onSort={props.onSort} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
      <div role="rowgroup" className={styles.body} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const key = rowKey(row);
          const place = placeOf?.(row);
          return (
            <VirtualRow
              key={key}
              id={`${id}-${key}`}
              row={row}
              columns={columns}
              index={item.index}
              top={item.start - headHeight}
              height={rowHeight}
              level={place?.level}
              isExpanded={place?.isExpanded}
              isSelected={item.index === selectedIndex}
              isFollowed={item.index === followedIndex}
              className={props.rowClass?.(row)}
              style={props.rowStyle?.(row)}
              wholeRow={props.wholeRow}
              selectedPlace={item.index === selectedIndex ? selectedPlace : -1}
              onSelect={onSelect}
              onSelectCell={props.onSelectCell}
              onOpen={props.onOpen}
            />
          );
        })}
      </div>
      {rows.length === 0 && props.empty}
      {columns.some(({ foot }) => foot !== undefined) && <VirtualFoot columns={columns} />}
    </div>
  );
}

function indexOf<Row>({ rows, rowKey, indexOfKey }: VirtualTableProps<Row>, key: string | undefined): number {
  if (key === undefined) return -1;
  return indexOfKey ? indexOfKey(key) : rows.findIndex((row) => rowKey(row) === key);
}

/** A button or an input inside the table has keys of its own. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(target.tagName));
