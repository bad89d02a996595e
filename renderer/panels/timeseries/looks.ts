// How the fields of a chart over time are drawn, from what their configuration says.
import { displayOf, rangeOf } from "#shared/dashboards/data/display";
import { reduce } from "#shared/dashboards/data/reduce";
import { thresholdValues } from "#shared/dashboards/data/thresholds";
import { type LineColour, type LineLook, lineLook } from "../../charts/line-look";
import { placeOfName } from "../../charts/named-colours";
import type { DrawnField } from "./fields";

/** Two points that are up to this many steps apart are neighbours: a scrape may come a little late. */
const stepsToGap = 1.5;

export interface LookContext {
  timeZone: string;
  /** How many lines share the chart. */
  count: number;
}

export function lookOf(
  { id, label, field, frame, custom, place }: DrawnField,
  axis: string,
  { timeZone, count }: LookContext,
): LineLook {
  const display = displayOf(field, { timeZone });
  const { stacking, lineStyle } = custom;
  return lineLook({
    ...{ id, axis, label },
    colour: colourOf(field, place),
    draw: custom.drawStyle === "points" ? "points" : custom.drawStyle,
    interpolation: custom.lineInterpolation,
    width: custom.lineWidth,
    dash: lineStyle.fill === "dash" ? dashOf(lineStyle.dash) : undefined,
    isDotted: lineStyle.fill === "dot",
    fill: custom.drawStyle === "points" ? 0 : fillShare(custom, count),
    gradient: custom.gradientMode,
    points: custom.showPoints,
    pointSize: custom.pointSize,
    barAlignment: custom.barAlignment,
    barWidth: custom.barWidthFactor,
    gapMs: typeof custom.insertNulls === "number" ? custom.insertNulls : gapOf(frame.stepMs),
    spanMs: custom.spanNulls === true ? Number.POSITIVE_INFINITY : custom.spanNulls === false ? 0 : custom.spanNulls,
    stack: stacking.mode === "none" ? undefined : { group: `${axis} ${stacking.group}`, isPercent: stacking.mode === "percent" },
    isNegative: custom.transform === "negative-Y",
    isInTip: !custom.hideFrom.tooltip,
    write: (value) => display(value).text,
  });
}

/** Fifty faint areas over one another are an opaque one: from a few on, they share what there is of it. */
function fillShare({ fillOpacity, stacking, drawStyle, fillBelowTo }: DrawnField["custom"], count: number): number {
  const share = fillOpacity / 100;
  if (stacking.mode !== "none" || drawStyle === "bars" || fillBelowTo !== undefined) return share;
  const shared = share * Math.min(1, fewAreas / count);
  return shared < 0.02 && shared < share ? 0 : shared;
}

const fewAreas = 6;

const gapOf = (stepMs: number | undefined): number => (stepMs === undefined ? Number.POSITIVE_INFINITY : stepMs * stepsToGap);

const dashOf = (dash: readonly number[] | undefined): number[] => {
  const parts = (dash ?? []).filter((part) => part >= 0 && part <= 1000).slice(0, 20);
  return parts.some((part) => part > 0) ? parts : [10, 10];
};

/** By its place, one colour, or by its values. */
export function colourOf(field: DrawnField["field"], place: number): LineColour {
  const { color, thresholds } = field.config;
  const mode = color?.mode ?? "palette-classic";
  if (mode === "fixed") return { kind: "named", name: color?.fixedColor ?? "text" };
  if (mode === "shades") return { kind: "shade", name: color?.fixedColor ?? "green", place };
  if (mode === "palette-classic-by-name") return { kind: "place", place: placeOfName(field.display) };
  const at = () => {
    const value = reduce(field, color?.seriesBy === undefined || color.seriesBy === "last" ? "lastNotNull" : color.seriesBy);
    return typeof value === "number" ? value : undefined;
  };
  if (mode === "thresholds") {
    const steps = thresholdValues(thresholds ?? { mode: "absolute", steps: [] }, rangeOf(field));
    if (steps.length === 0) return { kind: "named", name: "green" };
    return { kind: "steps", steps: steps.map(({ from, color: name }) => ({ from, colour: name })), at: at() };
  }
  if (mode.startsWith("continuous-")) return { kind: "scheme", scheme: mode, ...rangeOf(field), at: at() };
  return { kind: "place", place };
}

/** Which line each line is filled down to: `fillBelowTo` names it as people read it. */
export function withFillTargets(looks: readonly LineLook[], drawn: readonly DrawnField[]): LineLook[] {
  return looks.map((look, place) => {
    const name = drawn[place]?.custom.fillBelowTo;
    const target =
      name === undefined ? undefined : looks.find((_, other) => drawn[other]?.field.display === name && other !== place);
    return target ? { ...look, fillTo: target.id, fill: look.fill === 0 ? 0.35 : look.fill } : look;
  });
}
