import { useEffect, useRef } from "react";

type OnKey = (event: KeyboardEvent) => void;

/** Keys that are pressed while nothing has the focus: a page's main list takes `j` and `k` without a click on it first. */
export function useIdleKeys(onKey: OnKey | undefined): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const run = (event: KeyboardEvent) => {
      // A dialog that has closed by this key has nothing to do with the list behind it.
      if (event.defaultPrevented) return;
      const isIdle = event.target === document.body || (event.target instanceof HTMLElement && event.target.tagName === "MAIN");
      if (isIdle) latest.current?.(event);
    };
    window.addEventListener("keydown", run);
    return () => window.removeEventListener("keydown", run);
  }, []);
}
