import { memo, useLayoutEffect, useRef } from "react";
import type { Trace } from "#shared/model/trace";
import { startOf } from "#shared/traces/trace-times";
import { classNames } from "../../../components/class-names";
import styles from "./Bar.module.css";
import { placeBar, placeLabel, sideOf, stretchesPath, ticksPath } from "./bar-geometry";
import type { LiveBars } from "./live-bars";
import { runSpans } from "./run-spans";
import { hasFlag, lengthText } from "./span-text";

export interface BarProps {
  trace: Trace;
  position: number;
  /** The folded run that it stands for; -1 for none. */
  run: number;
  correctsClocks: boolean;
  bars: LiveBars;
}

/** So wide is a character of a duration. */
const character = 6.4;

/** When a span was at work, its duration, and its part of the critical path. */
export const Bar = memo(function Bar({ trace, position, run, correctsClocks, bars }: BarProps) {
  const cell = useRef<HTMLDivElement>(null);
  const isUnfinished = hasFlag(trace, position, "unfinished");
  const group = run >= 0 ? trace.runs[run] : undefined;
  const label = isUnfinished ? "not finished" : lengthText(group ? group.totalNs : (trace.duration[position] ?? 0));

  // After every drawing, because React knows nothing of what is written here.
  useLayoutEffect(() => {
    const [bar, text, marks] = cell.current?.children ?? [];
    if (!(bar instanceof HTMLElement && text instanceof HTMLElement && marks instanceof SVGElement)) return;
    const [critical, members, ticks] = marks.children;
    const start = startOf(trace, position, correctsClocks);
    const spans = run >= 0 ? runSpans(trace, run, correctsClocks) : undefined;
    const length = spans ? (spans.to.at(-1) ?? start) - start : (trace.duration[position] ?? 0);
    const place = () => {
      const scale = bars.scale();
      const at = placeBar(scale, start, length);
      cell.current?.setAttribute("data-away", at ? "" : sideOf(scale, start, length));
      bar.hidden = text.hidden = !at;
      marks.style.visibility = at ? "" : "hidden";
      if (!at) return;
      bar.style.transform = `translateX(${at.left}px)`;
      bar.style.width = `${at.width}px`;
      const { side, left } = placeLabel(scale, at, label.length * character);
      text.style.transform = `translateX(${left}px)`;
      text.dataset.side = side;
      critical?.setAttribute(
        "d",
        stretchesPath(scale, {
          from: trace.criticalFrom,
          to: trace.criticalTo,
          first: trace.criticalOf[position] ?? 0,
          end: trace.criticalOf[position + 1] ?? 0,
        }),
      );
      ticks?.setAttribute("d", ticksPath(scale, bars.eventsOf(position)));
      members?.setAttribute("d", spans ? stretchesPath(scale, { ...spans, first: 0, end: spans.from.length }) : "");
    };
    place();
    return bars.add(place);
  });

  return (
    <div ref={cell} className={styles.cell}>
      <div className={classNames(styles.bar, group && styles.group, isUnfinished && styles.unfinished)} />
      <div className={styles.label}>{label}</div>
      <svg className={styles.marks} aria-hidden>
        <path className={styles.critical} />
        <path className={styles.members} />
        <path className={styles.ticks} />
      </svg>
    </div>
  );
});
