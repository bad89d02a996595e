import { useEffect, useRef } from "react";
import { useChartColours } from "../../../charts/use-chart-colours";
import { prepareCanvas } from "./prepare-canvas";
import { rowOf } from "./shown-index";
import type { TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";
import styles from "./Waterfall.module.css";

/** Beside the scroll bar: where in the list the found spans are. */
export function MatchGutter({ store, height }: { store: TraceStore; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const matches = useTraceState(store, (state) => state.find.matches);
  const shown = useTraceState(store, (state) => state.shown);
  const colours = useChartColours();
  useEffect(() => {
    const context = prepareCanvas(canvas.current, 8, height);
    if (!context || matches.length === 0) return;
    context.fillStyle = colours.series[0] ?? colours.text;
    const rows = Math.max(shown.spans.length, 1);
    let last = -1;
    for (const position of matches) {
      const row = rowOf(shown, position);
      const y = Math.floor((row / rows) * height);
      // As many as there are pixels, and not as many as there are matches.
      if (row < 0 || y === last) continue;
      last = y;
      context.fillRect(2, y, 6, 2);
    }
  }, [matches, shown, height, colours]);
  if (matches.length === 0 || height <= 0) return null;
  return <canvas ref={canvas} className={styles.gutter} aria-hidden />;
}
