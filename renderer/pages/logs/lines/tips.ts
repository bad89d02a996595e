import type { PointerEvent } from "react";
import { visibleText } from "../../../components/visible-text";
import type { LineStore, StoredLine } from "./line-store";
import { wholeTime } from "./time-text";

/** A longer tooltip is no help; the details have the whole line. */
const mostTold = 1500;

/** Cells say in a tooltip what they have no room for. Worked out when the pointer is there, and not for every row that passes. */
export function showTip(event: PointerEvent<HTMLElement>, store: LineStore): void {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
  if (!cell) return;
  const line = store.lineAt(store.indexOf(Number(cell.closest<HTMLElement>("[data-line]")?.dataset.line)));
  const tip = line && tipOf(cell, line);
  if (tip === undefined) cell.removeAttribute("title");
  else cell.title = tip;
}

function tipOf(cell: HTMLElement, line: StoredLine): string | undefined {
  if (cell.dataset.cell === "time") return wholeTime(line);
  if (cell.scrollWidth <= cell.clientWidth) return undefined;
  if (cell.dataset.cell === "labels") return labelsTip(line);
  if (cell.dataset.cell === "text") return visibleText(line.line.slice(0, mostTold));
  return cell.dataset.cell === "column" ? (cell.textContent ?? "") : undefined;
}

const labelsTip = ({ labels }: StoredLine): string =>
  visibleText(
    Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ")
      .slice(0, mostTold),
  );
