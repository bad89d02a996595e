import { type RefCallback, useCallback, useState } from "react";

/** How large an element is inside, in pixels; nothing until it is there. */
export function useSize(): [{ width: number; height: number }, RefCallback<HTMLElement>] {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, ref];
}
