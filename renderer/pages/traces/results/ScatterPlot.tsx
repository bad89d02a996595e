import { type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { formatMoment } from "#shared/format/clock-time";
import { tooltipBox } from "../../../charts/tooltip-box";
import { useChartColours } from "../../../charts/use-chart-colours";
import { usePixelRatio } from "../../../charts/use-pixel-ratio";
import { useSize } from "../../../components/use-size";
import type { FoundTrace } from "../search/create-run";
import { counted } from "../trace/trace-facts";
import { drawScatter } from "./draw-scatter";
import { rootWords, startOf } from "./result-rows";
import { durationWords } from "./result-words";
import styles from "./ScatterPlot.module.css";
import { layOutScatter, plotMargin, pointAt, type ScatterPoint, timeAt } from "./scatter";

interface Props {
  found: readonly FoundTrace[];
  /** The time that was looked in. */
  range: { startMs: number; endMs: number };
  cursor: string | undefined;
  onOpen(found: FoundTrace): void;
  onZoom(startMs: number, endMs: number): void;
}

/** Less than this many pixels is a click. */
const leastDrag = 6;

/** When the traces began and how long they took: slow ones stand high, large ones are large, those with errors are red diamonds. */
export function ScatterPlot({ found, range, cursor, onOpen, onZoom }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, sizeRef] = useSize();
  const colours = useChartColours();
  const ratio = usePixelRatio();
  const [hovered, setHovered] = useState<ScatterPoint>();
  const [dragged, setDragged] = useState<{ from: number; to: number }>();
  const { startMs, endMs } = range;
  const scatter = useMemo(() => layOutScatter(found, size, { startMs, endMs }), [found, size, startMs, endMs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: on another screen it is drawn anew
  useEffect(() => {
    if (canvas.current && size.width > 0) drawScatter(canvas.current, size, scatter, { colours, hovered, cursor, dragged });
  }, [scatter, size, colours, hovered, cursor, dragged, ratio]);
  useEffect(() => {
    const element = canvas.current;
    return () => {
      if (element && tooltipBox().isOf(element)) tooltipBox().hide();
    };
  }, []);

  function onPointerMove(event: PointerEvent<HTMLCanvasElement>): void {
    const { x, y } = placeIn(event);
    if (dragged) {
      setDragged({ from: dragged.from, to: Math.min(size.width - plotMargin.right, Math.max(plotMargin.left, x)) });
      return;
    }
    const point = pointAt(scatter, x, y);
    if (point?.found !== hovered?.found) setHovered(point);
    const box = tooltipBox();
    if (point) box.show(event.currentTarget, tipOf(point), { x: event.clientX, y: event.clientY });
    else if (box.isOf(event.currentTarget)) box.hide();
  }

  function onPointerUp(event: PointerEvent<HTMLCanvasElement>): void {
    if (!dragged) return;
    setDragged(undefined);
    const { x, y } = placeIn(event);
    if (Math.abs(dragged.to - dragged.from) >= leastDrag) {
      const [from, to] = dragged.from < dragged.to ? [dragged.from, dragged.to] : [dragged.to, dragged.from];
      onZoom(timeAt(scatter, from, size.width), timeAt(scatter, to, size.width));
      return;
    }
    const point = pointAt(scatter, x, y);
    if (point) onOpen(point.found);
  }

  function leave(): void {
    setHovered(undefined);
    tooltipBox().hide();
  }

  const errors = found.filter(({ summary }) => summary.errors > 0).length;
  return (
    <div ref={sizeRef} className={styles.plot}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${counted(found.length, "trace")} by start and duration, ${errors} with errors. The list below has all of them.`}
        data-over={hovered ? true : undefined}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const { x } = placeIn(event);
          setDragged({ from: x, to: x });
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDragged(undefined)}
        onPointerLeave={leave}
      />
    </div>
  );
}

const placeIn = ({ nativeEvent }: PointerEvent): { x: number; y: number } => ({ x: nativeEvent.offsetX, y: nativeEvent.offsetY });

function tipOf({ found: { summary } }: ScatterPoint): HTMLElement[] {
  const { service, operation } = rootWords(summary);
  const lines = [
    `${service} ${operation}`.trim(),
    `${durationWords(summary.durationNs)} · ${formatMoment(startOf(summary))}`,
    `${counted(summary.spans, "span")}${summary.errors > 0 ? ` · ${counted(summary.errors, "error")}` : ""}`,
  ];
  return lines.map((text) => {
    const line = document.createElement("div");
    line.textContent = text;
    return line;
  });
}
