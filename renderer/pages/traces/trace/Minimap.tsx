import { useEffect, useRef } from "react";
import type { Trace } from "#shared/model/trace";
import { startOf } from "#shared/traces/trace-times";
import type { ChartColours } from "../../../charts/chart-colours";
import { useChartColours } from "../../../charts/use-chart-colours";
import { usePixelRatio } from "../../../charts/use-pixel-ratio";
import { useWidth } from "../../../components/use-width";
import type { InSight } from "./in-sight";
import styles from "./Minimap.module.css";
import { MinimapWindow } from "./MinimapWindow";
import { colourBytes, minimapGrid, minimapRow, paintGrid } from "./minimap-grid";
import type { TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";

interface Props {
  trace: Trace;
  store: TraceStore;
  inSight: InSight;
}

const height = 48;
/** Above the spans, for the marks of what was found. */
const marksHeight = 5;

/** The whole trace, with the stretch of it that is shown below: to be dragged, moved, made wider. */
export function Minimap({ trace, store, inSight }: Props) {
  const [width, widthRef] = useWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useChartColours();
  const scale = usePixelRatio();
  const range = useTraceState(store, (state) => state.range);
  const correctsClocks = useTraceState(store, (state) => state.correctsClocks);
  const matches = useTraceState(store, (state) => state.find.matches);
  const { full } = range;

  useEffect(() => {
    if (canvas.current && width > 0) draw(canvas.current, { trace, width, scale, full, correctsClocks, colours, matches });
  }, [trace, width, scale, full, correctsClocks, colours, matches]);

  return (
    <div className={styles.map} ref={widthRef}>
      <canvas ref={canvas} className={styles.canvas} aria-hidden />
      <SightMark trace={trace} inSight={inSight} />
      {width > 0 && <MinimapWindow range={range} width={width} />}
    </div>
  );
}

interface Drawing {
  trace: Trace;
  width: number;
  /** Pixels of the screen for one of the page. */
  scale: number;
  full: { from: number; to: number };
  correctsClocks: boolean;
  colours: ChartColours;
  matches: Uint32Array;
}

function draw(canvas: HTMLCanvasElement, { trace, width, scale, full, correctsClocks, colours, matches }: Drawing): void {
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round((height + marksHeight) * scale);
  const context = canvas.getContext("2d");
  if (!context) return;
  const top = Math.round(marksHeight * scale);
  const picture = context.createImageData(canvas.width, Math.max(1, canvas.height - top));
  const grid = minimapGrid(trace, { width: picture.width, height: picture.height, full, correctsClocks, scale });
  paintGrid(grid, colourBytes(colours.series), new Uint32Array(picture.data.buffer));
  context.putImageData(picture, 0, top);
  context.fillStyle = colours.text;
  let last = -1;
  for (const position of matches) {
    const x = Math.floor(((startOf(trace, position, correctsClocks) - full.from) / (full.to - full.from || 1)) * canvas.width);
    if (x === last) continue;
    last = x;
    context.fillRect(Math.min(canvas.width - scale, Math.max(0, x)), 0, Math.max(1, scale), top - 1);
  }
}

/** Which part of the tree is on the screen; where all of it is, there is nothing to tell. */
function SightMark({ trace, inSight }: { trace: Trace; inSight: InSight }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const { first, last } = inSight.get();
      const from = minimapRow(first, trace.count, height);
      const to = minimapRow(last + 1, trace.count, height);
      const element = mark.current;
      if (!element) return;
      element.hidden = first === 0 && last >= trace.count - 1;
      element.style.transform = `translateY(${marksHeight + from}px)`;
      element.style.height = `${Math.max(3, to - from)}px`;
    };
    place();
    return inSight.subscribe(place);
  }, [trace, inSight]);
  return <div ref={mark} className={styles.sight} aria-hidden />;
}
