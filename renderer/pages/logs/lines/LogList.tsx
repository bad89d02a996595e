import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import { classNames } from "../../../components/class-names";
import { useSize } from "../../../components/use-size";
import { CommonLabels } from "./CommonLabels";
import { columnStyle, useColumnWidths } from "./column-widths";
import { ListHead } from "./ListHead";
import styles from "./LogList.module.css";
import { LogRow } from "./LogRow";
import { useLineHeight } from "./line-height";
import type { LineStore, StoredLine } from "./line-store";
import { guessHeight } from "./row-heights";
import { shownAtFirst, shownNext, shownOnOneLine } from "./shown";
import { createSlots } from "./slots";
import { type Matcher, matchersOf, type SearchTerm } from "./text/marks";
import { areOfSeveralDays, timeWidth } from "./time-text";
import { showTip } from "./tips";
import type { Find } from "./use-find";
import { useListKeys } from "./use-list-keys";
import { useScrollWindow } from "./use-scroll-window";
import type { ViewSettings } from "./view-settings";

export interface LabelFilter {
  name: string;
  op: "=" | "!=";
  value: string;
}

export interface LogListProps {
  store: LineStore;
  view: ViewSettings;
  /** The line whose details are shown. Choosing one that is not in sight brings it there. */
  chosenId: number | undefined;
  onChoose(id: number | undefined): void;
  /** What the query looks for, marked in the lines. */
  terms: readonly SearchTerm[];
  find?: Find | undefined;
  onFilter?: ((filter: LabelFilter) => void) | undefined;
  onColumns?: ((columns: string[]) => void) | undefined;
  onContext?: ((id: number) => void) | undefined;
  /** Somebody has scrolled to where older lines would follow. Told once for so many lines. */
  onReachEnd?: (() => void) | undefined;
  /** Newer lines may come at any time, and the list follows them while it stands where they appear. */
  isTailing?: boolean;
  /** Instead of lines, when there are none. */
  emptyNote?: ReactNode;
  /** Below the last line: that more are on their way, or that these were all. */
  endNote?: ReactNode;
  /** These are the lines of a query before. */
  isPale?: boolean;
  label?: string;
}

const headHeight = 26;
/** Beside the texts: what stands left and right of them. */
const sidePadding = 26;
/** The font's characters are all 0.6 em wide. (`ch` says something else until the font is there.) */
const characterEm = 0.6;
const character = 12 * characterEm;
/** What stands around the text of a label, in characters. */
const chipGap = 2;
const noMatchers: readonly Matcher[] = [];

