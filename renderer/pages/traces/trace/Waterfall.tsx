import { type CSSProperties, type MouseEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useRowHeight } from "../../../components/use-row-height";
import { useSize } from "../../../components/use-size";
import type { OpenTrace } from "../reading/reader";
import { Divider } from "./Divider";
import type { EventTimes } from "./event-times";
import { useKeptWidth } from "./kept-width";
import { createLiveBars } from "./live-bars";
import { MatchGutter } from "./MatchGutter";
import { SpanRow } from "./SpanRow";
import { SpanTip } from "./SpanTip";
import { StickyParents } from "./StickyParents";
import { showCutNames } from "./show-cut-names";
import { ancestorRows, rowOf, stickyRows } from "./shown-index";
import { TimeAxis } from "./TimeAxis";
import type { TraceStore } from "./trace-state";
import { useEventTimes } from "./use-event-times";
import { useRowWindow } from "./use-row-window";
import { useTraceState } from "./use-trace-state";
import { useWaterfallKeys } from "./use-waterfall-keys";
import { useWheelZoom } from "./use-wheel-zoom";
import styles from "./Waterfall.module.css";
import { WaterfallHead } from "./WaterfallHead";

const none: readonly number[] = [];

interface Props {
  open: OpenTrace;
  store: TraceStore;
  /** Which spans are in sight, as often as that changes: for the minimap. */
  onInSight(first: number, last: number): void;
}

const headHeight = 32;
const nameBounds = { least: 160, most: 900, usual: 330 };
/** What stands right of the bars, and belongs to no bar. */
const endPadding = 14;

