// One uPlot on the page: made when there is something to draw, made anew when its series change, resized with its host.
import uPlot from "uplot";
import { onThemeChange, readChartColours, seriesColour } from "./chart-colours";
import { tooltipPlugin } from "./chart-tooltip";
import type { ChartColumns } from "./columns";
import { toPlotData } from "./plot-data";
import { type PlotSettings, plotOptions } from "./plot-options";

export type PlotRequest = Omit<PlotSettings, "width" | "series" | "colours"> & { onFirstDraw(): void };

export interface Plot {
  setColumns(columns: ChartColumns): void;
  redraw(): void;
  destroy(): void;
}

/** A plot in this element. It draws nothing before the first columns with at least one time. */
export function createPlot(host: HTMLElement, request: PlotRequest): Plot {
  let colours = readChartColours();
  let plot: uPlot | undefined;
  let drawn = "";
  let columns: ChartColumns = { times: [], series: [] };
  let hasDrawn = false;
  // Remembered: asked for at each update, it would make the browser lay the page out each time.
  let width = host.clientWidth;

  function setColumns(next: ChartColumns): void {
    columns = next;
    if (next.times.length === 0 || width === 0) {
      remove();
      return;
    }
    const data = toPlotData(next, request.isStacked);
    const shape = next.series.map(({ id, label, colour }) => `${id}\u0000${label}\u0000${colour}`).join("\u0001");
    if (plot && shape === drawn) {
      plot.setData(data);
      return;
    }
    remove();
    drawn = shape;
    plot = new uPlot(
      {
        ...plotOptions({ ...request, width, series: next.series, colours: () => colours }),
        plugins: [tooltipPlugin({ unit: request.unit, at: valuesAt })],
      },
      data,
      host,
    );
    if (!hasDrawn) {
      hasDrawn = true;
      request.onFirstDraw();
    }
  }

  /** Read from what is plotted: the columns may be views that have moved on since. */
  function valuesAt(index: number) {
    const time = plot?.data[0][index];
    if (time === undefined || !plot) return undefined;
    const heights = plot.data.slice(1).map((column) => column[index] ?? Number.NaN);
    return {
      time,
      rows: columns.series.map(({ label, colour }, place) => {
        const height = heights[place] ?? Number.NaN;
        const below = request.isStacked && place > 0 ? (heights[place - 1] ?? Number.NaN) : Number.NaN;
        return {
          label,
          value: Number.isNaN(below) ? height : height - below,
          colour: seriesColour(colours, colour, place),
          height,
        };
      }),
    };
  }

  function remove(): void {
    plot?.destroy();
    plot = undefined;
    drawn = "";
  }

  const resize = new ResizeObserver(([entry]) => {
    width = Math.floor(entry?.contentRect.width ?? 0);
    if (!plot) setColumns(columns);
    else if (width > 0 && width !== plot.width) plot.setSize({ width, height: request.height });
  });
  resize.observe(host);
  const stopTheme = onThemeChange(() => {
    colours = readChartColours();
    plot?.redraw(false, true);
  });

  return {
    setColumns,
    // Given its data again, a plot works out its scales again.
    redraw: () => setColumns(columns),
    destroy() {
      resize.disconnect();
      stopTheme();
      remove();
    },
  };
}
