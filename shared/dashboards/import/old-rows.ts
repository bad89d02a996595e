// The layout before 2018: rows of a height in pixels, each with panels that span some of twelve columns.
import { gridColumns } from "../layout";
import { flagOf, type Json, numberOf, textOf } from "./lenient";
import { entriesOf, headOf, type Placed, type Section } from "./sections";
import type { Site } from "./site";

const defaultHeight = 250;
/** A row of the grid with its gap, in pixels. */
const rowPx = 38;
const leastHeight = 3;

export function sectionsOfRows(given: unknown, path: string, site: Site): Section[] {
  const rows = entriesOf(given, path, site).filter(
    ({ value }) => numberOf(value.repeatRowId) === undefined || textOf(value.repeat) !== "",
  );
  // Where no row shows its title, closes or repeats, the rows only broke the lines.
  const areHeads = rows.some(({ value }) => flagOf(value.collapse) || flagOf(value.showTitle) || textOf(value.repeat) !== "");
  const sections = rows.map(({ value, path: at }): Section => {
    const panels = placeRow(value, at, site);
    const head = headOf(value);
    return { ...head, panels };
  });
  return areHeads ? sections : [joined(sections)];
}

function placeRow(row: Json, path: string, site: Site): Placed[] {
  const rowHeight = heightOf(row.height) ?? heightOf(defaultHeight) ?? leastHeight;
  let line = { x: 0, y: 0, height: 0 };
  return entriesOf(row.panels, `${path}.panels`, site).map(({ value, path: at }) => {
    const width = Math.min(gridColumns, Math.max(1, Math.floor((numberOf(value.span) ?? 4) * 2)));
    const height = heightOf(value.height) ?? rowHeight;
    if (line.x + width > gridColumns) line = { x: 0, y: line.y + line.height, height: 0 };
    const place = { x: line.x, y: line.y, width, height };
    line = { x: line.x + width, y: line.y, height: Math.max(line.height, height) };
    return { value, path: at, place };
  });
}

/** `"250px"`, `"250"` or a number of pixels, in rows of the grid. */
function heightOf(given: unknown): number | undefined {
  const px = numberOf(typeof given === "string" ? given.replace(/px$/, "") : given);
  return px === undefined || px <= 0 ? undefined : Math.min(1000, Math.max(leastHeight, Math.ceil(px / rowPx)));
}

function joined(sections: Section[]): Section {
  let y = 0;
  const panels = sections.flatMap((section) => {
    const top = y;
    y += section.panels.reduce((most, { place }) => Math.max(most, place.y + place.height), 0);
    return section.panels.map((panel) => ({ ...panel, place: { ...panel.place, y: top + panel.place.y } }));
  });
  return { title: "", isCollapsed: false, isHeadless: true, panels };
}
