import { useEffect, useRef } from "react";
import type { EpochMs } from "#shared/units/time";
import { fade, onThemeChange, readChartColours } from "./chart-colours";
import type { ChartFeed } from "./columns";
import styles from "./Sparkline.module.css";
import { hasMoved, sparklinePoints } from "./sparkline-points";

export interface SparklineProps {
  feed: ChartFeed;
  /** 1 to 8, the palette's series colours. */
  colour: number;
  /** The top of it, at least: 100 for per cent. Otherwise it fits what it draws. */
  leastTop?: number;
}

/** The shape of the recent past behind a number: no axes, no words, drawn past React. Shows the feed's first series. */
export function Sparkline({ feed, colour, leastTop = 0 }: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    let colours = readChartColours();
    // Remembered: asked for while texts beside it are being written, it would make the browser lay the page out each time.
    let size = { width: 0, height: 0 };
    let drawnTo: EpochMs | undefined;
    const draw = () => {
      const { times } = feed.read();
      drawnTo = times[times.length - 1];
      drawSparkline(target, size, feed, colours.series[colour - 1] ?? colours.axisText, leastTop);
    };
    const resize = new ResizeObserver(([entry]) => {
      if (!entry) return;
      size = entry.contentRect;
      draw();
    });
    resize.observe(target);
    const stopFeed = feed.onChange(() => hasMoved(drawnTo, feed.read().times, size.width) && draw());
    const stopTheme = onThemeChange(() => {
      colours = readChartColours();
      draw();
    });
    return () => {
      resize.disconnect();
      stopFeed();
      stopTheme();
    };
  }, [feed, colour, leastTop]);
  return <canvas ref={canvas} className={styles.sparkline} aria-hidden />;
}

function drawSparkline(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  feed: ChartFeed,
  stroke: string,
  leastTop: number,
): void {
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  const scale = devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  // Setting a canvas's size clears it, and costs an allocation: only when it is another one.
  if (canvas.width !== pixelWidth || canvas.height !== pixelHeight) {
    canvas.width = pixelWidth;
    canvas.height = pixelHeight;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const { times, series } = feed.read();
  const runs = sparklinePoints(times, series[0]?.values ?? [], { width, height: height - 2, leastTop });
  context.strokeStyle = stroke;
  context.fillStyle = fade(stroke, 0.14);
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  for (const run of runs) {
    const [first, last] = [run[0], run[run.length - 1]];
    if (!first || !last) continue;
    context.beginPath();
    for (const { x, y } of run) context.lineTo(x, y + 1);
    context.stroke();
    context.lineTo(last.x, height);
    context.lineTo(first.x, height);
    context.fill();
  }
}
