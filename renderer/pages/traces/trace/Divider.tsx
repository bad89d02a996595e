import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import styles from "./Divider.module.css";

interface Props {
  /** What it makes wider: "Width of the names". */
  label: string;
  width: number;
  least: number;
  most: number;
  onWidth(width: number): void;
  /** The column that it makes wider stands on this side of it. */
  of?: "left" | "right";
  onReset(): void;
  className?: string | undefined;
}

const step = 16;

/** Between two columns; drags and keys make one of them wider. Double click brings the usual width back. */
export function Divider({ label, width, least, most, onWidth, of = "left", onReset, className = "" }: Props) {
  const drag = useRef<{ x: number; width: number }>(undefined);
  const sign = of === "left" ? 1 : -1;

  function onPointerMove(event: PointerEvent): void {
    if (drag.current) onWidth(drag.current.width + sign * (event.clientX - drag.current.x));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowLeft") onWidth(width - sign * step);
    else if (event.key === "ArrowRight") onWidth(width + sign * step);
    else if (event.key === "Home") onWidth(least);
    else if (event.key === "End") onWidth(most);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      className={`${styles.divider} ${className}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={onPointerMove}
      // After a drag, and also when the system takes the pointer away in the middle of one.
      onLostPointerCapture={() => {
        drag.current = undefined;
      }}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}
