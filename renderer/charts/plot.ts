// One uPlot on the page: made when there is something to draw, made anew when its shape changes, resized with its host.
import uPlot from "uplot";
import type { Annotation } from "#shared/dashboards/panel-data";
import type { EpochMs } from "#shared/units/time";
import { type ChartColours, onThemeChange } from "./chart-colours";
import { type ChartMark, markAt, paintMarks } from "./chart-marks";
import { tooltipPlugin } from "./chart-tooltip";
import type { Drawing, Stage } from "./drawing";
import { resolveColour } from "./named-colours";
import { paintAnnotations } from "./paint-annotations";
import { type PlotSettings, plotOptions } from "./plot-options";
import { zoneMoment, zoneStretch } from "./time-zone";
import { sharedColours } from "./use-chart-colours";
import { placeOn } from "./value-scale";

export interface PlotRequest extends Omit<PlotSettings, "width" | "drawing" | "colours"> {
  annotations?(): readonly Annotation[];
  /** Diamonds over the drawing, by its first axis. */
  marks?(): readonly ChartMark[];
  onMark?(mark: ChartMark): void;
  onSelect?(startMs: EpochMs, endMs: EpochMs): void;
  onReset?(): void;
  /** Ctrl or Cmd with a click or a drag. Undefined where notes cannot be made. */
  onAnnotate?(): ((startMs: EpochMs, endMs: EpochMs) => void) | undefined;
  onFirstDraw?(): void;
}

export interface Plot {
  /** Undefined clears it. */
  show(drawing: Drawing | undefined): void;
  setSize(width: number, height: number): void;
  /** Moves the cursor by so many points, as the arrow keys do. */
  moveCursor(by: number): void;
  /** Takes the cursor away; false when there was none. */
  clearCursor(): boolean;
  redraw(): void;
  destroy(): void;
}

/** A plot in this element. It draws nothing before the first drawing with at least one time. */
export function createPlot(host: HTMLElement, request: PlotRequest): Plot {
  let colours = sharedColours();
  let plot: uPlot | undefined;
  let shape = "";
  let drawing: Drawing | undefined;
  let hasDrawn = false;
  let isAnnotating = false;
  /** Whether nothing was dragged since the button went down: a click comes after a drag too. */
  let isStill = true;
  // Remembered: asked for at each update, it would make the browser lay the page out each time.
  let size = { width: host.clientWidth, height: request.height };

  const settings = (now: Drawing): PlotSettings => ({
    ...request,
    ...size,
    drawing: () => drawing ?? now,
    colours: () => colours,
  });

  function show(next: Drawing | undefined): void {
    drawing = next;
    if (!next || next.times.length === 0 || size.width === 0 || size.height === 0) {
      remove();
      return;
    }
    const data: uPlot.AlignedData = [next.times instanceof Float64Array ? next.times : Float64Array.from(next.times)];
    if (plot && shape === next.shape) {
      const made = plot;
      made.batch(() => made.setData(data));
      return;
    }
    remove();
    shape = next.shape;
    const made = new uPlot(
      { ...plotOptions(settings(next)), hooks: { drawAxes: [paint], setSelect: [select] }, plugins: [tooltipPlugin(tooltip)] },
      data,
      (self, init) => {
        host.append(self.root);
        // Drawn now, not in a microtask: whoever measures this task measures the drawing.
        self.batch(init);
      },
    );
    plot = made;
    made.over.addEventListener("mousedown", (event) => {
      isAnnotating = event.ctrlKey || event.metaKey;
      isStill = true;
    });
    made.over.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) annotate(made.posToVal(made.cursor.left ?? 0, "x"));
      else if (isStill) clickMark(made);
    });
    made.over.addEventListener("dblclick", () => request.onReset?.());
    if (!hasDrawn) {
      hasDrawn = true;
      request.onFirstDraw?.();
    }
  }

  const tooltip = {
    tip: (place: Parameters<Drawing["tip"]>[0]) => drawing?.tip(place),
    annotations: () => request.annotations?.() ?? [],
    mark: (made: uPlot) => markUnder(made),
    colourOf: ({ color }: Annotation) => resolveColour(color, colours),
    writeTime: (time: EpochMs) => zoneMoment(request.timeZone(), time),
    writeStretch: (from: EpochMs, to: EpochMs) => zoneStretch(request.timeZone(), from, to),
  };

  function paint(made: uPlot): void {
    if (!drawing) return;
    const stage = stageOf(made, drawing, colours);
    const { context } = stage;
    context.save();
    context.beginPath();
    context.rect(stage.left, stage.top, stage.width, stage.height);
    context.clip();
    drawing.paint(stage);
    const annotations = request.annotations?.() ?? [];
    if (annotations.length > 0) paintAnnotations(stage, annotations);
    const marks = request.marks?.() ?? [];
    if (marks.length > 0) paintMarks(stage, drawing.axes[0]?.key ?? "y", marks);
    context.restore();
  }

  function markUnder(made: uPlot): ChartMark | undefined {
    const marks = request.marks?.() ?? [];
    const { left = -1, top = -1 } = made.cursor;
    const axisKey = drawing?.axes[0]?.key;
    if (marks.length === 0 || left < 0 || axisKey === undefined) return undefined;
    return markAt(marks, {
      x: left,
      y: top,
      height: made.over.clientHeight,
      toX: (time) => made.valToPos(time, "x"),
      toY: (value) => made.valToPos(value, axisKey),
    });
  }

  function clickMark(made: uPlot): void {
    const mark = markUnder(made);
    if (mark) request.onMark?.(mark);
  }

  function select(made: uPlot): void {
    const { left, width } = made.select;
    if (width < 4) return;
    isStill = false;
    made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const [start, end] = [made.posToVal(left, "x"), made.posToVal(left + width, "x")];
    if (isAnnotating) annotate(start, end);
    else request.onSelect?.(start, end);
  }

  function annotate(start: EpochMs, end = start): void {
    request.onAnnotate?.()?.(start, end);
  }

  function remove(): void {
    plot?.destroy();
    plot = undefined;
    shape = "";
  }

  function setSize(width: number, height: number): void {
    if (width === size.width && height === size.height) return;
    size = { width, height };
    if (plot && width > 0 && height > 0) plot.setSize(size);
    else show(drawing);
  }

  const stopTheme = onThemeChange(() => {
    const next = sharedColours();
    if (next === colours) return;
    colours = next;
    plot?.redraw(false, true);
  });

  return {
    show,
    setSize,
    moveCursor(by) {
      if (plot && drawing) moveByKey(plot, drawing.times, by);
    },
    clearCursor() {
      if (!plot || (plot.cursor.left ?? -1) < 0) return false;
      plot.root.dispatchEvent(new CustomEvent("keycursor", { detail: false }));
      plot.setCursor({ left: -10, top: -10 });
      return true;
    },
    // Given its data again, a plot works out its scales again.
    redraw: () => show(drawing),
    destroy() {
      stopTheme();
      remove();
    },
  };
}

