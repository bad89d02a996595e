import { type RefObject, useEffect, useRef } from "react";
import type { Trace } from "#shared/model/trace";
import { tipLines } from "./span-text";
import styles from "./Waterfall.module.css";

/** What stands between the pointer and the tip. */
const away = 14;

/** Times beside the pointer while it is over the bars. Written past React: it follows every movement. */
export function SpanTip({
  scroller,
  trace,
  correctsClocks,
}: {
  scroller: RefObject<HTMLElement | null>;
  trace: Trace;
  correctsClocks: boolean;
}) {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const over = scroller.current;
    const box = tip.current;
    if (!over || !box) return;
    let shown = "";
    const hide = () => {
      box.hidden = true;
      shown = "";
    };
    const move = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      const cell = target?.closest("[role=gridcell]");
      const row = cell?.parentElement;
      if (!row?.dataset.position || cell === row.firstElementChild || event.buttons !== 0) return hide();
      const { position, run } = row.dataset;
      if (shown !== `${position} ${run}`) {
        shown = `${position} ${run}`;
        box.textContent = tipLines(trace, Number(position), Number(run), correctsClocks).join("\n");
        box.hidden = false;
      }
      const { offsetWidth, offsetHeight } = box;
      const left = event.clientX + away + offsetWidth > innerWidth ? event.clientX - away - offsetWidth : event.clientX + away;
      const top = Math.min(innerHeight - offsetHeight - 8, event.clientY + away);
      box.style.transform = `translate(${Math.max(8, left)}px, ${top}px)`;
    };
    over.addEventListener("pointermove", move);
    over.addEventListener("pointerleave", hide);
    over.addEventListener("scroll", hide);
    return () => {
      over.removeEventListener("pointermove", move);
      over.removeEventListener("pointerleave", hide);
      over.removeEventListener("scroll", hide);
    };
  }, [scroller, trace, correctsClocks]);
  // The rows say the same to those who hear them.
  return <div ref={tip} className={styles.tip} hidden aria-hidden />;
}
