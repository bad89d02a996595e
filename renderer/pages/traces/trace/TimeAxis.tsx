import { type PointerEvent, useRef, useState } from "react";
import { formatTicks } from "#shared/format/quantity";
import { ticksOf, timeAt } from "./bar-geometry";
import styles from "./TimeAxis.module.css";
import type { RangeStore } from "./time-range";
import { useRange } from "./use-range";

/** A shorter drag is a click. */
const leastDrag = 4;

/** The time above the bars. Dragging over it shows what was dragged over; double click shows all. */
export function TimeAxis({ range, width }: { range: RangeStore; width: number }) {
  const shown = useRange(range);
  const start = useRef<number>(undefined);
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const ticks = ticksOf({ range: shown, width });
  const words = formatTicks(
    ticks.map((tick) => Math.round(tick) / 1e9),
    "seconds",
  );
  const placeOf = (event: PointerEvent<HTMLElement>) =>
    Math.min(width, Math.max(0, event.clientX - event.currentTarget.getBoundingClientRect().left));

  function onPointerUp(): void {
    if (drag && drag.to - drag.from >= leastDrag) {
      range.set({ from: timeAt({ range: shown, width }, drag.from), to: timeAt({ range: shown, width }, drag.to) });
    }
    end();
  }
  function end(): void {
    start.current = undefined;
    setDrag(undefined);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the minimap does the same by keys
    <div
      className={styles.axis}
      title="Drag to zoom in; double click shows the whole trace"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = placeOf(event);
      }}
      onPointerMove={(event) => {
        const from = start.current;
        if (from === undefined) return;
        const to = placeOf(event);
        setDrag({ from: Math.min(from, to), to: Math.max(from, to) });
      }}
      onPointerUp={onPointerUp}
      onPointerCancel={end}
      onDoubleClick={() => range.set(range.full)}
    >
      {width > 0 &&
        words.map((word, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place
            key={index}
            className={styles.tick}
            data-end={index === 0 ? "first" : index === words.length - 1 ? "last" : undefined}
            style={{ left: `${(index / (words.length - 1)) * 100}%` }}
          >
            {word}
          </span>
        ))}
      {drag && <span className={styles.drag} style={{ left: drag.from, width: drag.to - drag.from }} />}
    </div>
  );
}
