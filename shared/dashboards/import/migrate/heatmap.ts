// The heatmap of before 2022: its settings lay at the top of the panel.
import { defined, flagOf, isEmpty, isRecord, type Json, numberOf, recordOf, recordsOf, textOf } from "../lenient";
import type { Site } from "../site";

export function migrateHeatmap(panel: Json, site: Site): Json {
  const hasOptions = isRecord(panel.options) && !isEmpty(without(panel.options));
  if (hasOptions) return withTooltipMode(panel);
  if (typeof panel.dataFormat !== "string" && !isRecord(panel.color) && !isRecord(panel.yAxis)) return withGuess(panel);
  site.converted(".type", "The old heatmap became a heatmap of today.");
  const calculate = panel.dataFormat !== "tsbuckets";
  const yAxis = recordOf(panel.yAxis);
  const tooltip = recordOf(panel.tooltip);
  const bound = textOf(panel.yBucketBound);
  return {
    ...panel,
    options: defined({
      calculate,
      calculation: calculate ? calculationOf(panel, yAxis) : undefined,
      color: colorOf(recordOf(panel.color)),
      cellGap: numberOf(recordOf(panel.cards).cardPadding) ?? 2,
      filterValues: flagOf(panel.hideZeroBuckets) ? { le: 1e-9 } : undefined,
      rowsFrame: { layout: bound === "upper" ? "le" : bound === "lower" ? "ge" : "auto" },
      yAxis: defined({
        axisPlacement: yAxis.show === false ? "hidden" : "left",
        unit: textOf(yAxis.format) || undefined,
        decimals: numberOf(yAxis.decimals),
        min: numberOf(yAxis.min),
        max: numberOf(yAxis.max),
        reverse: flagOf(panel.reverseYBuckets),
      }),
      legend: { show: flagOf(recordOf(panel.legend).show) },
      tooltip: { mode: tooltip.show === false ? "none" : "single", yHistogram: flagOf(tooltip.showHistogram) },
    }),
  };
}

/** In its first year the new heatmap's tooltip was on or off. */
function withTooltipMode(panel: Json): Json {
  const options = recordOf(panel.options);
  const { show, ...tooltip } = recordOf(options.tooltip);
  if (typeof show !== "boolean" || "mode" in tooltip) return panel;
  return { ...panel, options: { ...options, tooltip: { ...tooltip, mode: show ? "single" : "none" } } };
}

/** Some files have words for it that say nothing about the data. */
const without = (options: Json): Json =>
  Object.fromEntries(Object.entries(options).filter(([name]) => name !== "legend" && name !== "tooltip"));

/** Where nothing is said, the query tells: buckets have a bound `le`, and quantiles of them have none any more. */
function withGuess(panel: Json): Json {
  const targets = recordsOf(panel.targets).map(({ value }) => value);
  const isBuckets = targets.some(
    ({ format, expr }) => format === "heatmap" || (/\ble\b/.test(textOf(expr)) && !textOf(expr).includes("histogram_quantile")),
  );
  return isBuckets || targets.length === 0 ? panel : { ...panel, options: { ...recordOf(panel.options), calculate: true } };
}

function calculationOf(panel: Json, yAxis: Json): Json {
  const log = numberOf(yAxis.logBase) ?? 1;
  const xBuckets = bucketsOf(panel.xBucketSize, panel.xBucketNumber);
  const yBuckets = bucketsOf(panel.yBucketSize, panel.yBucketNumber);
  const scale = log > 1 ? { scale: { type: "log", log } } : {};
  return defined({
    xBuckets,
    yBuckets:
      yBuckets !== undefined || log > 1
        ? { ...(yBuckets ?? { mode: "size", value: textOf(yAxis.splitFactor) }), ...scale }
        : undefined,
  });
}

function bucketsOf(size: unknown, count: unknown): Json | undefined {
  if (textOf(size) !== "") return { mode: "size", value: textOf(size) };
  return numberOf(count) === undefined ? undefined : { mode: "count", value: textOf(count) };
}

function colorOf(color: Json): Json {
  const isOpacity = color.mode === "opacity";
  return defined({
    mode: isOpacity ? "opacity" : "scheme",
    scheme: textOf(color.colorScheme).replace(/^interpolate/, "") || "Oranges",
    fill: textOf(color.cardColor) || undefined,
    scale: color.colorScale === "linear" ? "linear" : "exponential",
    exponent: numberOf(color.exponent) ?? 0.5,
    min: numberOf(color.min),
    max: numberOf(color.max),
  });
}
