import { Maximize2, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { formatCount } from "#shared/format/count";
import { prepareCanvas } from "../../../charts/prepare-canvas";
import { tooltipBox } from "../../../charts/tooltip-box";
import { useChartColours } from "../../../charts/use-chart-colours";
import { usePixelRatio } from "../../../charts/use-pixel-ratio";
import { IconButton } from "../../../components/IconButton";
import { nameText } from "../trace/span-text";
import { boundsOf, drawMap, nodeAt } from "./draw-map";
import styles from "./Map.module.css";
import { fitView, type MapView, moveView, type Size, toPlane, zoomView } from "./map-view";
import type { PlacedGraph } from "./use-layout";

interface Props {
  placed: PlacedGraph;
  /** By name, since another part of the graph has other numbers. */
  chosen: string | undefined;
  onChoose(name: string | undefined): void;
}

const step = 60;
/** Less than this between pressing and letting go is a click. */
const clickReach = 4;

/** The services and their calls, to be moved and zoomed; past React, but for what is chosen. */
export function MapCanvas({ placed, chosen, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useChartColours();
  // On another screen it is drawn anew, as with each drawing by React.
  usePixelRatio();
  const [hovered, setHovered] = useState<number>();
  const view = useRef<MapView>(undefined);
  const size = useRef<Size>({ width: 0, height: 0 });
  const frame = useRef(0);
  const drag = useRef<{ x: number; y: number; moved: number } | undefined>(undefined);
  const chosenNode = chosen === undefined ? -1 : placed.graph.nodes.findIndex(({ name }) => name === chosen);
  const isHoveredThere = hovered !== undefined && hovered < placed.graph.nodes.length;
  const lit = isHoveredThere ? hovered : chosenNode >= 0 ? chosenNode : undefined;

  const draw = () => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const context = prepareCanvas(canvas.current, size.current.width, size.current.height);
      if (!context || !view.current) return;
      const look = { colours, font: colours.font, lit, chosen: chosenNode >= 0 ? chosenNode : undefined };
      drawMap(context, size.current, placed, view.current, look);
    });
  };
  const redraw = useRef(draw);
  useLayoutEffect(() => {
    redraw.current = draw;
    draw();
  });

  const fit = () => {
    view.current = fitView(boundsOf(placed), size.current);
    redraw.current();
  };
  const refit = useRef(fit);
  useLayoutEffect(() => {
    refit.current = fit;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another graph is looked at as a whole
  useEffect(() => {
    setHovered(undefined);
    if (size.current.width > 0) refit.current();
  }, [placed]);

  useEffect(() => {
    const element = host.current;
    const target = canvas.current;
    if (!element || !target) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      size.current = { width, height };
      if (view.current) redraw.current();
      else refit.current();
    });
    observer.observe(element);
    // React listens to the wheel passively, and then the page would scroll too.
    const onWheel = (event: WheelEvent) => {
      if (!view.current) return;
      event.preventDefault();
      const at = { x: event.offsetX, y: event.offsetY };
      // A pinch on a touchpad comes as a wheel with Ctrl.
      const speed = event.ctrlKey ? 0.01 : 0.0015;
      view.current = zoomView(view.current, Math.exp(-event.deltaY * speed), at);
      redraw.current();
    };
    target.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      observer.disconnect();
      target.removeEventListener("wheel", onWheel);
      cancelAnimationFrame(frame.current);
      if (tooltipBox().isOf(target)) tooltipBox().hide();
    };
  }, []);

  const nodeUnder = ({ nativeEvent: { offsetX: x, offsetY: y } }: PointerEvent) =>
    view.current && nodeAt(placed, view.current.scale, toPlane(view.current, { x, y }));

  function onPointerMove(event: PointerEvent): void {
    const { offsetX: x, offsetY: y } = event.nativeEvent;
    const from = drag.current;
    if (from && view.current) {
      view.current = moveView(view.current, x - from.x, y - from.y);
      drag.current = { x, y, moved: from.moved + Math.abs(x - from.x) + Math.abs(y - from.y) };
      redraw.current();
      return;
    }
    const node = nodeUnder(event);
    const of = node === undefined ? undefined : placed.graph.nodes[node];
    setHovered(node);
    if (of) tooltipBox().show(event.currentTarget, tipParts(of), { x: event.clientX, y: event.clientY });
    else tooltipBox().hide();
  }

  function onPointerUp(event: PointerEvent): void {
    if (!drag.current) return;
    const { moved } = drag.current;
    drag.current = undefined;
    if (moved > clickReach) return;
    const node = nodeUnder(event);
    onChoose(node === undefined ? undefined : placed.graph.nodes[node]?.name);
  }

  const zoom = (factor: number) => {
    const middle = { x: size.current.width / 2, y: size.current.height / 2 };
    if (view.current) view.current = zoomView(view.current, factor, middle);
    redraw.current();
  };
  const move = (dx: number, dy: number) => {
    if (view.current) view.current = moveView(view.current, dx, dy);
    redraw.current();
  };
  const byKey: Readonly<Record<string, () => void>> = {
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    "0": fit,
    ArrowLeft: () => move(step, 0),
    ArrowRight: () => move(-step, 0),
    ArrowUp: () => move(0, step),
    ArrowDown: () => move(0, -step),
    Escape: () => onChoose(undefined),
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(byKey, event.key)) return;
    event.preventDefault();
    byKey[event.key]?.();
  }

  const { nodes, edges } = placed.graph;
  return (
    <div ref={host} className={styles.canvasHost}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        tabIndex={0}
        role="img"
        aria-label={`Map of ${nodes.length} services and ${edges.length} edges between them. Arrows move it, + and − zoom. The list says the same in words.`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          tooltipBox().hide();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY, moved: 0 };
          tooltipBox().hide();
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = undefined;
        }}
        onPointerLeave={() => {
          setHovered(undefined);
          tooltipBox().hide();
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.zoom}>
        <IconButton icon={Plus} kind="normal" label="Larger (+)" onClick={() => zoom(1.25)} />
        <IconButton icon={Minus} kind="normal" label="Smaller (−)" onClick={() => zoom(0.8)} />
        <IconButton icon={Maximize2} kind="normal" label="All of it (0)" onClick={fit} />
      </div>
    </div>
  );
}

function tipParts({ name, callsIn, callsOut, errors }: PlacedGraph["graph"]["nodes"][number]): HTMLElement[] {
  const lines = [
    nameText(name) || "(without a name)",
    `${formatCount(callsIn)} answered, ${formatCount(callsOut)} made${errors ? `, ${formatCount(errors)} failed` : ""}`,
  ];
  return lines.map((text, index) => {
    const line = document.createElement(index === 0 ? "b" : "div");
    line.textContent = text;
    return line;
  });
}
