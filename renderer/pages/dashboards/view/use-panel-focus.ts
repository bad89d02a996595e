import { useEffect, useRef } from "react";

/** Keeps the focus on a panel that is opened over the page or in the editor, and where it stands again: another element each time. */
export function usePanelFocus(opened: string | undefined): void {
  const before = useRef(opened);
  useEffect(() => {
    const key = opened ?? before.current;
    if (before.current === opened || key === undefined) return;
    before.current = opened;
    let frame = 0;
    let tries = 0;
    const look = () => {
      // Whatever has got the focus meanwhile keeps it.
      if (document.activeElement !== document.body) return;
      const panel = document.querySelector<HTMLElement>(`[data-view-key="${CSS.escape(key)}"] [data-panel]`);
      // It is there as soon as its room is measured.
      if (!panel && tries++ < mostTries) frame = requestAnimationFrame(look);
      panel?.focus();
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [opened]);
}

/** In frames. */
const mostTries = 30;
