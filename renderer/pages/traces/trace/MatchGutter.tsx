import { useEffect, useRef } from "react";
import { prepareCanvas } from "../../../charts/prepare-canvas";
import { useChartColours } from "../../../charts/use-chart-colours";
import { usePixelRatio } from "../../../charts/use-pixel-ratio";
import type { TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";
import styles from "./Waterfall.module.css";

/** As its style has it. */
const gutterWidth = 8;

/** Beside the scroll bar: where in the list the found spans are. */
export function MatchGutter({ store, height }: { store: TraceStore; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const matches = useTraceState(store, (state) => state.find.matches);
  const shown = useTraceState(store, (state) => state.shown);
  const colours = useChartColours();
  const ratio = usePixelRatio();
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another screen it is drawn anew
  useEffect(() => {
    const context = prepareCanvas(canvas.current, gutterWidth, height);
    if (!context || matches.length === 0) return;
    context.fillStyle = colours.series[0] ?? colours.text;
    const rows = Math.max(shown.spans.length, 1);
    let last = -1;
    let row = 0;
    // Both go up, so one walk through the rows finds all.
    for (const position of matches) {
      while ((shown.spans[row] ?? Number.POSITIVE_INFINITY) < position) row++;
      const y = Math.floor((row / rows) * height);
      // As many as there are pixels, and not as many as there are matches.
      if (shown.spans[row] !== position || y === last) continue;
      last = y;
      context.fillRect(2, y, 6, 2);
    }
  }, [matches, shown, height, colours, ratio]);
  if (matches.length === 0 || height <= 0) return null;
  return <canvas ref={canvas} className={styles.gutter} aria-hidden />;
}
