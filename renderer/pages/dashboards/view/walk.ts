// Walking from panel to panel with the keyboard.

/** The way to the panel that a key leads to from where the focus is; undefined where the key leads nowhere. */
export function movedPanel(key: string, focused: Element | null): (() => void) | undefined {
  const by = stepOf(key);
  if (by === undefined) return undefined;
  const panels = [...document.querySelectorAll<HTMLElement>("[data-panel]")];
  const at = panels.indexOf(focused as HTMLElement);
  // Inside of a panel the keys are those of what is there.
  if (at < 0 && focused?.closest("[data-panel]")) return undefined;
  const isAcross = key === "ArrowLeft" || key === "ArrowRight";
  const vertical = key === "ArrowUp" || key === "ArrowDown";
  // The page scrolls with the arrows until a panel has been chosen.
  if (at < 0 && (isAcross || vertical)) return undefined;
  const next = at < 0 ? panels[0] : vertical ? nearestInLine(panels, at, by) : panels[at + by];
  if (!next) return undefined;
  return () => {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
}

function stepOf(key: string): -1 | 1 | undefined {
  if (key === "j" || key === "ArrowRight" || key === "ArrowDown") return 1;
  if (key === "k" || key === "ArrowLeft" || key === "ArrowUp") return -1;
  return undefined;
}

/** The panel above or below whose middle is least to the side. */
function nearestInLine(panels: readonly HTMLElement[], at: number, by: -1 | 1): HTMLElement | undefined {
  const boxes = panels.map((panel) => panel.getBoundingClientRect());
  const own = boxes[at];
  if (!own) return undefined;
  let best: { index: number; rank: number } | undefined;
  for (const [index, box] of boxes.entries()) {
    const away = by > 0 ? box.top - own.bottom : own.top - box.bottom;
    if (away < -1) continue;
    const aside = Math.abs(box.left + box.width / 2 - own.left - own.width / 2);
    const rank = away * 4 + aside;
    if (!best || rank < best.rank) best = { index, rank };
  }
  return best && panels[best.index];
}
