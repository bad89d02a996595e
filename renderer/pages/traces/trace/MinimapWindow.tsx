import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { classNames } from "../../../components/class-names";
import styles from "./Minimap.module.css";
import { draggedTo, type WindowDrag } from "./minimap-drag";
import { keyedRange, panStep } from "./range-keys";
import { lengthText, offsetText } from "./span-text";
import { isWhole, panned, type RangeStore, type TimeRange } from "./time-range";

/** A shorter way of the pointer is a click, and makes no window. */
const leastDrag = 3;

/** The stretch that is shown, over the whole trace. Written past React, because it follows the pointer. */
export function MinimapWindow({ range, width }: { range: RangeStore; width: number }) {
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<WindowDrag & { x: number; hasMoved: boolean }>(undefined);

  useEffect(() => {
    const place = () => {
      const element = area.current;
      if (!element) return;
      const { full } = range;
      const now = range.get();
      const share = (at: number) => `${(((at - full.from) / (full.to - full.from || 1)) * 100).toFixed(4)}%`;
      element.style.setProperty("--from", share(now.from));
      element.style.setProperty("--to", share(now.to));
      element.dataset.whole = String(isWhole(full, now));
      for (const slider of element.querySelectorAll<HTMLElement>("[role=slider]")) tellSlider(slider, full, now);
    };
    place();
    return range.subscribe(place);
  }, [range]);

  const timeOf = (event: PointerEvent): number => {
    const box = area.current?.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - (box?.left ?? 0)) / width));
    return range.full.from + share * (range.full.to - range.full.from);
  };

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return;
    const part = event.target instanceof HTMLElement ? event.target.dataset.part : undefined;
    const now = range.get();
    const kind = part === "from" || part === "to" ? part : part === "window" && !isWhole(range.full, now) ? "move" : "new";
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { kind, at: timeOf(event), was: now, x: event.clientX, hasMoved: false };
  }

  function onPointerMove(event: PointerEvent): void {
    const now = drag.current;
    if (!now) return;
    if (Math.abs(event.clientX - now.x) >= leastDrag) now.hasMoved = true;
    if (now.hasMoved) range.set(draggedTo(now, timeOf(event)));
  }

  function end(): void {
    drag.current = undefined;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const part = event.target instanceof HTMLElement ? event.target.dataset.part : undefined;
    const next = keyed(event, part, range);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    range.set(next);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={area}
      role="group"
      aria-label="Part of the trace that is shown"
      className={styles.area}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => range.set(range.full)}
      onKeyDown={onKeyDown}
    >
      <div data-part="window" className={styles.window} />
      <Edge part="from" label="Start of what is shown" />
      <Edge part="to" label="End of what is shown" />
    </div>
  );
}

function Edge({ part, label }: { part: "from" | "to"; label: string }) {
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === "from" ? 0 : 100}
      data-part={part}
      className={classNames(styles.edge, styles[part])}
    />
  );
}

function tellSlider(slider: HTMLElement, full: TimeRange, now: TimeRange): void {
  const at = slider.dataset.part === "from" ? now.from : now.to;
  const share = ((at - full.from) / (full.to - full.from || 1)) * 100;
  slider.setAttribute("aria-valuenow", String(Math.round(share)));
  slider.setAttribute("aria-valuetext", `${offsetText(at)}, ${lengthText(now.to - now.from)} shown`);
}

/** Of the whole, for a press of an arrow. */
const step = 0.02;

function keyed(event: KeyboardEvent, part: string | undefined, { full, ...range }: RangeStore): TimeRange | undefined {
  const now = range.get();
  const by = (event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0) * step * (full.to - full.from);
  if (event.key === "Home") return full;
  if (event.key === "+" || event.key === "-") return keyedRange(event.key, now, full);
  if (by === 0) return undefined;
  if (event.shiftKey) return panned(now, Math.sign(by) * panStep);
  return part === "from"
    ? { from: Math.min(now.to, now.from + by), to: now.to }
    : { from: now.from, to: Math.max(now.from, now.to + by) };
}
