// Which bars a chart of frames has: its categories, and one value of each series for each of them.
import { type Display, displayOf } from "#shared/dashboards/data/display";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { joinFrames } from "#shared/dashboards/data/join";
import { type BarChartOptions, barChartCustomSchema } from "#shared/dashboards/options/bar-chart";
import { minutes } from "#shared/units/time";
import { zoneDay, zoneMinute, zoneSecond } from "../../charts/time-zone";

export type BarCustom = ReturnType<typeof barChartCustomSchema.parse>;

export interface BarField {
  id: string;
  field: Field;
  custom: BarCustom;
  /** Its place among all, by which the palette goes. */
  index: number;
}

export interface BarTable {
  categories: string[];
  fields: BarField[];
  /** Of category and field; NaN: no bar. */
  valueOf(category: number, field: BarField): number;
  display(field: BarField, value: unknown): Display;
  /** The colour that another field gives the bars of a category. */
  colorOf?: (category: number) => { display: Display; field: Field };
  /** A sentence about the bars that are left out. */
  note: string | undefined;
}

/** More marks than this are stripes, and as many elements to draw. */
const mostBars = 100;

export function barsOf(
  frames: readonly Frame[],
  options: Pick<BarChartOptions, "xField" | "colorByField">,
  timeZone: string,
): BarTable | undefined {
  const frame = tableOf(frames);
  const axis = frame && axisOf(frame, options.xField);
  if (!frame || !axis) return undefined;
  const colorField =
    options.colorByField === undefined ? undefined : frame.fields.find((field) => isCalled(field, options.colorByField));
  const numeric = frame.fields.filter((field) => field.kind === "number" && field !== axis && field !== colorField);
  const all = numeric.flatMap((field, index): BarField[] => {
    const custom = barChartCustomSchema.parse(field.config.custom ?? {});
    return custom.hideFrom.viz ? [] : [{ id: `${index} ${field.display}`, field, custom, index }];
  });
  const fields = all.slice(0, mostBars);
  const rows = shownRows(frame.length, fields.length, axis.kind === "time");
  const write = categoryWriter(axis, timeZone);
  const displays = new Map(fields.map(({ id, field }) => [id, displayOf(field, { timeZone })]));
  const colorDisplay = colorField && displayOf(colorField, { timeZone });
  return {
    categories: rows.map((row) => write(axis.values[row])),
    fields,
    valueOf: (category, { field }) => Number(field.values[rows[category] ?? -1] ?? Number.NaN),
    display: ({ id, field }, value) => (displays.get(id) ?? displayOf(field))(value),
    ...(colorField &&
      colorDisplay && {
        colorOf: (category: number) => ({ display: colorDisplay(colorField.values[rows[category] ?? -1]), field: colorField }),
      }),
    note: noteOf(frame.length * all.length, rows.length * fields.length, axis.kind === "time"),
  };
}

const isCalled = (field: Field, name: string | undefined): boolean => field.display === name || field.name === name;

/**
 * One table out of what was answered: a table as it is; series with one value each, as an instant query gives them, as a row for
 * each; and series over time side by side.
 */
function tableOf(frames: readonly Frame[]): Frame | undefined {
  const [first] = frames;
  if (!first) return undefined;
  const isSeries = frames.every(({ shape }) => shape === "series");
  if (!isSeries) return frames.find(({ fields }) => fields.some(({ kind }) => kind === "number")) ?? first;
  return frames.every(({ length }) => length <= 1) ? byName(frames) : joinFrames(frames);
}

function byName(frames: readonly Frame[]): Frame {
  const numeric = frames.flatMap(({ fields }) => fields.filter(({ kind }) => kind === "number").slice(0, 1));
  const [first] = numeric;
  const names: Field = {
    ...{ kind: "string", values: numeric.map(({ display }) => display), name: "Name", display: "Name", labels: {}, config: {} },
  };
  // What the first one is configured to be stands for all: their values share one axis.
  const values: Field = {
    ...{ kind: "number", values: Float64Array.from(numeric, (field) => Number(field.values[0])), labels: {} },
    ...{ name: "Value", display: "Value", config: first?.config ?? {} },
    ...(first?.range && { range: first.range }),
  };
  return { refId: frames[0]?.refId ?? "", shape: "table", fields: [names, values], length: numeric.length };
}

function axisOf(frame: Frame, wanted: string | undefined): Field | undefined {
  const named = wanted === undefined ? undefined : frame.fields.find((field) => isCalled(field, wanted));
  return (
    named ??
    frame.fields.find(({ kind }) => kind === "string") ??
    frame.fields.find(({ kind }) => kind === "time") ??
    frame.fields.find(({ kind }) => kind === "boolean") ??
    frame.fields[0]
  );
}

/** Times of one day are told apart by the clock alone. */
function categoryWriter(axis: Field, timeZone: string): (value: unknown) => string {
  const display = displayOf(axis, { timeZone });
  const isWritten = /^(dateTime|time:)/.test(axis.config.unit ?? "");
  if (axis.kind !== "time" || isWritten || axis.values.length === 0) return (value) => display(value).text;
  const { values } = axis;
  const isOneDay = zoneDay(timeZone, values[0] ?? 0) === zoneDay(timeZone, values[values.length - 1] ?? 0);
  const hasSeconds = values.some((at) => at % minutes(1) !== 0);
  const clock = hasSeconds ? zoneSecond : zoneMinute;
  return (value) => {
    const at = Number(value);
    return isOneDay ? clock(timeZone, at) : `${zoneDay(timeZone, at)} ${clock(timeZone, at)}`;
  };
}

/** The first rows; of times the newest. */
function shownRows(length: number, fields: number, isTime: boolean): number[] {
  const most = Math.max(1, Math.floor(mostBars / Math.max(1, fields)));
  const from = isTime ? Math.max(0, length - most) : 0;
  return Array.from({ length: Math.min(length, most) }, (_, index) => from + index);
}

function noteOf(all: number, shown: number, isTime: boolean): string | undefined {
  if (shown >= all) return undefined;
  return `${isTime ? "Newest" : "First"} ${shown} of ${all} bars`;
}
