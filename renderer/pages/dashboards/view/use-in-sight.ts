import { type RefCallback, useCallback, useState } from "react";

/** Panels a little outside of the window are asked too, so that scrolling meets them ready. */
const margin = "240px 0px";

/** Whether an element is in sight, or nearly. */
export function useInSight(): [boolean, RefCallback<HTMLElement>] {
  const [isInSight, setInSight] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    // Several may have gathered while the page was busy: the newest is how it is now.
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [isInSight, ref];
}
