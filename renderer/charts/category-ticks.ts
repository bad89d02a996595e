// The names along an axis of categories: turned or left out rather than written over each other, cut with the whole as tooltip.
import { fitText, textWidth } from "./text-width";

export interface CategoryTicks {
  /** One for each category; undefined where there is no room for it. */
  labels: readonly ({ text: string; whole: string } | undefined)[];
  /** Degrees, clockwise; 0 when they lie. */
  angle: number;
  /** What they need beside the bars: the height below them, or the width left of them. */
  room: number;
}

export interface TickRoom {
  /** Along the axis, and what there is beside it before its first category. */
  room: number;
  lead: number;
  isHorizontal: boolean;
  panel: { width: number; height: number };
}

interface TickOptions {
  labelRotation: number;
  labelLength?: number | undefined;
}

/** How wide texts are, and what is left of one in so much room. */
interface Words {
  measure(text: string): number;
  cut(text: string, room: number): string;
}

const lineHeight = 14;
/** Names that lie diagonally are told apart, and read with the head only a little to the side. */
const steepest = -45;

export function categoryTicks(
  categories: readonly string[],
  { room, lead, isHorizontal, panel }: TickRoom,
  { labelRotation, labelLength }: TickOptions,
  { measure, cut }: Words = { measure: textWidth, cut: fitText },
): CategoryTicks {
  const wholes = categories.map((whole) =>
    labelLength !== undefined && whole.length > labelLength ? `${whole.slice(0, labelLength)}…` : whole,
  );
  const step = room / Math.max(1, categories.length);
  const widest = wholes.reduce((most, text) => Math.max(most, measure(text)), 0);
  if (isHorizontal) {
    const width = Math.min(widest, panel.width * 0.4);
    return { ...spaced(categories, wholes, width, Math.ceil(lineHeight / step)), angle: 0, room: Math.ceil(width) + 8 };
  }
  const angle = labelRotation !== 0 ? labelRotation : widest + 8 > step ? steepest : 0;
  if (angle === 0) return { ...spaced(categories, wholes, step - 4, 1), angle: 0, room: lineHeight + 8 };
  const sine = Math.abs(Math.sin((angle * Math.PI) / 180));
  const cosine = Math.cos((angle * Math.PI) / 180);
  // Not higher than a third of the chart, and the first one not beyond its edge.
  const length = Math.min(widest, (panel.height * 0.33) / Math.max(0.2, sine), (lead + step / 2) / Math.max(0.2, cosine));
  const height = length * sine + lineHeight * cosine;
  // Turned lines are as far apart as their own height takes across the turn.
  const every = Math.ceil(lineHeight / Math.max(0.2, sine) / step);
  return { ...spaced(categories, wholes, length, every), angle, room: Math.ceil(height) + 8 };

  function spaced(all: readonly string[], texts: readonly string[], width: number, nth: number): Pick<CategoryTicks, "labels"> {
    const apart = Math.max(1, Number.isFinite(nth) ? nth : 1);
    return {
      labels: texts.map((text, index) => (index % apart === 0 ? { text: cut(text, width), whole: all[index] ?? "" } : undefined)),
    };
  }
}
