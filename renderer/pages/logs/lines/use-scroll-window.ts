// Which rows are in sight, and what stays where it is when others come and go around them.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import type { LineStore } from "./line-store";
import { createRows, type Rows } from "./rows";
import type { Dedup, LineOrder } from "./view-settings";

export interface ScrollInput {
  store: LineStore;
  scroller: RefObject<HTMLDivElement | null>;
  order: LineOrder;
  dedup: Dedup;
  rowHeight: number;
  /** The head of the columns, which covers the first rows. */
  headHeight: number;
  /** For rows of several lines; a new function forgets how high they were. */
  guessHeight: ((line: string) => number) | undefined;
  isTailing: boolean;
}

export interface ScrollWindow {
  rows: Rows;
  first: number;
  /** -1 when there are no rows. */
  last: number;
  /** Lines that came since somebody scrolled away from where they appear. */
  news: number;
  onScroll(): void;
  toNews(): void;
  /** Brings a line into sight; false when it is not here. */
  reveal(id: number, align: "auto" | "center"): boolean;
  /** Rows that fit. */
  readonly page: number;
}

/** Rows are drawn so many at a time, so that most steps of scrolling draw none. */
const together = 8;
const beyond = 160;
/** Of each picture's sixteen. */
const sliceMs = 8;

/** Where the list stands: a line, and how far its top is above the edge. It stays there whatever comes before it. */
interface Anchor {
  id: number;
  delta: number;
}

