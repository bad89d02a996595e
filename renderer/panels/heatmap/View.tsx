import { Grid3x3 } from "lucide-react";
import { useCallback, useMemo } from "react";
import { numberFieldsOf } from "#shared/dashboards/data/fields";
import type { Frame } from "#shared/dashboards/data/frame";
import { type Heatmap, type HeatmapRow, heatmapOf } from "#shared/dashboards/data/heatmap";
import type { HeatmapOptions } from "#shared/dashboards/options/heatmap";
import { formatAxis, formatValue } from "#shared/format/value-formats/index";
import { ChartFrame } from "../../charts/ChartFrame";
import { ColourScale } from "../../charts/ColourScale";
import { heatmapDrawing } from "../../charts/heatmap-drawing";
import { bucketAxis } from "../../charts/row-axis";
import { type DrawnChart, TimePlot } from "../../charts/TimePlot";
import { zoneStretch } from "../../charts/time-zone";
import { sharedColours, useChartColours } from "../../charts/use-chart-colours";
import { EmptyState } from "../../components/EmptyState";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";
import { type CountRange, countColour, countRange, isDrawn, shareOfCount } from "./colours";
import { withinAxis } from "./rows";

/** How many values fell into which bucket, over time. */
export function HeatmapView(props: PanelViewProps<HeatmapOptions>) {
  const { title, data, height, timeZone } = props;
  const colours = useChartColours();
  const options = useMemo(() => withUnit(props.options, data.frames), [props.options, data.frames]);
  const heatmap = useMemo(() => {
    const found = heatmapOf(data.frames, options);
    return found && withinAxis(found, options.yAxis);
  }, [data.frames, options]);
  const range = useMemo(() => heatmap && countRange(heatmap.counts, options), [heatmap, options]);
  const draw = useCallback(
    () => heatmap && range && chartOf(heatmap, range, options, timeZone),
    [heatmap, range, options, timeZone],
  );
  if (!heatmap || !range) {
    return (
      <EmptyState icon={Grid3x3} title="No buckets to draw">
        A heatmap wants a histogram's buckets (a query in the format “heatmap”), or any lines and the option “Count here”.
      </EmptyState>
    );
  }
  const words = (count: number) => countWords(count, options);
  return (
    <ChartFrame
      placement="bottom"
      legend={
        options.legend.show &&
        height >= 110 && (
          <ColourScale
            low={words(range.min)}
            high={words(range.max)}
            colours={scaleStops(range, options).map((share) => countColour(share, options.color, colours))}
          />
        )
      }
    >
      <TimePlot
        title={title}
        draw={draw}
        range={data.range}
        timeZone={timeZone}
        syncKey={props.syncKey}
        annotations={data.annotations}
        onZoom={props.onZoom}
        onZoomOut={props.onZoomOut}
        onAnnotate={props.onAnnotate}
      />
    </ChartFrame>
  );
}

/** Rows that are counted out of lines are in the unit of the lines, unless the axis has one of its own. */
function withUnit(options: HeatmapOptions, frames: readonly Frame[]): HeatmapOptions {
  if (!options.calculate || options.yAxis.unit !== undefined) return options;
  const unit = frames.flatMap(numberFieldsOf)[0]?.config.unit;
  return unit === undefined ? options : { ...options, yAxis: { ...options.yAxis, unit } };
}

const countWords = (count: number, { cellValues }: HeatmapOptions): string =>
  formatValue(count, cellValues.unit ?? "short", cellValues.decimals).text;

/** The scale is drawn by count, as the eye reads it: where it is exponential, the colours are not evenly spread. */
const scaleStops = (range: CountRange, { color }: HeatmapOptions): number[] =>
  Array.from({ length: 24 }, (_, index) => shareOfCount(range.min + ((range.max - range.min) * index) / 23, range, color));

function chartOf(heatmap: Heatmap, range: CountRange, options: HeatmapOptions, timeZone: string): DrawnChart {
  const { yAxis, tooltip } = options;
  const isOfEnds = heatmap.rows.every(({ low }) => !Number.isNaN(low));
  const drawing = heatmapDrawing({
    heatmap,
    axis: bucketAxis("buckets", {
      side: yAxis.axisPlacement === "right" ? "right" : "left",
      isHidden: yAxis.axisPlacement === "hidden",
      label: yAxis.axisLabel === "" ? undefined : yAxis.axisLabel,
      isReversed: yAxis.reverse,
      labels: heatmap.rows.map(({ high, label }) => (isOfEnds ? boundWords(high, yAxis) : visibleText(label))),
      isOfEnds,
    }),
    gap: options.cellGap,
    colourOf: (count, colours) =>
      isDrawn(count, options) ? countColour(shareOfCount(count, range, options.color), options.color, colours) : undefined,
    tip: tooltip.mode === "none" ? "none" : tooltip.mode === "multi" || tooltip.yHistogram ? "column" : "cell",
    writeStretch: (from, to) => zoneStretch(timeZone, from, to),
    writeCount: (count) => countWords(count, options),
    writeRow: (row) => rowWords(row, options),
    colours: sharedColours,
  });
  return { drawing, summary: summary(heatmap, (count) => countWords(count, options)) };
}

/** As many digits as the bound has: `2.5 s`, and not `2.50 s`. */
const boundWords = (bound: number, { unit, decimals }: HeatmapOptions["yAxis"]): string =>
  Number.isFinite(bound) ? (formatAxis([bound], unit || "short", decimals)[0] ?? "") : "∞";

/** `100 ms to 250 ms`, `over 10 s`, or its name. */
function rowWords({ low, high, label }: HeatmapRow, { yAxis }: HeatmapOptions): string {
  if (Number.isNaN(low)) return visibleText(label);
  const words = (bound: number) => boundWords(bound, yAxis);
  if (high === Number.POSITIVE_INFINITY) return `over ${words(low)}`;
  if (low === Number.NEGATIVE_INFINITY) return `up to ${words(high)}`;
  return `${words(low)} to ${words(high)}`;
}

function summary({ rows, times, counts, max }: Heatmap, words: (count: number) => string): string {
  const at = counts.indexOf(max);
  const row = rows[Math.floor(at / times.length)];
  return `${rows.length} buckets over ${times.length} times; most is ${words(max)}${row ? ` in ${visibleText(row.label)}` : ""}.`;
}
