import { useEffect, useRef } from "react";
import type { EpochMs } from "#shared/units/time";
import { fade, onThemeChange } from "./chart-colours";
import type { ChartFeed } from "./columns";
import styles from "./Sparkline.module.css";
import { hasMoved, ownRange, sparklinePoints } from "./sparkline-points";
import { sharedColours } from "./use-chart-colours";

export interface SparklineProps {
  feed: ChartFeed;
  /** 1 to 8, the palette's series colours; or any colour that a canvas takes. */
  colour: number | string;
  /** The top of it, at least: 100 for per cent. Otherwise it fits what it draws. */
  leastTop?: number;
  /** Down to its own lowest value instead of zero, for a number that is only read against its own past. */
  fitsOwnRange?: boolean;
  isFilled?: boolean;
  /** Also a change that moved the line by less than a pixel: its past may be another one. */
  drawsEachChange?: boolean;
}

/** The shape of the recent past behind a number: no axes, no words, drawn past React. Shows the feed's first series. */
export function Sparkline(props: SparklineProps) {
  const { feed, colour, leastTop = 0, fitsOwnRange = false, isFilled = true, drawsEachChange = false } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    let colours = sharedColours();
    // Remembered: asked for while texts beside it are being written, it would make the browser lay the page out each time.
    let size = { width: 0, height: 0 };
    let drawnTo: EpochMs | undefined;
    const draw = () => {
      const { times } = feed.read();
      drawnTo = times[times.length - 1];
      const stroke = typeof colour === "string" ? colour : (colours.series[colour - 1] ?? colours.axisText);
      drawSparkline(target, size, feed, { stroke, leastTop, fitsOwnRange, isFilled });
    };
    const resize = new ResizeObserver(([entry]) => {
      if (!entry) return;
      size = entry.contentRect;
      draw();
    });
    resize.observe(target);
    const stopFeed = feed.onChange(() => (drawsEachChange || hasMoved(drawnTo, feed.read().times, size.width)) && draw());
    const stopTheme = onThemeChange(() => {
      colours = sharedColours();
      draw();
    });
    return () => {
      resize.disconnect();
      stopFeed();
      stopTheme();
    };
  }, [feed, colour, leastTop, fitsOwnRange, isFilled, drawsEachChange]);
  return <canvas ref={canvas} className={styles.sparkline} aria-hidden />;
}

function drawSparkline(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  feed: ChartFeed,
  { stroke, leastTop, fitsOwnRange, isFilled }: { stroke: string; leastTop: number; fitsOwnRange: boolean; isFilled: boolean },
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
  const values = series[0]?.values ?? [];
  const range = (fitsOwnRange && ownRange(values)) || { leastTop };
  const runs = sparklinePoints(times, values, { width, height: height - 2, ...range });
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
    if (!isFilled) continue;
    context.lineTo(last.x, height);
    context.lineTo(first.x, height);
    context.fill();
  }
}
