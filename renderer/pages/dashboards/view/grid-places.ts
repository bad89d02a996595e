// Where the panels of a grid stand, in px. Below a width at which panels can be read they stand one below another.
import { gridColumns } from "#shared/dashboards/layout";

/**
 * A row of the grid, and the gap between two panels, in px. Dashboards of the field have 30 and 8: together as much, so that what was
 * laid out there keeps its proportions; the gap is the one between cards here.
 */
export const rowHeight = 26;
export const gridGap = 12;
/** Half of a 1024 px window without its navigation is still read; less is not. */
const leastGridWidth = 640;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

const heightOf = (rows: number): number => rows * rowHeight + (rows - 1) * gridGap;

export const isStacked = (width: number): boolean => width < leastGridWidth;

/** One place for each box, in their order, and how high they are together. */
export function gridPlaces(boxes: readonly Box[], width: number): { places: Place[]; height: number } {
  return isStacked(width) ? stacked(boxes, width) : sideBySide(boxes, width);
}

function sideBySide(boxes: readonly Box[], width: number): { places: Place[]; height: number } {
  const column = (width - gridGap * (gridColumns - 1)) / gridColumns;
  let height = 0;
  const places = boxes.map((box) => {
    const left = Math.round(box.x * (column + gridGap));
    const right = Math.round((box.x + box.width) * (column + gridGap) - gridGap);
    const place = { left, top: box.y * (rowHeight + gridGap), width: right - left, height: heightOf(box.height) };
    height = Math.max(height, place.top + place.height);
    return place;
  });
  return { places, height };
}

/** In reading order. Small figures stand two in a line. */
function stacked(boxes: readonly Box[], width: number): { places: Place[]; height: number } {
  const order = boxes.map((box, index) => ({ box, index })).sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const places: Place[] = [];
  let top = 0;
  let half: { index: number; height: number } | undefined;
  const halfWidth = Math.floor((width - gridGap) / 2);
  for (const { box, index } of order) {
    const height = heightOf(box.height);
    if (box.width <= 6 && half && half.height === height) {
      places[half.index] = { left: 0, top: top - height - gridGap, width: halfWidth, height };
      places[index] = { left: halfWidth + gridGap, top: top - height - gridGap, width: width - halfWidth - gridGap, height };
      half = undefined;
      continue;
    }
    places[index] = { left: 0, top, width, height };
    half = box.width <= 6 ? { index, height } : undefined;
    top += height + gridGap;
  }
  return { places, height: Math.max(0, top - gridGap) };
}
