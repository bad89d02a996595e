import type { KeyboardEvent } from "react";
import { movedTo } from "./table-order";

/**
 * Arrows, `j` and `k` in a list of rows that are no table: the focus goes from one row's `[data-row-stop]` to the next one's. Other
 * controls in a row keep their own keys.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-stop]")];
  const from = stops.indexOf(event.target as HTMLElement);
  if (from < 0) return;
  const index = movedTo(event.key, from, stops.length);
  if (index === undefined) return;
  event.preventDefault();
  stops[index]?.focus();
}
