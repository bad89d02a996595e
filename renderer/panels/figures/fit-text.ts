// How large a value is written: as large as its room allows, and not another size whenever a digit comes or goes.

/** A text's parts, whose unit and prefix are set smaller than the number. */
export interface ValueParts {
  /** An icon stands before it. */
  hasIcon?: boolean;
  prefix: string;
  number: string;
  unit: string;
}

/** What a unit's size is to its number's, and what it is at least: smaller is not read. The same as in Figures.module.css. */
const unitShare = 0.58;
const leastUnit = 10;

/** The width of a text that is one pixel large. */
export type Measure = (text: string) => number;

/** How wide something is when it is written in a size. */
export type WidthAt = (size: number) => number;

/** The width of a value: `measure` is asked with all digits alike, so that equal shapes are equally wide. */
export function valueWidth(parts: ValueParts, measure: Measure): WidthAt {
  const digits = (text: string) => text.replace(/\d/g, "0");
  const number = measure(digits(parts.number));
  const side = measure(digits(parts.prefix)) + measure(digits(parts.unit));
  const gap = (parts.unit === "" ? 0 : 0.1) + (parts.hasIcon ? 1 : 0);
  return (size) => (number + gap) * size + side * Math.max(leastUnit, size * unitShare);
}

/** That of the widest of them. */
export const widestOf =
  (all: readonly WidthAt[]): WidthAt =>
  (size) =>
    all.reduce((most, widthAt) => Math.max(most, widthAt(size)), 0);

export interface SizeLimits {
  least: number;
  most: number;
}

/** Letters that hang below the line are part of it. */
const lineHeight = 1.2;

/** The largest even size at which something fits; a line is a little higher than its size. */
export function fitSize(widthAt: WidthAt, room: { width: number; height: number }, { least, most }: SizeLimits): number {
  const byHeight = Math.floor(room.height / lineHeight / 2) * 2;
  let size = Math.min(most, byHeight);
  while (size > least && widthAt(size) > room.width) size -= 2;
  return Math.max(least, size);
}

/** The former size while it still fits and is not much smaller than it could be: a changing number does not pump. */
export function steadySize(was: number | undefined, fits: number): number {
  return was !== undefined && was <= fits && was >= fits * 0.75 ? was : fits;
}

/** The former width while what stands in it fits and does not leave much of it empty. */
export function steadyWidth(was: number | undefined, needs: number): number {
  return was !== undefined && was >= needs && was <= needs * 1.4 ? was : needs;
}