export function useScrollWindow(input: ScrollInput): ScrollWindow {
  const { store, scroller, order, dedup, rowHeight, headHeight, guessHeight, isTailing } = input;
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const rows = useMemo(() => createRows(store), [store]);
  const anchor = useRef<Anchor>(undefined);
  /** The newest line when somebody scrolled away from the edge where new ones appear; undefined while at that edge. */
  const left = useRef<number>(undefined);
  const drawn = useRef({ first: 0, last: -1 });
  const seenTop = useRef(0);

  useEffect(() => store.onChange(redraw), [store]);
  useLayoutEffect(() => {
    store.order = order;
    left.current = undefined;
    anchor.current = undefined;
  }, [store, order]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another guess means another width, and other heights
  useLayoutEffect(() => rows.forgetHeights(), [rows, guessHeight]);
  useEffect(() => {
    const observer = new ResizeObserver(redraw);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);

  if (left.current !== undefined && store.indexOf(left.current) < 0) left.current = undefined;
  // With the newest on top, new lines would push down what somebody reads: they wait until the edge is reached again.
  const newestId = order === "newest" ? left.current : undefined;
  const end = performance.now() + sliceMs;
  rows.refresh({ order, dedup, rowHeight, guessHeight, newestId, isOver: () => performance.now() > end });
  useEffect(() => {
    if (!rows.isUnfinished) return;
    const frame = requestAnimationFrame(redraw);
    return () => cancelAnimationFrame(frame);
  });

  const room = Math.max(rowHeight, (scroller.current?.clientHeight ?? 0) - headHeight);
  const { first, last } = windowOf(rows, scroller.current?.scrollTop ?? 0, room);
  drawn.current = { first, last };

  function scrollTo(top: number): void {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = top;
    seenTop.current = element.scrollTop;
    const wanted = windowOf(rows, element.scrollTop, room);
    if (wanted.first < first || wanted.last > last) redraw();
  }

  // After each picture: what was drawn is measured, and what was in sight goes back to where it was.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (guessHeight && measure(element, rows, first)) redraw();
    if (isTailing && order === "oldest" && left.current === undefined) {
      if (element.scrollHeight - element.clientHeight - element.scrollTop > 1) scrollTo(element.scrollHeight);
      return;
    }
    const held = anchor.current;
    if (!held || (order === "newest" && left.current === undefined)) return;
    const row = rows.rowOf(store.indexOf(held.id));
    if (row < 0) {
      // The oldest lines were dropped up to here, or these are the lines of another query.
      anchor.current = undefined;
      scrollTo(0);
      return;
    }
    const moved = element.scrollTop - seenTop.current;
    const top = rows.top(row) + held.delta + moved;
    if (Math.abs(top - element.scrollTop) >= 1) scrollTo(top);
  });

  function hold(): void {
    const element = scroller.current;
    if (!element || rows.count === 0) return;
    const row = rows.rowAt(element.scrollTop);
    const line = store.lineAt(rows.indexOf(row));
    anchor.current = line && { id: line.id, delta: element.scrollTop - rows.top(row) };
    seenTop.current = element.scrollTop;
  }

  function isAtEdge(element: HTMLElement): boolean {
    return order === "newest" ? element.scrollTop <= 1 : element.scrollHeight - element.clientHeight - element.scrollTop <= 2;
  }

  function leaveOrReturn(element: HTMLElement): void {
    if (isAtEdge(element)) {
      if (left.current !== undefined) redraw();
      left.current = undefined;
    } else left.current ??= store.lineAt(store.size - 1)?.id;
  }

  return {
    rows,
    first,
    last,
    get news() {
      return left.current === undefined ? 0 : store.size - 1 - store.indexOf(left.current);
    },
    get page() {
      return Math.max(1, Math.floor(room / rowHeight) - 1);
    },
    onScroll() {
      const element = scroller.current;
      if (!element) return;
      leaveOrReturn(element);
      hold();
      const wanted = windowOf(rows, element.scrollTop, room);
      if (wanted.first !== drawn.current.first || wanted.last !== drawn.current.last) redraw();
    },
    toNews() {
      left.current = undefined;
      anchor.current = undefined;
      const element = scroller.current;
      if (element) element.scrollTop = order === "newest" ? 0 : element.scrollHeight;
      redraw();
    },
    reveal(id, align) {
      const element = scroller.current;
      const index = store.indexOf(id);
      if (!element || index < 0) return false;
      let row = rows.rowOf(index);
      if (row < 0) {
        // It is among those that wait.
        left.current = undefined;
        rows.refresh({ order, dedup, rowHeight, guessHeight });
        row = rows.rowOf(index);
      }
      const top = rows.top(row);
      const bottom = rows.top(row + 1);
      const isInSight = top >= element.scrollTop && bottom <= element.scrollTop + room;
      if (isInSight) return true;
      const wanted =
        align === "center"
          ? top - Math.max(0, (room - (bottom - top)) / 2)
          : top < element.scrollTop || bottom - top > room
            ? top
            : bottom - room;
      element.scrollTop = wanted;
      seenTop.current = element.scrollTop;
      anchor.current = { id, delta: element.scrollTop - top };
      if (!isAtEdge(element)) left.current ??= store.lineAt(store.size - 1)?.id;
      redraw();
      return true;
    },
  };
}

function windowOf(rows: Rows, scrollTop: number, room: number): { first: number; last: number } {
  if (rows.count === 0) return { first: 0, last: -1 };
  let first = 0;
  let last = -1;
  // Rows that were never drawn turn out higher than they were thought to be, and then fewer of them are needed.
  for (let tries = 0; tries < 4; tries++) {
    first = rows.rowAt(scrollTop - beyond);
    last = rows.rowAt(scrollTop + room + beyond);
    if (!rows.guess(first, last)) break;
  }
  if (rows.isUniform) {
    first -= first % together;
    last += together - 1 - (last % together);
  }
  return { first, last: Math.min(rows.count - 1, last) };
}

function measure(element: HTMLElement, rows: Rows, first: number): boolean {
  let isNews = false;
  let row = first;
  for (const drawn of element.querySelectorAll<HTMLElement>("[data-line]")) {
    if (rows.measured(row++, drawn.getBoundingClientRect().height)) isNews = true;
  }
  return isNews;
}
