import { Pie, type PieSectorShapeProps, PieChart as Recharts, Sector, Tooltip } from "recharts";
import { MarkTooltip } from "./MarkTooltip";
import styles from "./Recharts.module.css";
import { fitText, textWidth } from "./text-width";

export interface PieSlice {
  id: string;
  name: string;
  /** Above zero. */
  size: number;
  colour: string;
  /** Of words on that colour. */
  ink: string;
  /** What stands on it where there is room, line by line. */
  lines: readonly string[];
  /** What the tooltip says of it beside the name. */
  detail: string;
  isInTooltip: boolean;
}

export interface PieChartProps {
  slices: readonly PieSlice[];
  width: number;
  height: number;
  isRing: boolean;
  tooltip: "single" | "multi" | "none";
}

const font = '12px "Inter Variable"';
const lineHeight = 15;

/** Parts of a whole. What it says is also in the legend beside it, for those who cannot see it. */
export function PieChart({ slices, width, height, isRing, tooltip }: PieChartProps) {
  const radius = Math.max(0, Math.min(width, height) / 2 - 4);
  if (radius < 12) return null;
  return (
    <Recharts width={width} height={height} accessibilityLayer={false} className={styles.chart}>
      <Pie
        data={[...slices]}
        dataKey="size"
        nameKey="name"
        outerRadius={radius}
        innerRadius={isRing ? radius * 0.62 : 0}
        startAngle={90}
        endAngle={-270}
        isAnimationActive={false}
        rootTabIndex={-1}
        shape={(sector: PieSectorShapeProps) => <Slice sector={sector} isAlone={slices.length === 1} />}
      />
      {tooltip !== "none" && (
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const pointed = (payload[0]?.payload as { id?: string } | undefined)?.id;
            if (!active || pointed === undefined) return null;
            const shown = slices.filter(({ id, isInTooltip }) => isInTooltip && (tooltip === "multi" || id === pointed));
            if (shown.length === 0) return null;
            return <MarkTooltip marks={shown.map((slice) => ({ ...slice, isNearest: slice.id === pointed }))} />;
          }}
        />
      )}
    </Recharts>
  );
}

function Slice({ sector, isAlone }: { sector: PieSectorShapeProps; isAlone: boolean }) {
  const slice = sector.payload as PieSlice;
  const { cx, cy, innerRadius, outerRadius, startAngle, endAngle, isActive } = sector as PieSectorShapeProps & {
    isActive?: boolean;
  };
  // A hairline of the ground between neighbours, whatever their colours; one that is alone has none.
  const edge = isAlone ? "none" : "var(--panel)";
  const middle = (((startAngle ?? 0) + (endAngle ?? 0)) / 2) * (Math.PI / 180);
  const at = innerRadius > 0 ? (innerRadius + outerRadius) / 2 : outerRadius * 0.66;
  const lines = linesIn(slice.lines, { at, thickness: outerRadius - innerRadius, angle: Math.abs(startAngle - endAngle) });
  const [x, y] = [cx + Math.cos(middle) * at, cy - Math.sin(middle) * at];
  return (
    <g data-pointed={isActive || undefined} className={styles.slice}>
      <Sector
        {...{ cx, cy, innerRadius, outerRadius, startAngle, endAngle }}
        fill={slice.colour}
        stroke={edge}
        strokeWidth={1.5}
      />
      {lines.map((line, index) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its name
          key={index}
          x={x}
          y={y + (index - (lines.length - 1) / 2) * lineHeight}
          textAnchor="middle"
          dominantBaseline="central"
          className={styles.sliceText}
          style={{ fill: slice.ink }}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** The lines that have room on a slice: none rather than words over its edge. */
function linesIn(lines: readonly string[], room: { at: number; thickness: number; angle: number }): string[] {
  const chord = 2 * room.at * Math.sin(Math.min(Math.PI, (room.angle * Math.PI) / 180) / 2);
  const width = Math.min(chord, room.angle >= 180 ? room.at * 2 : Number.POSITIVE_INFINITY, 150) - 8;
  const least = lineHeight * lines.length;
  // Steep slices are as high as their chord is wide; flat ones as the ring is thick.
  if (lines.length === 0 || width < 22 || Math.min(room.thickness, Math.max(chord, 0)) < least + 2) return [];
  return lines.flatMap((line) => {
    if (textWidth(line, font) <= width) return [line];
    // A number that is cut is another number.
    const cut = /\d/.test(line) ? "" : fitText(line, width, font);
    return cut.length > 3 ? [cut] : [];
  });
}
