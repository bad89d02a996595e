import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { watchSize } from "../../charts/watch-size";
import styles from "./LegendFrame.module.css";

export interface LegendFrameProps {
  placement: "bottom" | "right";
  legend: ReactNode;
  /** A line about what is not drawn. */
  note?: string | undefined;
  /** Drawn once the room that the legend leaves is known. */
  chart(room: { width: number; height: number }): ReactNode;
}

/** A chart with its legend beside it or below it. */
export function LegendFrame({ placement, legend, note, chart }: LegendFrameProps) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    setRoom({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) });
    return watchSize(element, setRoom);
  }, []);
  return (
    <div className={styles.room}>
      <div className={styles.frame} data-placement={placement}>
        <div ref={place} className={styles.chart}>
          {room && room.width > 0 && chart(room)}
        </div>
        {legend}
        {note !== undefined && <p className={styles.note}>{note}</p>}
      </div>
    </div>
  );
}
