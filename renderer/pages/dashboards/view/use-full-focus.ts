import { useEffect, useRef } from "react";

/** Keeps the focus on a panel that is opened over the page, and where it stands again: it is another element each time. */
export function useFullFocus(full: string | undefined): void {
  const before = useRef(full);
  useEffect(() => {
    const key = full ?? before.current;
    if (before.current === full || key === undefined) return;
    before.current = full;
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
  }, [full]);
}

/** In frames. */
const mostTries = 30;
