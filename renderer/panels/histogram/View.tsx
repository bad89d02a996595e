import { ChartColumn } from "lucide-react";
import { useCallback, useMemo } from "react";
import { displayOf } from "#shared/dashboards/data/display";
import { type Histogram, histogramOf } from "#shared/dashboards/data/histogram";
import type { FieldConfig } from "#shared/dashboards/field-config";
import { type HistogramOptions, histogramCustomSchema } from "#shared/dashboards/options/histogram";
import { formatAxis, formatValue, tickStep } from "#shared/format/value-formats/index";
import { ChartFrame } from "../../charts/ChartFrame";
import type { ChartColours } from "../../charts/chart-colours";
import { histogramDrawing } from "../../charts/histogram-drawing";
import { SeriesLegend } from "../../charts/SeriesLegend";
import { TimePlot } from "../../charts/TimePlot";
import { sharedColours, useChartColours } from "../../charts/use-chart-colours";
import { valueScale } from "../../charts/value-scale";
import { EmptyState } from "../../components/EmptyState";
import { visibleText } from "../../components/visible-text";
import { valueColour } from "../figures/value-colour";
import { useHidden } from "../legend/use-hidden";
import type { PanelViewProps } from "../panel";

/** How often which values occur. */
export function HistogramView({ title, options, data, height, timeZone }: PanelViewProps<HistogramOptions>) {
  const colours = useChartColours();
  const histogram = useMemo(() => histogramOf(data.frames, options), [data.frames, options]);
  const ids = useMemo(() => histogram?.series.map((_, index) => String(index)) ?? [], [histogram]);
  const { ids: hidden, only, toggle } = useHidden(ids);
  const draw = useCallback(
    () =>
      histogram && {
        drawing: drawingOf(histogram, { options, hidden, timeZone, colours }),
        summary: summary(histogram, timeZone),
      },
    [histogram, options, hidden, timeZone, colours],
  );
  if (!histogram) {
    return (
      <EmptyState icon={ChartColumn} title="No numbers to count">
        A histogram counts the numbers of the answer, and there are none in it.
      </EmptyState>
    );
  }
  const { lows, highs, series } = histogram;
  const { legend } = options;
  const hasLegend = legend.showLegend && series.length > 1 && height >= 80;
  return (
    <ChartFrame
      placement={legend.placement}
      legend={
        hasLegend && (
          <SeriesLegend
            label={`Legend of ${title}`}
            entries={series.map(({ field }, index) => ({
              id: String(index),
              label: visibleText(field.display),
              colour: valueColour(displayOf(field)(undefined), field, index, colours),
              isHidden: hidden.has(String(index)),
              values: [],
            }))}
            columns={[]}
            mode="list"
            placement={legend.placement}
            onOnly={only}
            onToggle={toggle}
          />
        )
      }
    >
      <TimePlot
        title={title}
        draw={draw}
        range={{ from: lows[0] as number, to: highs[highs.length - 1] as number }}
        timeZone={timeZone}
      />
    </ChartFrame>
  );
}

interface Context {
  options: HistogramOptions;
  hidden: ReadonlySet<string>;
  timeZone: string;
  colours: ChartColours;
}

const axisKey = "count";

function drawingOf({ lows, highs, series }: Histogram, { options, hidden, timeZone, colours }: Context) {
  const [first] = series;
  const config: FieldConfig = first?.field.config ?? {};
  const { fillOpacity, lineWidth, stacking } = histogramCustomSchema.parse(config.custom ?? {});
  const countUnit = stacking.mode === "percent" ? "percentunit" : "short";
  const isOverlaid = stacking.mode === "none" && series.length > 1;
  return histogramDrawing({
    lows,
    highs,
    series: series.flatMap(({ field, counts }, index) =>
      hidden.has(String(index))
        ? []
        : [
            {
              label: visibleText(field.display),
              colour: valueColour(displayOf(field)(undefined), field, index, colours),
              counts,
            },
          ],
    ),
    stacking: stacking.mode,
    axis: {
      ...{ key: axisKey, side: "left", leastWidth: 46 },
      fit: (extent, height) =>
        valueScale(extent, {
          most: Math.min(8, Math.max(2, Math.floor(height / 40))),
          hasZero: true,
          // A count is whole.
          step: (wanted) => tickStep(stacking.mode === "percent" ? wanted : Math.max(1, wanted), countUnit),
        }),
      words: (ticks) => formatAxis(ticks, countUnit),
    },
    across: {
      ticks: (low, high, most) => ticksBetween(low, high, tickStep((high - low) / Math.max(1, most), config.unit)),
      words: (ticks) => formatAxis(ticks, config.unit || "short", config.decimals, { timeZone }),
    },
    // Where they lie over one another, all of them have to be seen.
    fill: (fillOpacity / 100) * (isOverlaid ? 0.55 : 1),
    lineWidth,
    tip: options.tooltip.mode,
    writeBucket: (low, high) =>
      `${formatValue(low, config.unit, config.decimals).text} to ${formatValue(high, config.unit, config.decimals).text}`,
    writeCount: (count) => formatValue(count, "short").text,
    colours: sharedColours,
  });
}

function ticksBetween(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  for (let index = Math.ceil(low / step - 1e-9); ticks.length < 100; index++) {
    const tick = Number((index * step).toPrecision(12));
    if (tick > high + step * 1e-9) break;
    ticks.push(tick);
  }
  return ticks;
}

function summary({ lows, highs, series }: Histogram, timeZone: string): string {
  const totals = Array.from(lows, (_, index) => series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));
  const total = totals.reduce((sum, count) => sum + count, 0);
  const most = totals.indexOf(Math.max(...totals));
  const { unit, decimals } = series[0]?.field.config ?? {};
  const words = (value: number | undefined) => formatValue(value ?? Number.NaN, unit, decimals, { timeZone }).text;
  return `${total} values from ${words(lows[0])} to ${words(highs[highs.length - 1])}; most from ${words(lows[most])} to ${words(highs[most])}.`;
}
