import { type RefObject, useEffect } from "react";
import { timeAt } from "./bar-geometry";
import { panned, type RangeStore, zoomed } from "./time-range";

/** `Ctrl` and the wheel zoom around the pointer, sideways moves in time; the wheel alone scrolls, as everywhere. */
export function useWheelZoom(
  scroller: RefObject<HTMLElement | null>,
  range: RangeStore,
  { nameWidth, barsWidth }: { nameWidth: number; barsWidth: number },
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || barsWidth <= 0) return;
    const onWheel = (event: WheelEvent) => {
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const at = event.clientX - element.getBoundingClientRect().left - nameWidth;
        const around = timeAt({ range: range.get(), width: barsWidth }, Math.min(barsWidth, Math.max(0, at)));
        range.set(zoomed(range.get(), Math.exp(event.deltaY * 0.002), around));
      } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        range.set(panned(range.get(), sideways / barsWidth));
      } else return;
      event.preventDefault();
    };
    // React's own listener could not keep the page from zooming.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [scroller, range, nameWidth, barsWidth]);
}
