import { useMemo } from "react";
import { keepsUnit, reduce, reducerTitle } from "#shared/dashboards/data/reduce";
import type { BarChartOptions } from "#shared/dashboards/options/bar-chart";
import { formatCount } from "#shared/format/count";
import { BarChart, type BarSeries } from "../../charts/BarChart";
import type { ChartColours } from "../../charts/chart-colours";
import type { LegendEntry } from "../../charts/legend-order";
import { SeriesLegend } from "../../charts/SeriesLegend";
import { useChartColours } from "../../charts/use-chart-colours";
import { EmptyState } from "../../components/EmptyState";
import { visibleText } from "../../components/visible-text";
import { valueColour } from "../figures/value-colour";
import { LegendFrame } from "../legend/LegendFrame";
import { useHidden } from "../legend/use-hidden";
import type { PanelViewProps } from "../panel";
import { type BarField, type BarTable, barsOf } from "./bars";
import { type ValueAxis, valueAxis } from "./value-axis";

/** Values by category. */
export function BarChartView({ title, options, data, width, height, timeZone }: PanelViewProps<BarChartOptions>) {
  const { xField, colorByField } = options;
  const table = useMemo(
    () => barsOf(data.frames, { xField, colorByField }, timeZone),
    [data.frames, xField, colorByField, timeZone],
  );
  const colours = useChartColours();
  const all = useMemo(() => table?.fields.map(({ id }) => id) ?? [], [table]);
  const hidden = useHidden(all);
  if (!table || table.fields.length === 0 || table.categories.length === 0) {
    return (
      <EmptyState title="Nothing to draw as bars">
        The answer has no column of numbers to be set against one of names or times.
      </EmptyState>
    );
  }
  const fields = table.fields.filter(({ id }) => !hidden.ids.has(id));
  const { legend } = options;
  const isHorizontal = options.orientation === "horizontal" || (options.orientation === "auto" && width < height);
  const showsLegend = legend.showLegend && width >= 150 && height >= 90;
  return (
    <LegendFrame
      placement={legend.placement}
      note={table.note}
      chart={(room) => (
        <figure aria-label={`${title}: ${summary(table)}`}>
          <BarChart
            {...room}
            categories={table.categories.map(visibleText)}
            series={fields.map((field) => seriesOf(field, table, fields, options, colours))}
            isHorizontal={isHorizontal}
            isStacked={options.stacking !== "none"}
            axis={axisOf(table, fields, options, isHorizontal ? room.width / 2.2 : room.height)}
            groupWidth={options.groupWidth}
            barWidth={options.barWidth}
            radius={options.barRadius}
            labelRotation={options.xTickLabelRotation}
            labelLength={options.xTickLabelMaxLength}
            showValue={options.showValue}
            tooltip={options.tooltip.mode}
            tooltipOrder={options.tooltip.sort}
          />
        </figure>
      )}
      legend={
        showsLegend && (
          <SeriesLegend
            label={`Legend of ${title}`}
            entries={table.fields
              .filter(({ custom }) => !custom.hideFrom.legend)
              .map((field) => entryOf(field, table, options, colours, hidden.ids))}
            columns={legend.calcs.map(reducerTitle)}
            mode={legend.displayMode}
            placement={legend.placement}
            width={legend.width}
            sortBy={legend.sortBy}
            sortDesc={legend.sortDesc}
            onOnly={hidden.only}
            onToggle={hidden.toggle}
          />
        )
      }
    />
  );
}

/** The colour of a whole series: what its legend shows. Where each bar has its own, that of its first one. */
function colourOf(field: BarField, table: BarTable, colours: ChartColours): string {
  return valueColour(table.display(field, table.valueOf(0, field)), field.field, field.index, colours);
}

function seriesOf(
  field: BarField,
  table: BarTable,
  shown: readonly BarField[],
  { stacking }: BarChartOptions,
  colours: ChartColours,
): BarSeries {
  const { field: column, custom } = field;
  return {
    id: field.id,
    name: visibleText(column.display),
    colour: colourOf(field, table, colours),
    fillOpacity: custom.fillOpacity,
    lineWidth: custom.lineWidth,
    bars: table.categories.map((_, category) => {
      const value = table.valueOf(category, field);
      if (!Number.isFinite(value)) return null;
      const display = table.display(field, value);
      const by = table.colorOf?.(category);
      const colour = by
        ? valueColour(by.display, by.field, category, colours)
        : valueColour(display, column, field.index, colours);
      const size = stacking === "percent" ? (value / wholeOf(table, shown, category)) * 100 : value;
      return { size: Number.isFinite(size) ? size : 0, text: visibleText(display.text), colour };
    }),
  };
}

const wholeOf = (table: BarTable, shown: readonly BarField[], category: number): number =>
  shown.reduce((sum, field) => sum + Math.abs(finite(table.valueOf(category, field))), 0);

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);

function axisOf(table: BarTable, shown: readonly BarField[], { stacking }: BarChartOptions, length: number) {
  const first = shown[0] ?? table.fields[0];
  const config = first?.field.config ?? {};
  const place = first?.custom.axisPlacement === "auto" ? "left" : (first?.custom.axisPlacement ?? "left");
  const label = visibleText(first?.custom.axisLabel ?? "");
  const axis: ValueAxis =
    stacking === "percent"
      ? valueAxis([0, 100], { max: 100, unit: "percent" }, length)
      : valueAxis(
          heights(table, shown, stacking === "normal"),
          {
            ...{ min: config.min, max: config.max, unit: config.unit, decimals: config.decimals },
            ...{ softMin: first?.custom.axisSoftMin, softMax: first?.custom.axisSoftMax },
          },
          length,
        );
  return { ...axis, place, label };
}

/** How far bars go: each by itself, or what is stacked above and below zero. */
function heights(table: BarTable, shown: readonly BarField[], isStacked: boolean): number[] {
  return table.categories.flatMap((_, category) => {
    const values = shown.map((field) => finite(table.valueOf(category, field)));
    if (!isStacked) return values;
    const sum = (sign: 1 | -1) => values.reduce((total, value) => (value * sign > 0 ? total + value : total), 0);
    return [sum(1), sum(-1)];
  });
}

function entryOf(
  field: BarField,
  table: BarTable,
  { legend }: BarChartOptions,
  colours: ChartColours,
  hidden: ReadonlySet<string>,
): LegendEntry {
  return {
    id: field.id,
    label: visibleText(field.field.display),
    colour: colourOf(field, table, colours),
    isHidden: hidden.has(field.id),
    values: legend.calcs.map((calc) => {
      const value = reduce(field.field, calc);
      const text = keepsUnit(calc) || typeof value !== "number" ? table.display(field, value).text : formatCount(value);
      return { text: visibleText(text), sort: typeof value === "number" ? value : Number.NaN };
    }),
  };
}

/** For those who cannot see it. */
function summary({ categories, fields, note }: BarTable): string {
  const names = fields.slice(0, 5).map(({ field }) => visibleText(field.display));
  return `${categories.length} categories of ${names.join(", ")}${fields.length > 5 ? ` and ${fields.length - 5} more` : ""}${note ? `; ${note}` : ""}`;
}
