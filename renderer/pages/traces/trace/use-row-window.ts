// Which rows are in sight, and what stays where it is when others come and go around it.
import { type RefObject, useLayoutEffect, useReducer, useRef } from "react";
import { flushSync } from "react-dom";
import type { ShownRows } from "#shared/traces/shown-rows";
import { mostRows, rowWindow } from "./row-window";
import { rowAtOrBefore, rowOf } from "./shown-index";
import type { WantedRow } from "./trace-state";

interface Input {
  scroller: RefObject<HTMLDivElement | null>;
  shown: ShownRows;
  rowHeight: number;
  headHeight: number;
  /** How high the scroller is. */
  height: number;
  /** Stays at its place when rows are folded or filtered away, where it is in sight. */
  held: number | undefined;
  wanted: WantedRow | undefined;
  /** Rows that ancestors cover at that place, were it the first. */
  coveredAt(row: number): number;
  onPlace(top: number): void;
}

export interface RowsInSight {
  first: number;
  last: number;
  /** The most that are drawn at once. */
  most: number;
  /** Rows that fit. */
  page: number;
  onScroll(): void;
}

export function useRowWindow(input: Input): RowsInSight {
  const { scroller, shown, rowHeight, headHeight, height, held, wanted, coveredAt, onPlace } = input;
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  /** The scroller's own is cut to the new height before anybody could read the old one. */
  const top = useRef(0);
  const was = useRef(shown);
  const room = Math.max(rowHeight, height - headHeight);
  const count = shown.spans.length;
  const windowAt = (place: number) => rowWindow({ top: place, room, rowHeight, count });
  const drawn = windowAt(Math.min(top.current, Math.max(0, count * rowHeight - room)));

  function scrollTo(place: number): void {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = place;
    top.current = element.scrollTop;
    onPlace(top.current);
    const next = windowAt(top.current);
    if (next.first !== drawn.first || next.last !== drawn.last) redraw();
  }

  useLayoutEffect(() => {
    const before = was.current;
    was.current = shown;
    if (before === shown) return;
    const heldRow = held === undefined ? -1 : rowOf(before, held);
    const isHeldInSight = heldRow * rowHeight >= top.current - rowHeight && heldRow * rowHeight <= top.current + room;
    const anchor = heldRow >= 0 && isHeldInSight ? heldRow : Math.floor(top.current / rowHeight);
    const position = before.spans[anchor];
    if (position === undefined) return scrollTo(0);
    const row = Math.max(0, rowAtOrBefore(shown, position));
    scrollTo(Math.max(0, top.current + (row - anchor) * rowHeight));
  });

  const seen = useRef<WantedRow>(undefined);
  useLayoutEffect(() => {
    if (!wanted || seen.current === wanted || height === 0) return;
    seen.current = wanted;
    const row = rowAtOrBefore(shown, wanted.position);
    if (row < 0) return;
    const at = row * rowHeight;
    const covered = coveredAt(row) * rowHeight;
    if (at >= top.current + covered && at + rowHeight <= top.current + room) return;
    if (wanted.align === "center") scrollTo(Math.max(0, at - Math.max(covered, (room - rowHeight) / 2)));
    else scrollTo(at < top.current + covered ? Math.max(0, at - covered) : at + rowHeight - room);
  });

  // A room that is another, and the first picture.
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the place can be another, and not each time
  useLayoutEffect(() => onPlace(top.current), [height, rowHeight, count]);

  return {
    ...drawn,
    most: mostRows(room, rowHeight),
    page: Math.max(1, Math.floor(room / rowHeight) - 1),
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      top.current = element.scrollTop;
      onPlace(top.current);
      const next = windowAt(top.current);
      // At once: a picture later, there would be nothing where somebody scrolls fast.
      if (next.first !== drawn.first || next.last !== drawn.last) flushSync(redraw);
    },
  };
}
