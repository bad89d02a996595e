// How the old graph drew a series, in the words of a time series.
import { defined, flagOf, type Json, numberOf } from "../lenient";

/** How lines, bars and points are drawn; those that an override names in the same words too. */
export function drawing(given: Json): Json {
  const isOn = (name: string, usual: boolean) => (given[name] === undefined ? usual : flagOf(given[name]));
  const hasStyle = ["lines", "bars", "points"].some((name) => given[name] !== undefined);
  const drawStyle = isOn("bars", false) ? "bars" : isOn("lines", true) || !isOn("points", false) ? "line" : "points";
  const fill = numberOf(given.fill);
  const gradient = numberOf(given.fillGradient) ?? 0;
  const radius = numberOf(given.pointradius);
  return defined({
    drawStyle: hasStyle ? drawStyle : undefined,
    lineWidth: bounded(numberOf(given.linewidth), 0, 10),
    fillOpacity: bounded(fill === undefined ? undefined : fill * 10, 0, 100),
    gradientMode: gradient > 0 ? "opacity" : undefined,
    showPoints: given.points === undefined ? undefined : flagOf(given.points) ? "always" : "never",
    pointSize: given.points === undefined || !flagOf(given.points) ? undefined : bounded((radius ?? 2) * 2, 1, 40),
    lineInterpolation: flagOf(given.steppedLine) ? "stepAfter" : undefined,
    lineStyle: flagOf(given.dashes)
      ? { fill: "dash", dash: [numberOf(given.dashLength) ?? 10, numberOf(given.spaceLength) ?? 10] }
      : undefined,
    spanNulls: given.nullPointMode === "connected" ? true : undefined,
    stacking: stackingOf(given),
    transform: given.transform === "negative-Y" ? "negative-Y" : undefined,
  });
}

function stackingOf({ stack, percentage }: Json): Json | undefined {
  if (stack === undefined) return undefined;
  // In an override a letter names the group that a series is stacked in.
  if (typeof stack === "string" && /^[A-Z]$/.test(stack)) return { mode: "normal", group: stack };
  if (!flagOf(stack)) return { mode: "none", group: "A" };
  return { mode: flagOf(percentage) ? "percent" : "normal", group: "A" };
}

const bounded = (value: number | undefined, least: number, most: number): number | undefined =>
  value === undefined ? undefined : Math.min(most, Math.max(least, value));
