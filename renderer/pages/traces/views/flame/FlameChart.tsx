import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { Trace } from "#shared/model/trace";
import type { FlameGraph } from "#shared/traces/flame-graph";
import { prepareCanvas } from "../../../../charts/prepare-canvas";
import { tooltipBox } from "../../../../charts/tooltip-box";
import { useChartColours } from "../../../../charts/use-chart-colours";
import { usePixelRatio } from "../../../../charts/use-pixel-ratio";
import { useRowHeight } from "../../../../components/use-row-height";
import { useSize } from "../../../../components/use-size";
import styles from "./Flame.module.css";
import { boxOf, type FlameStep, type FlameWindow, nodeAt, stepFrom } from "./flame-place";
import { tipParts } from "./flame-tip";
import { paintFlame } from "./paint-flame";

export interface FlameChartProps {
  trace: Trace;
  graph: FlameGraph;
  /** What the graph is, read out. */
  label: string;
  labelOf(node: number): string;
  /** 1 for the nodes that were found; undefined where nothing is looked for. */
  found: Uint8Array | undefined;
  /** -1 for the whole trace. */
  zoomed: number;
  onZoom(node: number): void;
  chosen: number;
  onChoose(node: number): void;
}

const arrows: Partial<Record<string, FlameStep>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** Calls below the ones that made them, as wide as the time they took. Drawn past React: it moves with the pointer. */
export function FlameChart(props: FlameChartProps) {
  const { trace, graph, label, labelOf, found, zoomed, onZoom, chosen, onChoose } = props;
  const colours = useChartColours();
  // On another screen it is drawn anew, as with each drawing by React.
  usePixelRatio();
  const [size, measured] = useSize();
  const rowHeight = useRowHeight() < 30 ? 18 : 21;
  const scroller = useRef<HTMLDivElement | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hoverFrame = useRef<HTMLDivElement>(null);
  const choiceFrame = useRef<HTMLDivElement>(null);
  const owner = useRef({});
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return measured(element);
    },
    [measured],
  );
  const rows = useMemo(() => depthOf(graph), [graph]);

  const windowNow = (): FlameWindow => ({
    zoomed,
    width: size.width,
    height: size.height,
    scrollTop: scroller.current?.scrollTop ?? 0,
    rowHeight,
  });

  function draw(): void {
    const context = prepareCanvas(canvas.current, size.width, size.height);
    if (!context) return;
    const window = windowNow();
    paintFlame(context, graph, window, { colours, labelOf, found });
    frame(choiceFrame.current, boxOf(graph, window, chosen));
  }

  useLayoutEffect(draw);
  useEffect(() => {
    const mine = owner.current;
    return () => {
      if (tooltipBox().isOf(mine)) tooltipBox().hide();
    };
  }, []);
  // The chosen node comes into sight when the keys have gone to it.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || chosen < 0) return;
    const top = (graph.depth[chosen] ?? 0) * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [graph, chosen, rowHeight]);

  const pointed = ({ clientX, clientY }: { clientX: number; clientY: number }): number => {
    const bounds = canvas.current?.getBoundingClientRect();
    return bounds ? nodeAt(graph, windowNow(), clientX - bounds.left, clientY - bounds.top) : -1;
  };

  function unhover(): void {
    if (tooltipBox().isOf(owner.current)) tooltipBox().hide();
    frame(hoverFrame.current, undefined);
  }

  function onPointerMove(event: PointerEvent): void {
    const node = pointed(event);
    if (node < 0) {
      unhover();
      return;
    }
    frame(hoverFrame.current, boxOf(graph, windowNow(), node));
    tooltipBox().show(owner.current, tipParts(trace, graph, node), { x: event.clientX, y: event.clientY });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = arrows[event.key];
    if (step) onChoose(stepFrom(graph, chosen, step));
    else if (event.key === "Enter" && chosen >= 0) onZoom(chosen);
    else if (event.key === "Backspace" && zoomed >= 0) onZoom(graph.parent[zoomed] ?? -1);
    else if (event.key === "Escape" && zoomed >= 0) onZoom(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that is walked through by keys; the table beside it says the same in words
    <div
      ref={ref}
      role="group"
      aria-roledescription="flame graph"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its nodes are gone through by the arrows
      tabIndex={0}
      className={styles.scroller}
      onKeyDown={onKeyDown}
      onScroll={() => {
        unhover();
        draw();
      }}
    >
      <div style={{ height: rows * rowHeight, minHeight: "100%" }}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the graph */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a place in the picture is clicked on */}
        <div
          className={styles.stage}
          style={{ height: size.height }}
          onPointerMove={onPointerMove}
          onPointerLeave={unhover}
          onClick={(event) => {
            const node = pointed(event);
            if (node < 0) return;
            unhover();
            onChoose(node);
            onZoom(node);
          }}
          onDoubleClick={() => onZoom(-1)}
        >
          <canvas ref={canvas} className={styles.canvas} style={{ width: size.width, height: size.height }} />
          <div ref={hoverFrame} className={styles.frame} hidden />
          <div ref={choiceFrame} className={styles.frame} data-chosen hidden />
        </div>
      </div>
    </div>
  );
}

/** How many rows the graph has. */
function depthOf({ depth }: FlameGraph): number {
  let deepest = 0;
  for (const row of depth) if (row > deepest) deepest = row;
  return deepest + 1;
}

function frame(element: HTMLElement | null, box: ReturnType<typeof boxOf>): void {
  if (!element) return;
  element.hidden = box === undefined;
  if (!box) return;
  element.style.transform = `translate(${box.left}px, ${box.top}px)`;
  element.style.width = `${Math.max(3, box.width)}px`;
  element.style.height = `${box.height}px`;
}
