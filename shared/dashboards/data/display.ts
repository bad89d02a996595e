// A value as people see it: its text and its colour, by the configuration of its field.
import { type FormatContext, formatValue } from "../../format/value-formats/index";
import type { FieldConfig } from "../field-config";
import { toNumber } from "./compare";
import { isEmptyValue } from "./fields";
import type { Field, ValueRange } from "./frame";
import { compileMappings } from "./mappings";
import { isSparkline } from "./sparkline";
import { baseColor, shareOf, thresholdColor } from "./thresholds";

export interface Display {
  /** All of it. */
  text: string;
  number: string;
  prefix: string;
  /** Without the space before it. */
  unit: string;
  /** A colour's name or hex; undefined: the series' own of the palette. */
  color?: string;
  /** The scheme whose colour at `share` it has: `continuous-GrYlRd`. */
  scheme?: string;
  icon?: string;
  /** How far it is between `min` and `max`: 0 to 1. */
  share?: number;
  /** A mapping's text stands in place of the value. */
  isMapped: boolean;
}

/** What is written where there is no value and nothing else was said. */
const nothing = "–";

/** The colour of text that says nothing: no value is neither good nor bad. */
const neutralColor = "text";

/** The ends that shares and percentages of this field are of: its own `min` and `max`, or those of the panel's numbers. */
export function rangeOf({ config, range }: Field): ValueRange {
  return { min: config.min ?? range?.min ?? 0, max: config.max ?? range?.max ?? 100 };
}

/** How this field's values are shown. Make it once for a field, then call it for each value. */
export function displayOf(field: Field, context: FormatContext = {}): (value: unknown) => Display {
  const { config } = field;
  const findMapping = compileMappings(config.mappings);
  const write = writerOf(field, context);
  const colorOf = colorerOf(config, rangeOf(field));
  return (given) => {
    const value = isSparkline(given) ? given.last : given;
    const mapped = findMapping(value);
    const display = mapped?.text === undefined ? write(value) : { ...plainText(mapped.text), isMapped: true };
    const colored: Display = { ...display, ...colorOf(value) };
    if (mapped?.color !== undefined) {
      colored.color = mapped.color;
      delete colored.scheme;
    }
    if (mapped?.icon !== undefined) colored.icon = mapped.icon;
    return colored;
  };
}

const plainText = (text: string): Display => ({ text, number: text, prefix: "", unit: "", isMapped: false });

function writerOf(field: Field, context: FormatContext): (value: unknown) => Display {
  const { config } = field;
  const unit = unitOf(field);
  const words = { ...context, showMs: context.showMs ?? isShort(field) };
  const empty = plainText(config.noValue ?? (field.kind === "string" ? "" : nothing));
  return (value) => {
    if (isEmptyValue(value) || (value === "" && config.noValue !== undefined)) return empty;
    if (unit === "string") return plainText(textOfValue(value));
    const number = typeof value === "string" && isDate(unit) ? Date.parse(value) : toNumber(value);
    if (Number.isNaN(number)) return plainText(textOfValue(value));
    return { ...formatValue(number, unit, config.decimals, words), isMapped: false };
  };
}

const isDate = (unit: string | undefined): boolean =>
  unit !== undefined && (unit.startsWith("dateTime") || unit.startsWith("time:"));

/** The unit that a column is written in when it is not of numbers, or none is said. */
function unitOf({ kind, config }: Field): string | undefined {
  const { unit } = config;
  if (kind === "time") return isDate(unit) ? unit : "dateTimeAsSystem";
  if (kind === "boolean") return unit?.startsWith("bool") ? unit : "bool";
  return unit === undefined && kind === "string" ? "string" : unit;
}

/** Times that are all within a minute need their milliseconds. */
function isShort(field: Field): boolean {
  if (field.kind !== "time" || field.values.length < 2) return false;
  const { values } = field;
  return Math.abs((values[values.length - 1] as number) - (values[0] as number)) < 60_000 && values.some((at) => at % 1000 !== 0);
}

function textOfValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOfValue).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // It holds itself; there is no text for that.
    return nothing;
  }
}

type Coloring = Pick<Display, "color" | "scheme" | "share">;

/** By the field's colour mode: one colour, that of a threshold, that of a scheme, or none of its own. */
function colorerOf(config: FieldConfig, range: ValueRange): (value: unknown) => Coloring {
  const mode = config.color?.mode ?? (config.thresholds && config.thresholds.steps.length > 0 ? "thresholds" : "palette-classic");
  const hasNoValue = config.noValue !== undefined;
  return (value) => {
    const number = toNumber(value);
    const coloring: Coloring = Number.isNaN(number) ? {} : { share: shareOf(number, range) };
    if (mode === "fixed") coloring.color = config.color?.fixedColor ?? neutralColor;
    else if (mode === "thresholds") {
      if (!Number.isNaN(number)) coloring.color = thresholdColor(number, config.thresholds, range);
      // Texts have the lowest step's colour, as has what was said to stand for no value.
      else if (!isEmptyValue(value) || hasNoValue) coloring.color = config.thresholds?.steps[0]?.color ?? baseColor;
      else coloring.color = neutralColor;
    } else if (mode.startsWith("continuous-")) {
      if (Number.isNaN(number)) coloring.color = neutralColor;
      else coloring.scheme = mode;
    }
    return coloring;
  };
}
