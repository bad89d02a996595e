// Many alerts in sight at once: several beside each other in a line, read from left to right and then down.
import type { BoardGroup, BoardLine } from "./groups";
import type { BoardRow } from "./rows";

export type DenseLine =
  | { kind: "group"; id: string; group: BoardGroup }
  | { kind: "rows"; id: string; rows: readonly BoardRow[] };

/** The board's lines with up to `columns` rows in each; a group's head has its line to itself. */
export function denseLines(lines: readonly BoardLine[], columns: number): DenseLine[] {
  const dense: DenseLine[] = [];
  let open: BoardRow[] | undefined;
  for (const line of lines) {
    if (line.kind === "group") {
      dense.push(line);
      open = undefined;
    } else if (open && open.length < columns) open.push(line.row);
    else {
      open = [line.row];
      dense.push({ kind: "rows", id: line.id, rows: open });
    }
  }
  return dense;
}

/** Where a key moves from a row: along the line with `h`, `l`, and the arrows, to the same place of another line with the others. */
export function denseMove(key: string, at: { line: number; place: number }, dense: readonly DenseLine[]): string | undefined {
  const line = dense[at.line];
  switch (key) {
    case "ArrowRight":
    case "j":
      return line?.kind === "rows" && at.place + 1 < line.rows.length ? line.rows[at.place + 1]?.id : firstOf(dense[at.line + 1]);
    case "ArrowLeft":
    case "k":
      return line?.kind === "rows" && at.place > 0 ? line.rows[at.place - 1]?.id : lastOf(dense[at.line - 1]);
    case "ArrowDown":
      return sameOf(dense[at.line + 1], at.place);
    case "ArrowUp":
      return sameOf(dense[at.line - 1], at.place);
    case "PageDown":
      return sameOf(dense[Math.min(dense.length - 1, at.line + page)], at.place);
    case "PageUp":
      return sameOf(dense[Math.max(0, at.line - page)], at.place);
    case "Home":
      return firstOf(dense[0]);
    case "End":
      return lastOf(dense.at(-1));
    default:
      return undefined;
  }
}

const page = 20;

const firstOf = (line: DenseLine | undefined): string | undefined => (line?.kind === "rows" ? line.rows[0]?.id : line?.id);
const lastOf = (line: DenseLine | undefined): string | undefined => (line?.kind === "rows" ? line.rows.at(-1)?.id : line?.id);
const sameOf = (line: DenseLine | undefined, place: number): string | undefined =>
  line?.kind === "rows" ? (line.rows[place] ?? line.rows.at(-1))?.id : line?.id;

/** Where a row or a group's head stands. */
export function densePlaceOf(id: string | undefined, dense: readonly DenseLine[]): { line: number; place: number } | undefined {
  if (id === undefined) return undefined;
  for (const [line, each] of dense.entries()) {
    if (each.kind === "group") {
      if (each.id === id) return { line, place: 0 };
      continue;
    }
    const place = each.rows.findIndex((row) => row.id === id);
    if (place >= 0) return { line, place };
  }
  return undefined;
}
