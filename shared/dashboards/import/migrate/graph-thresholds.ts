// The old graph's thresholds: each a line, an area above or below it, or both.
import { entryOf, flagOf, type Json, numberOf, recordOf, recordsOf, textOf } from "../lenient";
import type { Site } from "../site";
import type { FieldSettings } from "./merge";

interface Mark {
  value: number;
  isBelow: boolean;
  color: string;
  hasLine: boolean;
  hasArea: boolean;
}

const modeColors: Readonly<Record<string, string>> = { critical: "red", warning: "orange", ok: "green" };

export function thresholdsOfGraph(panel: Json, site: Site): FieldSettings | undefined {
  const marks = [...recordsOf(panel.thresholds).flatMap(({ value }) => markOf(value)), ...marksOfGrid(recordOf(panel.grid))];
  if (marks.length === 0) return undefined;
  if (new Set(marks.map(({ isBelow }) => isBelow)).size > 1 && marks.length > 2) {
    site.leftOut(".thresholds", "Thresholds above and below in one panel are drawn as one rising scale.");
  }
  const hasLine = marks.some((mark) => mark.hasLine);
  const hasArea = marks.some((mark) => mark.hasArea);
  const mode = hasArea ? (hasLine ? "line+area" : "area") : "line";
  return { defaults: { thresholds: { mode: "absolute", steps: stepsOf(marks) } }, custom: { thresholdsStyle: { mode } } };
}

/** What lies above the highest mark from below, or below the lowest from above, has no colour. */
function stepsOf(marks: Mark[]): { value: number | null; color: string }[] {
  const rising = [...marks].sort((a, b) => a.value - b.value);
  const steps: { value: number | null; color: string }[] = [
    { value: null, color: rising.find(({ isBelow }) => isBelow)?.color ?? "transparent" },
  ];
  rising.forEach((mark, index) => {
    const nextBelow = rising.slice(index + 1).find(({ isBelow }) => isBelow);
    steps.push({ value: mark.value, color: mark.isBelow ? (nextBelow?.color ?? "transparent") : mark.color });
  });
  return steps;
}

function markOf(given: Json): Mark[] {
  const value = numberOf(given.value);
  if (value === undefined || given.visible === false) return [];
  const custom = textOf(given.lineColor) || textOf(given.fillColor);
  const color = entryOf(modeColors, given.colorMode) || custom || "red";
  return [{ value, isBelow: given.op === "lt", color, hasLine: flagOf(given.line), hasArea: flagOf(given.fill) }];
}

/** Those of 2015. */
function marksOfGrid(grid: Json): Mark[] {
  return [1, 2].flatMap((number): Mark[] => {
    const value = numberOf(grid[`threshold${number}`]);
    if (value === undefined) return [];
    const isLine = flagOf(grid.thresholdLine);
    return [
      { value, isBelow: false, color: textOf(grid[`threshold${number}Color`]) || "red", hasLine: isLine, hasArea: !isLine },
    ];
  });
}