/** The spans of a trace, a row each, of which only those in sight are in the page. */
export function Waterfall({ open, store, onInSight }: Props) {
  const { trace } = open;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [size, sizeRef] = useSize();
  const rowHeight = useRowHeight() < 30 ? 24 : 31;
  const shown = useTraceState(store, (state) => state.shown);
  const collapsed = useTraceState(store, (state) => state.collapsed);
  const chosen = useTraceState(store, (state) => state.chosen);
  const active = useTraceState(store, (state) => state.active);
  const wanted = useTraceState(store, (state) => state.wanted);
  const mask = useTraceState(store, (state) => state.find.mask);
  const range = useTraceState(store, (state) => state.range);
  const correctsClocks = useTraceState(store, (state) => state.correctsClocks);
  const [wish, setNameWidth] = useKeptWidth("names", nameBounds);
  const nameWidth = Math.min(wish, Math.max(nameBounds.least, size.width * 0.6));
  const [scrollWidth, setScrollWidth] = useState(0);
  const barsWidth = Math.max(0, scrollWidth - nameWidth - endPadding);

  const width = useRef(0);
  width.current = barsWidth;
  const events = useRef<EventTimes>(new Map());
  const bars = useMemo(
    () =>
      createLiveBars({
        scale: () => ({ range: range.get(), width: width.current }),
        eventsOf: (position) => events.current.get(position) ?? none,
      }),
    [range],
  );
  useEventTimes(open, correctsClocks, (times) => {
    events.current = times;
    bars.placeAll();
  });
  useEffect(() => range.subscribe(bars.placeAll), [range, bars]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width moves every bar
  useLayoutEffect(() => bars.placeAll(), [bars, barsWidth]);

  const [sticky, setSticky] = useState<readonly number[]>([]);
  const lastSticky = useRef("");
  function onPlace(top: number): void {
    const first = Math.floor(top / rowHeight);
    const next = stickyRows(trace, shown, first);
    const key = next.join();
    if (key !== lastSticky.current) {
      lastSticky.current = key;
      setSticky(next);
    }
    const last = Math.min(shown.spans.length - 1, first + Math.floor((size.height - headHeight) / rowHeight));
    // With what is folded into the last of them.
    onInSight(shown.spans[Math.min(first + next.length, last)] ?? 0, (shown.spans[last + 1] ?? trace.count) - 1);
  }
  const rows = useRowWindow({
    scroller,
    shown,
    rowHeight,
    headHeight,
    height: size.height,
    held: active,
    wanted,
    coveredAt: (row) => ancestorRows(trace, shown, row).length,
    onPlace,
  });
  // The scroll bar takes its part.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it comes and goes with these
  useLayoutEffect(
    () => setScrollWidth(scroller.current?.clientWidth ?? 0),
    [size.width, size.height, shown.spans.length > rows.page],
  );

  const keys = useWaterfallKeys({ trace, store, page: rows.page });
  useWheelZoom(scroller, range, { nameWidth, barsWidth });

  function onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const row = target?.closest<HTMLElement>("[data-position]");
    if (!target || !row) return;
    const position = Number(row.dataset.position);
    const run = Number(row.dataset.run);
    const state = store.getState();
    if (target.closest("[data-action=fold]")) {
      if (run >= 0) state.openRun(run);
      else state.fold(position, state.collapsed[position] !== 1);
    } else if (getSelection()?.isCollapsed !== false) state.choose(position);
  }

  const activeRow = active === undefined ? -1 : rowOf(shown, active);
  const isActiveDrawn = activeRow >= rows.first && activeRow >= 0 && activeRow <= rows.last;
  const inSight: number[] = [];
  for (let row = rows.first; row <= rows.last; row++) inSight.push(row);
  const rowAt = (row: number, key: string | number, rowId: string) => {
    const position = shown.spans[row] ?? 0;
    return (
      <SpanRow
        key={key}
        id={rowId}
        trace={trace}
        position={position}
        run={shown.foldedRun[row] ?? -1}
        rowIndex={row + 2}
        isFolded={collapsed[position] === 1}
        isContext={shown.isContext[row] === 1}
        isMatch={mask?.[position] === 1}
        isChosen={position === chosen}
        isActive={position === active}
        correctsClocks={correctsClocks}
        bars={bars}
      />
    );
  };

  return (
    <div ref={sizeRef} className={styles.frame}>
      <div
        ref={scroller}
        role="treegrid"
        aria-label="Spans"
        aria-rowcount={shown.spans.length + 1}
        aria-activedescendant={isActiveDrawn ? `${id}-${active}` : undefined}
        tabIndex={0}
        data-span-scroller
        className={styles.scroller}
        style={{ "--span-height": `${rowHeight}px`, "--name-width": `${nameWidth}px` } as CSSProperties}
        onScroll={rows.onScroll}
        onKeyDown={keys}
        onClick={onClick}
        onPointerOver={showCutNames}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
        <div role="row" aria-rowindex={1} className={styles.head}>
          <WaterfallHead trace={trace} store={store} />
          <Divider
            label="Width of the names"
            width={Math.round(nameWidth)}
            least={nameBounds.least}
            most={nameBounds.most}
            onWidth={setNameWidth}
            onReset={() => setNameWidth(nameBounds.usual)}
          />
          {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
          {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
          <div role="columnheader" className={styles.axis}>
            <TimeAxis range={range} width={barsWidth} />
          </div>
        </div>
        <StickyParents rows={sticky} draw={(row) => rowAt(row, `sticky ${row}`, `${id}-sticky-${shown.spans[row]}`)} />
        {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
        <div role="rowgroup" className={styles.body} style={{ height: shown.spans.length * rowHeight }}>
          <div role="presentation" className={styles.window} style={{ transform: `translateY(${rows.first * rowHeight}px)` }}>
            {inSight.map((row) => rowAt(row, row % rows.most, `${id}-${shown.spans[row]}`))}
          </div>
        </div>
      </div>
      <MatchGutter store={store} height={size.height - headHeight} />
      <SpanTip scroller={scroller} trace={trace} correctsClocks={correctsClocks} />
    </div>
  );
}
