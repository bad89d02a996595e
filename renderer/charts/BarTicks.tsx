// What stands along the two axes of a bar chart.
import type { XAxisTickContentProps, YAxisTickContentProps } from "recharts";
import type { CategoryTicks } from "./category-ticks";
import styles from "./Recharts.module.css";

interface TickProps {
  tick: XAxisTickContentProps | YAxisTickContentProps;
}

export function CategoryTick({ tick, ticks, isHorizontal }: TickProps & { ticks: CategoryTicks; isHorizontal: boolean }) {
  const entry = ticks.labels[tick.payload.index];
  if (!entry) return null;
  const [x, y] = [Number(tick.x), Number(tick.y)];
  const isTurned = !isHorizontal && ticks.angle !== 0;
  const anchor = isHorizontal ? "end" : !isTurned ? "middle" : ticks.angle < 0 ? "end" : "start";
  return (
    <text
      x={isHorizontal ? x - 6 : x}
      y={isHorizontal ? y : y + 6}
      textAnchor={anchor}
      dominantBaseline={isHorizontal || isTurned ? "central" : "hanging"}
      className={styles.name}
      {...(isTurned && { transform: `rotate(${ticks.angle} ${x} ${y + 6})` })}
    >
      {entry.text}
      {entry.text !== entry.whole && <title>{entry.whole}</title>}
    </text>
  );
}

export function ValueTick({ tick, text, isBelow }: TickProps & { text: string; isBelow: boolean }) {
  const side = "orientation" in tick && tick.orientation === "right" ? "start" : "end";
  return (
    <text
      x={Number(tick.x) + (isBelow ? 0 : side === "end" ? -6 : 6)}
      y={Number(tick.y) + (isBelow ? 5 : 0)}
      textAnchor={isBelow ? "middle" : side}
      dominantBaseline={isBelow ? "hanging" : "central"}
      className={styles.tick}
    >
      {text}
    </text>
  );
}
