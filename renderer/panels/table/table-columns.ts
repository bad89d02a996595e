// The columns of a frame as a table shows them, and how wide each wants to be.
import { type Display, displayOf } from "#shared/dashboards/data/display";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { isSparkline } from "#shared/dashboards/data/sparkline";
import { type TableCustom, tableCustomSchema } from "#shared/dashboards/options/table";

export interface TableColumn {
  /** Its name, and its place among those of the same name: stays from answer to answer. */
  id: string;
  field: Field;
  custom: TableCustom;
  display(value: unknown): Display;
}

/** All columns that are not hidden, in the frame's order. */
export function columnsOf(frame: Frame, timeZone: string): TableColumn[] {
  const seen = new Map<string, number>();
  return frame.fields.flatMap((field) => {
    const times = (seen.get(field.display) ?? 0) + 1;
    seen.set(field.display, times);
    const custom = tableCustomSchema.parse(field.config.custom ?? {});
    if (custom.hidden) return [];
    return [
      { id: times === 1 ? field.display : `${field.display} (${times})`, field, custom, display: displayOf(field, { timeZone }) },
    ];
  });
}

export const isNumeric = ({ field }: TableColumn): boolean => field.kind === "number";

/** What a cell says, in one line of text: for filters, for copying, and for screen readers. */
export function cellText({ field, display }: TableColumn, row: number): string {
  const value: unknown = field.values[row];
  if (typeof value === "object" && value !== null && !isSparkline(value)) return writeJson(value);
  return display(value).text;
}

/** Typed arrays are lists too; what cannot be written as JSON (a value that holds itself) says so. */
export function writeJson(value: unknown, space?: number): string {
  try {
    return (
      JSON.stringify(value, (_, part: unknown) => (ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part), space) ??
      ""
    );
  } catch {
    // A value out of a transformation that points back at itself: there is no text of it.
    return "(not JSON)";
  }
}

export interface ColumnWidth {
  minWidth: number;
  grow?: number;
}

/** As many rows are looked at as are seen at once; the ones below may be wider, and are cut with a tooltip. */
const looked = 40;
const cellPadding = 20;
/** The padding, the arrow of the sort, and the button of the filter. */
const headExtra = 38;
const filterExtra = 24;
/** A coloured ground reaches beyond its words. */
const groundExtra = 14;

/**
 * The width of a column: as told, or by its words. Columns of words share what is left of the room, each by the room that it would
 * like to have.
 */
export function widthOf(column: TableColumn, measure: (text: string) => number): ColumnWidth {
  const { custom, field } = column;
  if (custom.width !== undefined) return { minWidth: custom.width };
  const extra = cellPadding + (custom.cellOptions.type === "color-background" ? groundExtra : 0);
  const head = measure(column.id) + headExtra + (custom.filterable ? filterExtra : 0);
  let widest = 0;
  for (let row = 0; row < Math.min(looked, field.values.length); row++) {
    widest = Math.max(widest, measure(cellText(column, row).slice(0, 200)) + extra);
  }
  const wanted = Math.min(420, Math.max(head, 60, Math.ceil(widest * wantedShare(custom))));
  // Words are cut with a tooltip before the table scrolls sideways; a number that is cut would be another number.
  const most = isNumeric(column) || field.kind === "time" ? 260 : 110;
  const least = custom.minWidth ?? Math.min(wanted, Math.max(Math.min(head, 200), most));
  return { minWidth: least, grow: wanted };
}

/** Bars and lines need room that their text does not tell of. */
function wantedShare({ cellOptions }: TableCustom): number {
  return cellOptions.type === "gauge" || cellOptions.type === "sparkline" ? 2.2 : 1;
}
