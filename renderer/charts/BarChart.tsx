import {
  Bar,
  type BarShapeProps,
  CartesianGrid,
  BarChart as Recharts,
  ReferenceLine,
  Tooltip,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
  type YAxisTickContentProps,
} from "recharts";
import { CategoryTick, ValueTick } from "./BarTicks";
import { categoryTicks } from "./category-ticks";
import { MarkTooltip } from "./MarkTooltip";
import styles from "./Recharts.module.css";
import { textWidth } from "./text-width";

export interface BarSeries {
  id: string;
  name: string;
  colour: string;
  /** Percent of its colour that the bars are filled with, and the width of their outline. */
  fillOpacity: number;
  lineWidth: number;
  /** One for each category; null: no bar. `size` is what is drawn, `text` what is said. */
  bars: readonly ({ size: number; text: string; colour: string } | null)[];
}

export interface BarChartProps {
  categories: readonly string[];
  series: readonly BarSeries[];
  width: number;
  height: number;
  isHorizontal: boolean;
  isStacked: boolean;
  /** The axis of values: where it goes, its marks and what they say. */
  axis: {
    min: number;
    max: number;
    ticks: readonly number[];
    texts: readonly string[];
    label: string;
    place: "left" | "right" | "hidden";
  };
  /** Shares of the room of a category, and of a bar's own place. */
  groupWidth: number;
  barWidth: number;
  /** Of a bar's width, 0 to 0.5. */
  radius: number;
  /** Degrees, and characters. */
  labelRotation: number;
  labelLength?: number | undefined;
  showValue: "auto" | "always" | "never";
  tooltip: "single" | "multi" | "none";
  tooltipOrder: "none" | "asc" | "desc";
}

/** Bars by category. What it says is also in the table of its panel, for those who cannot see it. */
export function BarChart(props: BarChartProps) {
  const { categories, series, width, height, isHorizontal, isStacked, axis } = props;
  const rows = categories.map((category, index) => ({
    category: index,
    name: category,
    ...Object.fromEntries(series.map(({ bars }, place) => [`s${place}`, bars[index]?.size ?? null])),
  }));
  const valueRoom = axis.place === "hidden" ? 0 : isHorizontal ? 18 : Math.max(...axis.texts.map((text) => textWidth(text))) + 10;
  const room = isHorizontal ? height : width - valueRoom;
  const ticks = categoryTicks(categories, { room, lead: valueRoom, isHorizontal, panel: { width, height } }, props);
  const name = "category" as const;
  const common = { tickLine: false, axisLine: false, interval: 0, tickSize: 0, tickMargin: 0 } as const;
  const category = {
    ...common,
    dataKey: name,
    type: "category" as const,
    tick: (tick: XAxisTickContentProps | YAxisTickContentProps) => (
      <CategoryTick tick={tick} ticks={ticks} isHorizontal={isHorizontal} />
    ),
  };
  const value = {
    ...common,
    type: "number" as const,
    domain: [axis.min, axis.max],
    allowDataOverflow: true,
    ticks: [...axis.ticks],
    hide: axis.place === "hidden",
    tick: (tick: XAxisTickContentProps | YAxisTickContentProps) => (
      <ValueTick tick={tick} text={axis.texts[axis.ticks.indexOf(Number(tick.payload.value))] ?? ""} isBelow={isHorizontal} />
    ),
    ...(axis.label !== "" && { label: axisLabel(axis.label, isHorizontal, axis.place) }),
  };
  // Half of the last mark's text, and of a bar's value, stand beyond the end of the axis.
  const lastRoom = Math.max(14, textWidth(axis.texts[axis.texts.length - 1] ?? "") / 2 + 2);
  const labelRoom = axis.label === "" ? 0 : 16;
  return (
    <Recharts
      data={rows}
      width={width}
      height={height}
      layout={isHorizontal ? "vertical" : "horizontal"}
      margin={{ top: 10, right: isHorizontal ? lastRoom : 4, bottom: 0, left: 0 }}
      barCategoryGap={`${Math.round((1 - props.groupWidth) * 100)}%`}
      barGap={`${Math.round((1 - props.barWidth) * 100)}%`}
      accessibilityLayer={false}
      className={styles.chart}
    >
      <CartesianGrid vertical={isHorizontal} horizontal={!isHorizontal} stroke="var(--hairline)" />
      {isHorizontal ? (
        <>
          <XAxis {...value} height={valueRoom + labelRoom} />
          <YAxis {...category} width={ticks.room} />
        </>
      ) : (
        <>
          <XAxis {...category} height={ticks.room} />
          <YAxis {...value} width={valueRoom + labelRoom} orientation={axis.place === "right" ? "right" : "left"} />
        </>
      )}
      {axis.min < 0 && <ReferenceLine {...(isHorizontal ? { x: 0 } : { y: 0 })} stroke="var(--hairline-strong)" />}
      {series.map((each, place) => (
        <Bar
          key={each.id}
          dataKey={`s${place}`}
          name={each.name}
          {...(isStacked && { stackId: "all" })}
          isAnimationActive={false}
          shape={(bar: BarShapeProps) => <Mark bar={bar} series={each} chart={props} />}
        />
      ))}
      {props.tooltip !== "none" && (
        <Tooltip
          isAnimationActive={false}
          shared={props.tooltip === "multi"}
          cursor={{ fill: "var(--hover)" }}
          content={({ active, payload, label }) =>
            active ? <BarTooltip chart={props} index={Number(payload[0]?.payload?.category ?? label)} pointed={payload} /> : null
          }
        />
      )}
    </Recharts>
  );
}