function stageOf(plot: uPlot, drawing: Drawing, colours: ChartColours): Stage {
  const { left, top, width, height } = plot.bbox;
  const [startMs, endMs] = [plot.scales.x?.min ?? 0, plot.scales.x?.max ?? 1];
  const ends = (axisKey: string) => ({ low: plot.scales[axisKey]?.min ?? 0, high: plot.scales[axisKey]?.max ?? 1 });
  return {
    context: plot.ctx,
    ratio: uPlot.pxRatio,
    ...{ left, top, width, height, startMs, endMs, colours, ends },
    toX: (time) => left + (width * (time - startMs)) / (endMs - startMs),
    toY(axisKey) {
      const { low, high } = ends(axisKey);
      const look = drawing.axes.find(({ key }) => key === axisKey);
      if (look?.distribution === undefined || look.distribution.type === "linear") {
        const each = height / (high - low);
        const bottom = look?.isReversed ? top : top + height;
        // The plainest of sums: it is done for each point of each line.
        return look?.isReversed ? (value) => bottom + (value - low) * each : (value) => bottom - (value - low) * each;
      }
      const place = placeOn(look.distribution, low, high);
      return look.isReversed ? (value) => top + height * place(value) : (value) => top + height * (1 - place(value));
    },
  };
}

function moveByKey(plot: uPlot, times: ArrayLike<EpochMs>, by: number): void {
  plot.root.dispatchEvent(new CustomEvent("keycursor", { detail: true }));
  const { idx, left = -1 } = plot.cursor;
  // From without, the first step is onto the end that it comes from.
  const from = idx === null || idx === undefined || left < 0 ? (by < 0 ? times.length : -1) : idx;
  const next = Math.min(times.length - 1, Math.max(0, from + by));
  plot.setCursor({ left: plot.valToPos(times[next] as number, "x"), top: plot.over.clientHeight / 2 });
}
