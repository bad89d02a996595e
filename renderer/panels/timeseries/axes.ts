// The value axes of a chart: fields of one unit share one, other units have their own.
import { rangeOf } from "#shared/dashboards/data/display";
import { thresholdValues } from "#shared/dashboards/data/thresholds";
import { formatAxis, tickStep } from "#shared/format/value-formats/index";
import type { AxisLook, Distribution } from "../../charts/drawing";
import type { ThresholdLook } from "../../charts/paint-thresholds";
import { valueScale } from "../../charts/value-scale";
import type { DrawnField } from "./fields";

/** Room for the labels of a chart that is a small part of a page. */
const leastWidth = 46;
/** A chart has one axis for so many of its pixels, at most. */
const widthEach = 170;

export interface ChartAxes {
  axes: AxisLook[];
  thresholds: ThresholdLook[];
  /** The axis of each drawn field. */
  keys: string[];
}

export function chartAxes(drawn: readonly DrawnField[], room: { width: number; timeZone: string }): ChartAxes {
  const keys = drawn.map(axisKey);
  const groups = new Map<string, DrawnField[]>();
  for (const [place, each] of drawn.entries()) {
    const key = keys[place] as string;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  const axes: AxisLook[] = [];
  let shown = 0;
  for (const [key, members] of groups) {
    const placement = members[0]?.custom.axisPlacement ?? "auto";
    const isHidden = placement === "hidden" || shown >= Math.max(1, Math.floor(room.width / widthEach));
    // The first one is on the left, where charts one above another have theirs; other units have the other side.
    const side = placement === "left" || placement === "right" ? placement : shown === 0 ? "left" : "right";
    axes.push(axisLook(key, members, { side, isHidden, isFirst: shown === 0, timeZone: room.timeZone }));
    if (!isHidden) shown++;
  }
  return { axes, thresholds: [...groups].flatMap(([key, members]) => thresholdsOf(key, members)), keys };
}

/** Whatever differs here makes another axis. */
function axisKey({ field: { config }, custom }: DrawnField): string {
  const { axisPlacement, axisLabel, axisSoftMin, axisSoftMax, axisCenteredZero, scaleDistribution, stacking } = custom;
  const unit = stacking.mode === "percent" ? "percent of the stack" : (config.unit ?? "");
  return JSON.stringify([
    ...[unit, config.decimals, config.min, config.max, axisSoftMin, axisSoftMax, axisCenteredZero],
    ...[axisPlacement, axisLabel, scaleDistribution.type, scaleDistribution.log, scaleDistribution.linearThreshold],
  ]);
}

interface Placing {
  side: "left" | "right";
  isHidden: boolean;
  isFirst: boolean;
  timeZone: string;
}

function axisLook(key: string, members: readonly DrawnField[], { side, isHidden, isFirst, timeZone }: Placing): AxisLook {
  const [{ field, custom }] = members as [DrawnField];
  const isPercent = custom.stacking.mode === "percent";
  // A bare number is cut to a few digits, as everywhere on an axis.
  const unit = isPercent ? "percentunit" : field.config.unit || "short";
  const decimals = isPercent ? undefined : field.config.decimals;
  const distribution = distributionOf(custom.scaleDistribution);
  return {
    ...{ key, side, isHidden, leastWidth },
    label: custom.axisLabel === "" ? undefined : custom.axisLabel,
    hasGrid: custom.axisGridShow ?? isFirst,
    width: custom.axisWidth !== undefined && custom.axisWidth > 0 ? Math.min(400, custom.axisWidth) : undefined,
    distribution,
    fit: (extent, height) =>
      valueScale(extent, {
        most: Math.min(8, Math.max(2, Math.floor(height / 40))),
        hardMin: field.config.min,
        hardMax: field.config.max,
        softMin: custom.axisSoftMin,
        softMax: custom.axisSoftMax ?? (isPercent ? 1 : undefined),
        isCentred: custom.axisCenteredZero,
        hasZero: members.some(standsOnZero),
        distribution,
        step: (wanted) => tickStep(wanted, unit),
      }),
    words: (ticks) =>
      // From a thousandth to a million in one unit would be rows of noughts.
      distribution.type === "linear"
        ? formatAxis(ticks, unit, decimals, { timeZone })
        : ticks.map((tick) => formatAxis([tick], unit, decimals, { timeZone })[0] ?? ""),
  };
}

/** The length of a bar and the height of an area are read from zero. */
const standsOnZero = ({ custom: { drawStyle, stacking, fillOpacity } }: DrawnField): boolean =>
  drawStyle === "bars" || stacking.mode !== "none" || fillOpacity >= 40;

function distributionOf({ type, log, linearThreshold }: DrawnField["custom"]["scaleDistribution"]): Distribution {
  const base = log === 10 ? 10 : 2;
  if (type === "log") return { type, base };
  if (type === "symlog")
    return { type, base, threshold: linearThreshold !== undefined && linearThreshold > 0 ? linearThreshold : 1 };
  return { type };
}

/** Thresholds are of an axis: the first field that shows them says which. */
function thresholdsOf(axis: string, members: readonly DrawnField[]): ThresholdLook[] {
  const found = members.find(
    ({ custom: { thresholdsStyle } }) => thresholdsStyle.mode !== "off" && thresholdsStyle.mode !== "series",
  );
  const { thresholds } = found?.field.config ?? {};
  if (!found || !thresholds) return [];
  const { mode } = found.custom.thresholdsStyle;
  const line = mode.startsWith("dashed") ? "dashed" : mode.startsWith("line") ? "solid" : "none";
  const steps = thresholdValues(thresholds, rangeOf(found.field)).map(({ from, color }) => ({ from, colour: color }));
  return [{ axis, line, hasArea: mode.endsWith("area"), steps }];
}