/** Any number of lines, of which only those in sight are in the page. */
export function LogList(props: LogListProps) {
  const { store, view, chosenId, onChoose, terms, find, isTailing = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [size, sizeRef] = useSize();
  const id = useId();
  const lineHeight = useLineHeight();
  const widths = useColumnWidths();
  const hasDay = areOfSeveralDays(store);
  const isTall = view.wrap || view.prettify;
  const head = view.columns.length > 0 ? headHeight : 0;

  const before = (view.showTime === "none" ? 0 : timeWidth(view.showTime, hasDay) + 1) + 10 + (view.dedup === "none" ? 0 : 8);
  const columnsWidth = view.columns.reduce((sum, column) => sum + widths.widthOf(column) + character, 0);
  const mostForLabels = Math.max(120, Math.min(460, size.width * 0.32));
  const longestLabels = view.showLabels ? store.longestOwnLabels(chipGap) : 0;
  const labelsWidth = longestLabels === 0 ? 0 : Math.ceil(Math.min(mostForLabels, Math.max(7, longestLabels) * character));
  // Where all labels stand above the lines, a column for them would be a hole.
  const hasLabels = labelsWidth > 0;
  const rowView = useMemo(() => (hasLabels ? view : { ...view, showLabels: false }), [view, hasLabels]);
  const taken = sidePadding + before * character + columnsWidth + labelsWidth;
  const textWidth = Math.max(40 * character, size.width - taken);
  const { prettify } = view;
  const guess = useMemo(
    () => (isTall ? (line: string) => guessHeight(line, { width: textWidth, lineHeight, prettify }) : undefined),
    [isTall, textWidth, lineHeight, prettify],
  );
  const list = useScrollWindow({
    store,
    scroller,
    order: view.order,
    dedup: view.dedup,
    rowHeight: lineHeight,
    headHeight: head,
    guessHeight: guess,
    isTailing,
  });
  const { rows, first, last } = list;

  const termMatchers = useMemo(() => matchersOf(terms), [terms]);
  const foundMatcher = find?.matcher;
  const matchers = useMemo(
    () => (foundMatcher ? [...termMatchers, foundMatcher] : termMatchers.length > 0 ? termMatchers : noMatchers),
    [termMatchers, foundMatcher],
  );
  const currentMatchers = useMemo(() => matchers.map(asCurrent), [matchers]);
  const [opened, setOpened] = useState<ReadonlyMap<number, number>>(new Map());
  const keys = useListKeys({ ...props, list });

  useBroughtIntoSight(list.reveal, chosenId, "center", store);
  useBroughtIntoSight(list.reveal, find?.currentId, "center", store);

  // Told once for so many lines, or a source that has no more would be asked with every step.
  const told = useRef(-1);
  const { onReachEnd } = props;
  useEffect(() => {
    if (!onReachEnd || rows.count === 0 || last < rows.count - 20 || told.current === store.size) return;
    told.current = store.size;
    onReachEnd();
  });

  function onClick(event: MouseEvent<HTMLElement>): void {
    const { target } = event;
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
    if (!(target instanceof Element) || !row) return;
    const lineId = Number(row.dataset.line);
    const button = target.closest<HTMLElement>("[data-action]");
    if (button?.dataset.action === "more") {
      setOpened((was) => new Map(was).set(lineId, shownNext(was.get(lineId) ?? shownAtFirst)));
    } else if (button?.dataset.action === "filter") {
      const { name = "", value = "" } = button.dataset;
      props.onFilter?.({ name, value, op: event.altKey ? "!=" : "=" });
    } else if (getSelection()?.isCollapsed !== false) {
      // Text that somebody marks is not a click.
      keys.activate(lineId);
      onChoose(lineId);
    }
  }

  const inSight: StoredLine[] = [];
  for (let row = first; row <= last; row++) {
    const line = store.lineAt(rows.indexOf(row));
    if (line) inSight.push(line);
  }
  const [slots] = useState(createSlots);
  const keysOfRows = slots.assign(inSight.map((line) => line.id));
  const drawn = inSight.map((line, place) => {
    const row = first + place;
    return (
      <LogRow
        key={keysOfRows[place]}
        id={`${id}-${line.id}`}
        line={line}
        row={row + 1 + (head > 0 ? 1 : 0)}
        repeats={rows.repeats(row)}
        view={rowView}
        hasDay={hasDay}
        common={store.commonLabels()}
        matchers={find?.currentId === line.id ? currentMatchers : matchers}
        shown={isTall ? (opened.get(line.id) ?? shownAtFirst) : shownOnOneLine(textWidth / character)}
        from={find?.currentId === line.id ? startBefore(line.line, foundMatcher, textWidth / character) : 0}
        isChosen={line.id === chosenId}
        isActive={line.id === keys.activeId}
        canFilter={props.onFilter !== undefined}
      />
    );
  });

  return (
    <div className={classNames(styles.list, props.isPale && styles.pale)}>
      {view.showLabels && <CommonLabels labels={store.commonLabels()} onFilter={props.onFilter} />}
      <div ref={sizeRef} className={styles.frame}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
        <div
          ref={scroller}
          role="grid"
          aria-label={props.label ?? "Lines"}
          aria-rowcount={rows.count + (head > 0 ? 1 : 0)}
          aria-activedescendant={keys.activeId === undefined ? undefined : `${id}-${keys.activeId}`}
          tabIndex={0}
          data-log-scroller
          className={styles.scroller}
          style={
            {
              ...columnStyle(view.columns, widths),
              "--line-height": `${lineHeight}px`,
              "--time-width": `${timeWidth(view.showTime, hasDay) * characterEm}em`,
              "--labels-width": `${labelsWidth}px`,
              "--least-width": `${Math.ceil(taken + 40 * character)}px`,
            } as CSSProperties
          }
          onScroll={list.onScroll}
          onKeyDown={keys.onKeyDown}
          onClick={onClick}
          onPointerOver={(event) => showTip(event, store)}
        >
          {head > 0 && <ListHead view={rowView} widths={widths} onColumns={props.onColumns} />}
          {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
          <div role="rowgroup" className={styles.body} style={{ height: rows.height }}>
            <div
              role="presentation"
              className={styles.window}
              style={{ transform: `translateY(${rows.count > 0 ? rows.top(first) : 0}px)` }}
            >
              {drawn}
            </div>
          </div>
          {store.size === 0 ? props.emptyNote : props.endNote && <div className={styles.end}>{props.endNote}</div>}
        </div>
        {list.news > 0 && isTailing && (
          <button
            type="button"
            className={classNames(styles.news, view.order === "oldest" && styles.below)}
            onClick={list.toNews}
          >
            {`${view.order === "newest" ? "↑" : "↓"} ${formatCount(list.news)} new ${list.news === 1 ? "line" : "lines"}`}
          </button>
        )}
      </div>
    </div>
  );
}

/** Where the text begins so that what was found first in it is in sight. */
function startBefore(line: string, matcher: Matcher | undefined, fitting: number): number {
  const [begin = 0, end = 0] = matcher?.ranges(line) ?? [];
  return end <= fitting - 4 ? 0 : Math.max(0, begin - Math.floor(fitting / 3));
}

/** The one that was stepped to is marked in another way. */
const asCurrent = (matcher: Matcher): Matcher => (matcher.mark === "found" ? { ...matcher, mark: "current" } : matcher);

/** Once for each choice, as soon as its line is there. */
function useBroughtIntoSight(
  reveal: (id: number, align: "auto" | "center") => boolean,
  id: number | undefined,
  align: "auto" | "center",
  store: LineStore,
): void {
  const brought = useRef<number>(undefined);
  useEffect(() => {
    if (id === undefined) brought.current = undefined;
    else if (brought.current !== id && store.indexOf(id) >= 0 && reveal(id, align)) brought.current = id;
  });
}
