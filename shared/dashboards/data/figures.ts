// The figures that a stat, a gauge, a bar gauge or a pie shows: one for each field and calculation, or one for each row.
import type { FormatContext } from "../../format/value-formats/index";
import type { ReduceOptions } from "../options/common";
import { type Display, displayOf } from "./display";
import { fillFieldText } from "./field-texts";
import { isEmptyValue, timeFieldOf, valueAt } from "./fields";
import type { Field, Frame } from "./frame";
import { compilePattern } from "./pattern";
import { reduce, reducerTitle } from "./reduce";

export interface Figure {
  /** The same for the same figure of the next answer, as far as that can be known. */
  key: string;
  title: string;
  value: unknown;
  display: Display;
  field: Field;
  /** Of the row it is, when there is a figure for each row. */
  row?: number;
  /** Of the frames, the one it is of: its palette colour goes by its place. */
  frameIndex: number;
  sparkline?: { times: Float64Array; values: Float64Array };
  /** From the first to the last value, in per cent. */
  percentChange?: number;
}

/** How many rows are shown when the panel does not say. */
const usualLimit = 25;

export function figuresOf(frames: readonly Frame[], options: ReduceOptions, context: FormatContext = {}): Figure[] {
  const isWanted = fieldFilter(options.fields);
  const figures: Figure[] = [];
  frames.forEach((frame, frameIndex) => {
    frame.fields.forEach((field, fieldIndex) => {
      if (!isWanted(field)) return;
      const place = { frame, frameIndex, fieldIndex };
      if (options.values) figures.push(...figuresOfRows(field, place, (options.limit ?? usualLimit) - figures.length, context));
      else figures.push(...figuresOfField(field, place, options.calcs, context));
    });
  });
  return figures;
}

interface Place {
  frame: Frame;
  frameIndex: number;
  fieldIndex: number;
}

/** Nothing said: numbers. Otherwise `/pattern/`, or a name. */
function fieldFilter(fields: string): (field: Field) => boolean {
  if (fields === "") return ({ kind }) => kind === "number";
  const compiled = compilePattern(fields);
  return (field) => field.display === fields || field.name === fields || (compiled.ok && compiled.pattern.test(field.display));
}

function figuresOfField(field: Field, place: Place, calcs: readonly string[], context: FormatContext): Figure[] {
  const display = displayOf(field, context);
  const wanted = calcs.length > 0 ? calcs : ["lastNotNull"];
  const line = sparklineOf(field, place.frame);
  const change = reduce(field, "diffperc");
  return wanted.map((calc) => {
    const value = reduce(field, calc);
    const figure: Figure = {
      key: `${place.frame.refId}/${place.frameIndex}/${place.fieldIndex}/${calc}`,
      title: wanted.length === 1 ? field.display : `${field.display} (${reducerTitle(calc)})`,
      value,
      display: display(value),
      field,
      frameIndex: place.frameIndex,
    };
    if (line) figure.sparkline = line;
    if (typeof change === "number") figure.percentChange = change;
    return figure;
  });
}

function sparklineOf(field: Field, frame: Frame): Figure["sparkline"] {
  const times = timeFieldOf(frame);
  if (!times || field.kind !== "number" || frame.length < 2) return undefined;
  // Rows of one instant are no line.
  if (times.values[0] === times.values[frame.length - 1]) return undefined;
  return { times: times.values, values: field.values };
}

function figuresOfRows(field: Field, { frame, frameIndex, fieldIndex }: Place, most: number, context: FormatContext): Figure[] {
  const display = displayOf(field, context);
  const titles = rowTitles(field, frame, context);
  return Array.from({ length: Math.max(0, Math.min(most, frame.length)) }, (_, row) => {
    const value = valueAt(field, row);
    return {
      key: `${frame.refId}/${frameIndex}/${fieldIndex}/row ${row}`,
      title: titles(row),
      value,
      display: display(value),
      field,
      row,
      frameIndex,
    };
  });
}

/** The texts of the row; and the column's name, where there is none or another column has numbers too. */
function rowTitles(field: Field, frame: Frame, context: FormatContext): (row: number) => string {
  const { displayName } = field.config;
  if (displayName !== undefined && displayName !== "") return (row) => fillFieldText(displayName, field, frame, row);
  const texts = frame.fields.filter((other) => other !== field && other.kind === "string");
  const displays = texts.map((other) => displayOf(other, context));
  const isNamed = texts.length === 0 || frame.fields.some((other) => other !== field && other.kind === "number");
  return (row) => {
    const parts = texts.flatMap((other, index) => {
      const value = valueAt(other, row);
      const text = isEmptyValue(value) ? "" : (displays[index]?.(value).text ?? "");
      return text === "" ? [] : [text];
    });
    if (isNamed || parts.length === 0) parts.push(field.display);
    return parts.join(" ");
  };
}
