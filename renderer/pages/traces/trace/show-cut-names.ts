import type { PointerEvent } from "react";

/** A name that is cut says the whole of itself in a tooltip. Worked out when the pointer is there, and not for every row that passes. */
export function showCutNames(event: PointerEvent<HTMLElement>): void {
  const name = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cut]") : null;
  if (!name) return;
  if (name.scrollWidth > name.clientWidth) name.title = name.textContent ?? "";
  else name.removeAttribute("title");
}
