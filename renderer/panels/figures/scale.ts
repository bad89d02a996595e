// From where to where a gauge or a bar goes, where a value stands on it, and which stretch of it has which colour.
import type { Figure } from "#shared/dashboards/data/figures";
import type { FieldConfig } from "#shared/dashboards/field-config";
import type { ChartColours } from "../../charts/chart-colours";
import { colourAt, resolveColour } from "../../charts/named-colours";

export interface Scale {
  min: number;
  max: number;
}

/** What a unit says of its own ends. */
const fullScale: ReadonlyMap<string, number> = new Map([
  ["percent", 100],
  ["percentunit", 1],
  ["humidity", 100],
]);

/** A figure's own ends, as its field has them; otherwise those of its unit, and last those of all the figures beside it. */
export function scaleOf({ field }: Pick<Figure, "field">, values: readonly unknown[]): Scale {
  const { config } = field;
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const full = fullScale.get(config.unit ?? "");
  const min = config.min ?? (full === undefined ? numbers.reduce((least, value) => Math.min(least, value), 0) : 0);
  const max = config.max ?? full ?? largestOf(config, numbers);
  return max > min ? { min, max } : { min, max: min + 1 };
}

/** A threshold that no value has reached yet is still on the scale: how far it is to it is what one wants to see. */
function largestOf(config: FieldConfig, numbers: readonly number[]): number {
  const steps = config.thresholds?.mode === "absolute" ? config.thresholds.steps : [];
  const limits = steps.flatMap(({ value }) => value ?? []);
  return [...numbers, ...limits].reduce((most, value) => Math.max(most, value), 0);
}

/** Where a value stands, 0 to 1; undefined for what is no number. */
export function shareOf(value: unknown, { min, max }: Scale): number | undefined {
  if (typeof value !== "number" || Number.isNaN(value)) return undefined;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

export interface Band {
  /** Shares of the scale. */
  from: number;
  to: number;
  colour: string;
}

/** The stretches of the scale between its thresholds; none when the field has no more than its first one. */
export function bandsOf(config: FieldConfig, scale: Scale, colours: ChartColours): Band[] {
  const { mode, steps } = config.thresholds ?? { mode: "absolute", steps: [] };
  if (steps.length < 2) return [];
  const places = steps.map(({ value }, index) => {
    if (value === null || index === 0) return 0;
    const share = mode === "percentage" ? value / 100 : (value - scale.min) / (scale.max - scale.min);
    return Math.min(1, Math.max(0, share));
  });
  return steps.flatMap(({ color }, index) => {
    const [from, to] = [places[index] ?? 0, places[index + 1] ?? 1];
    return to > from ? [{ from, to, colour: resolveColour(color, colours) }] : [];
  });
}

/** The values at which the colour changes, where they stand on the scale. */
export function thresholdMarks(config: FieldConfig, scale: Scale): { share: number; value: number }[] {
  const { mode, steps } = config.thresholds ?? { mode: "absolute", steps: [] };
  return steps.flatMap(({ value: written }) => {
    if (written === null) return [];
    const value = mode === "percentage" ? scale.min + ((scale.max - scale.min) * written) / 100 : written;
    const share = (value - scale.min) / (scale.max - scale.min);
    return share > 0 && share < 1 ? [{ share, value }] : [];
  });
}

/** The colours along the whole scale, for a bar that is drawn in all of them: `sharp` steps where the bands end. */
export function scaleColours(config: FieldConfig, scale: Scale, own: string, colours: ChartColours, isSharp: boolean): string[] {
  const mode = config.color?.mode ?? "thresholds";
  const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`;
  if (mode.startsWith("continuous-")) {
    return [0, 0.25, 0.5, 0.75, 1].map((share) => `${colourAt(mode, share, colours)} ${percent(share)}`);
  }
  const bands = mode === "thresholds" ? bandsOf(config, scale, colours) : [];
  if (bands.length === 0) return [own, own];
  if (isSharp) return bands.flatMap(({ from, to, colour }) => [`${colour} ${percent(from)}`, `${colour} ${percent(to)}`]);
  return bands.map(({ from, colour }) => `${colour} ${percent(from)}`);
}