const axisLabel = (value: string, isHorizontal: boolean, place: string) =>
  isHorizontal
    ? { value, position: "insideBottom" as const, className: styles.axisLabel }
    : {
        value,
        angle: -90,
        position: place === "right" ? ("insideRight" as const) : ("insideLeft" as const),
        className: styles.axisLabel,
      };

function Mark({ bar, series, chart }: { bar: BarShapeProps; series: BarSeries; chart: BarChartProps }) {
  const item = series.bars[bar.index];
  if (!item) return null;
  // Recharts gives bars below zero a negative size.
  const width = Math.abs(bar.width);
  const height = Math.abs(bar.height);
  const x = Math.min(bar.x, bar.x + bar.width);
  const y = Math.min(bar.y, bar.y + bar.height);
  const text = valueText(item.text, { width, height }, chart);
  const isBelow = !chart.isHorizontal && item.size < 0;
  return (
    <g>
      <rect
        {...{ x, y, width, height }}
        rx={Math.min(chart.radius * (chart.isHorizontal ? height : width), Math.min(width, height) / 2)}
        fill={item.colour}
        fillOpacity={series.fillOpacity / 100}
        stroke={series.lineWidth > 0 ? item.colour : "none"}
        strokeWidth={series.lineWidth}
      />
      {text !== "" &&
        (chart.isHorizontal ? (
          <text
            x={item.size < 0 ? x - 4 : x + width + 4}
            y={y + height / 2}
            textAnchor={item.size < 0 ? "end" : "start"}
            dominantBaseline="central"
            className={styles.value}
          >
            {text}
          </text>
        ) : (
          <text x={x + width / 2} y={isBelow ? y + height + 11 : y - 4} textAnchor="middle" className={styles.value}>
            {text}
          </text>
        ))}
    </g>
  );
}

/** What stands at a bar's end: of stacked ones nothing, since their ends are inside of others. */
function valueText(
  text: string,
  bar: { width: number; height: number },
  { showValue, isHorizontal, isStacked }: BarChartProps,
): string {
  if (showValue === "never") return "";
  if (showValue === "always") return text;
  if (isStacked) return "";
  return isHorizontal ? (bar.height >= 11 ? text : "") : textWidth(text) <= bar.width + 4 ? text : "";
}

interface BarTooltipProps {
  chart: BarChartProps;
  index: number;
  pointed: readonly { dataKey?: unknown }[];
}

function BarTooltip({ chart, index, pointed }: BarTooltipProps) {
  const category = chart.categories[index];
  if (category === undefined) return null;
  const keys = new Set(pointed.map(({ dataKey }) => dataKey));
  const marks = chart.series.flatMap((each, place) => {
    const bar = each.bars[index];
    const isPointed = keys.has(`s${place}`);
    if (!bar || (chart.tooltip === "single" && !isPointed)) return [];
    return [{ id: each.id, name: each.name, colour: bar.colour, detail: bar.text, isNearest: false, size: bar.size }];
  });
  const sign = { none: 0, asc: 1, desc: -1 }[chart.tooltipOrder];
  return <MarkTooltip title={category} marks={marks.sort((a, b) => sign * (a.size - b.size))} />;
}
