import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import "uplot/dist/uPlot.min.css";
import type { AbsoluteRange, Annotation } from "#shared/dashboards/panel-data";
import { drawQueue } from "./draw-queue";
import type { Drawing } from "./drawing";
import { createPlot, type Plot } from "./plot";
import styles from "./TimeChart.module.css";
import type { TimeZone } from "./time-zone";
import { watchInSight, watchSize } from "./watch-size";

export interface DrawnChart {
  drawing: Drawing;
  /** What it shows, in a sentence, for those who do not see it. */
  summary: string;
}

export interface TimePlotProps {
  /** Read out, with the summary. */
  title: string;
  /** Called when the chart's turn comes, once for each function that is given. Undefined: nothing to draw. */
  draw(): DrawnChart | undefined;
  range: AbsoluteRange;
  timeZone: TimeZone;
  /** Charts with the same key share their cursor. */
  syncKey?: string | undefined;
  annotations?: readonly Annotation[] | undefined;
  onZoom?: ((range: AbsoluteRange) => void) | undefined;
  onZoomOut?: (() => void) | undefined;
  onAnnotate?: ((range: AbsoluteRange) => void) | undefined;
}

/** A drawing over time that fills the room it is in. The arrow keys move its cursor. It is drawn in turn with the others of the page. */
export function TimePlot(props: TimePlotProps) {
  const { title, draw, range, timeZone, syncKey, annotations } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const request = useRef<() => void>(undefined);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = createPlot(element, {
      height: element.clientHeight,
      syncKey,
      timeZone: () => latest.current.timeZone,
      range: () => ({ startMs: latest.current.range.from, endMs: latest.current.range.to }),
      annotations: () => latest.current.annotations ?? [],
      onSelect: (startMs, endMs) => latest.current.onZoom?.(wholeRange(startMs, endMs)),
      onReset: () => latest.current.onZoomOut?.(),
      onAnnotate: () => {
        const { onAnnotate } = latest.current;
        return onAnnotate && ((startMs, endMs) => onAnnotate(wholeRange(startMs, endMs)));
      },
    });
    const sight = watchInSight(element);
    let drawn: { by: TimePlotProps["draw"]; chart: DrawnChart | undefined } | undefined;
    const drawer = {
      isInSight: sight.isInSight,
      draw() {
        const { title: now, draw: by } = latest.current;
        if (drawn?.by !== by) drawn = { by, chart: by() };
        made.show(drawn.chart?.drawing);
        if (drawn.chart) element.setAttribute("aria-label", `${now}: ${drawn.chart.summary} ${keysHint}`);
      },
    };
    plot.current = made;
    request.current = () => drawQueue.request(drawer);
    const stopSize = watchSize(element, ({ width, height }) => made.setSize(width, height));
    return () => {
      stopSize();
      sight.stop();
      drawQueue.cancel(drawer);
      made.destroy();
    };
  }, [syncKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new plot, another range, zone or annotations: all of it is drawn anew
  useEffect(() => request.current?.(), [title, draw, range.from, range.to, timeZone, annotations, syncKey]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Escape closes what the chart is in only when there is no cursor to take away first.
    if (event.key === "Escape" && plot.current?.clearCursor()) event.stopPropagation();
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    plot.current?.moveCursor(event.shiftKey ? by * 10 : by);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms
    <div
      role="group"
      aria-label={`${title}. ${keysHint}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move its cursor
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => plot.current?.clearCursor()}
      ref={host}
      className={styles.plot}
    />
  );
}

const keysHint = "Arrow keys move along it.";

const steps: Readonly<Record<string, number | undefined>> = { ArrowLeft: -1, ArrowRight: 1, Home: -1e9, End: 1e9 };

const wholeRange = (from: number, to: number): AbsoluteRange => ({ from: Math.round(from), to: Math.round(to) });
