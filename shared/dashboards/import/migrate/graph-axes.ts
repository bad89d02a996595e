// The axes of the old graph, and of the graph before that.
import { defined, isRecord, type Json, listOf, numberOf, recordOf, textOf } from "../lenient";

export interface Axes {
  left: Json;
  right: Json;
}

/** `yaxes`, or the `y_formats` and `grid` of 2015, in the words of the first. */
export function axesOf(panel: Json): Axes {
  if (Array.isArray(panel.yaxes)) return { left: recordOf(panel.yaxes[0]), right: recordOf(panel.yaxes[1]) };
  const formats = listOf(panel.y_formats);
  const grid = recordOf(panel.grid);
  const isShown = panel["y-axis"] === undefined ? undefined : panel["y-axis"];
  const side = (index: number, name: "left" | "right"): Json =>
    defined({
      format: formats[index],
      label: panel[`${name}YAxisLabel`],
      min: grid[`${name}Min`],
      max: grid[`${name}Max`],
      logBase: grid[`${name}LogBase`],
      show: isShown,
    });
  return { left: side(0, "left"), right: side(1, "right") };
}

/** An axis as settings of the fields that it is for. */
export function axisSettings(axis: Json): { defaults: Json; custom: Json } {
  const logBase = numberOf(axis.logBase) ?? 1;
  const label = textOf(axis.label);
  return {
    defaults: defined({
      unit: unitOf(axis),
      min: numberOf(axis.min),
      max: numberOf(axis.max),
      decimals: numberOf(axis.decimals),
    }),
    custom: defined({
      axisLabel: label === "" ? undefined : label,
      axisPlacement: axis.show === false ? "hidden" : undefined,
      scaleDistribution: logBase > 1 ? { type: "log", log: logBase } : undefined,
    }),
  };
}

function unitOf(axis: Json): string | undefined {
  const unit = textOf(axis.format);
  return unit === "" || isRecord(axis.format) ? undefined : unit;
}
