// The arc of a gauge: 240 degrees, open at the bottom. Angles are clockwise from three o'clock, as screens have them.

const start = 150;
const sweep = 240;
/** How far the arc reaches below its centre, in radii: the sine of what is open on each side. */
const below = 0.5;

export interface Point {
  x: number;
  y: number;
}

export function pointAt(centre: Point, radius: number, share: number): Point {
  const angle = ((start + sweep * share) * Math.PI) / 180;
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

/** An SVG path along the middle of the ring, from one share of the scale to another. */
export function arcPath(centre: Point, radius: number, from: number, to: number): string {
  const [first, last] = [pointAt(centre, radius, from), pointAt(centre, radius, to)];
  const isLarge = (to - from) * sweep > 180 ? 1 : 0;
  return `M ${cut(first.x)} ${cut(first.y)} A ${cut(radius)} ${cut(radius)} 0 ${isLarge} 1 ${cut(last.x)} ${cut(last.y)}`;
}

const cut = (value: number) => Number(value.toFixed(2));

export interface GaugeShape {
  centre: Point;
  /** To the outer edge, with the band of thresholds. */
  radius: number;
  /** Of the ring that the value is drawn in, and of the middle of it. */
  thickness: number;
  ringRadius: number;
  /** Of the thin band around it, along its middle; undefined without. */
  bandRadius: number | undefined;
  /** Of all of it, with its labels. */
  height: number;
  /** What the number may take. */
  inner: { width: number; height: number };
}

export const bandThickness = 3;
const bandGap = 2;
/** A dial is read, not admired. */
const largestRadius = 170;

/** The largest gauge in this room; undefined when it would be too small to be read, and the number alone says more. */
export function gaugeShape(
  room: { width: number; height: number },
  { hasBand, sideRoom, headRoom, footRoom }: { hasBand: boolean; sideRoom: number; headRoom: number; footRoom: number },
): GaugeShape | undefined {
  const radius = Math.min(room.width / 2 - sideRoom, (room.height - footRoom - headRoom) / (1 + below), largestRadius);
  if (radius < 22) return undefined;
  const band = hasBand ? bandThickness + bandGap : 0;
  const thickness = Math.min(24, Math.max(6, radius * 0.19));
  const ringRadius = radius - band - thickness / 2;
  return {
    centre: { x: room.width / 2, y: headRoom + radius },
    height: Math.ceil(radius * (1 + below) + headRoom + footRoom),
    radius,
    thickness,
    ringRadius,
    bandRadius: hasBand ? radius - bandThickness / 2 : undefined,
    inner: { width: (ringRadius - thickness / 2) * 1.6, height: radius * 0.62 },
  };
}
