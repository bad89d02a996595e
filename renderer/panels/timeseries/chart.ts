// From a panel's fields to a chart's drawing and legend. No browser is needed for any of it.
import { displayOf } from "#shared/dashboards/data/display";
import { timeFieldOf } from "#shared/dashboards/data/fields";
import type { Frame } from "#shared/dashboards/data/frame";
import { alignFrames } from "#shared/dashboards/data/join";
import { keepsUnit, reduce } from "#shared/dashboards/data/reduce";
import type { TimeseriesOptions } from "#shared/dashboards/options/timeseries";
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import { formatValue } from "#shared/format/value-formats/index";
import type { ChartColours } from "../../charts/chart-colours";
import { chartSummary } from "../../charts/chart-summary";
import type { LegendEntry } from "../../charts/legend-order";
import { lineData } from "../../charts/line-data";
import { lineDrawing } from "../../charts/line-drawing";
import { plainColour } from "../../charts/line-look";
import type { DrawnChart } from "../../charts/TimePlot";
import { zoneMoment } from "../../charts/time-zone";
import { chartAxes } from "./axes";
import type { DrawnField, PickedFields } from "./fields";
import { colourOf, lookOf, withFillTargets } from "./looks";

export interface ChartInput {
  picked: PickedFields;
  options: TimeseriesOptions;
  /** Ids of lines that are not drawn now. */
  hidden: ReadonlySet<string>;
  range: AbsoluteRange;
  width: number;
  timeZone: string;
  colours(): ChartColours;
}

/** The drawing and what it shows in a sentence. Most of the work of an update: it is done when the chart's turn to be drawn comes. */
export function chartOf({ picked, options, hidden, range, width, timeZone, colours }: ChartInput): DrawnChart {
  const shown = picked.drawn.filter(({ id, custom }) => !hidden.has(id) && !custom.hideFrom.viz);
  const { axes, thresholds, keys } = chartAxes(shown.length > 0 ? shown : picked.drawn, { width, timeZone });
  const looks = withFillTargets(
    shown.map((each, place) => lookOf(each, keys[place] as string, { timeZone, count: shown.length })),
    shown,
  );
  const { times, columns } = alignFrames(framesOf(shown));
  const lines = lineData(
    times.length,
    columns.map(({ values, stepMs }, place) => ({
      values: shown[place]?.custom.transform === "constant" ? constant(values) : values,
      isSparse: stepMs !== undefined,
    })),
    looks,
  );
  const series = shown.map(({ label, field, frame }, place) => ({
    name: label,
    times: timeFieldOf(frame)?.values ?? [],
    values: field.values,
    write: looks[place]?.write ?? String,
  }));
  return {
    drawing: lineDrawing({
      // With nothing shown the axes are still there: it is the user who hid it all.
      times: times.length > 0 ? times : timesOf(picked),
      ...{ lines, looks, axes, thresholds, colours },
      tip: options.tooltip,
      writeTime: (time) => zoneMoment(timeZone, time),
    }),
    summary: chartSummary({ series, total: picked.total, range, timeZone }),
  };
}

/** Its first value, all along. */
function constant(values: Float64Array): Float64Array {
  return new Float64Array(values.length).fill(values.find((value) => !Number.isNaN(value)) ?? Number.NaN);
}

const timesOf = ({ drawn }: PickedFields): ArrayLike<number> => {
  const [first] = drawn;
  return (first && timeFieldOf(first.frame)?.values) ?? [];
};

/** Only what is drawn: aligning ten thousand series to draw fifty would take most of the time. */
function framesOf(shown: readonly DrawnField[]): Frame[] {
  const frames: Frame[] = [];
  const own = new Map<Frame, Frame>();
  for (const { field, frame } of shown) {
    const known = own.get(frame);
    const time = timeFieldOf(frame);
    if (known) known.fields.push(field);
    else if (time) {
      const made = { ...frame, fields: [time, field] };
      own.set(frame, made);
      frames.push(made);
    }
  }
  return frames;
}

interface LegendInput {
  options: TimeseriesOptions;
  hidden: ReadonlySet<string>;
  timeZone: string;
  colours: ChartColours;
}

/** One entry for each line, with what the table says of it. */
export function legendOf(drawn: readonly DrawnField[], { options, hidden, timeZone, colours }: LegendInput): LegendEntry[] {
  const listed = drawn.filter(({ custom }) => !custom.hideFrom.legend);
  return listed.map((each) => {
    const display = displayOf(each.field, { timeZone });
    return {
      id: each.id,
      label: each.label,
      colour: plainColour(colourOf(each.field, each.place), colours),
      isHidden: hidden.has(each.id) || each.custom.hideFrom.viz,
      values: options.legend.calcs.map((calc) => {
        const value = reduce(each.field, calc);
        if (typeof value !== "number") return { text: value ?? "–", sort: Number.NaN };
        return { text: keepsUnit(calc) ? display(value).text : formatValue(value, undefined).text, sort: value };
      }),
    };
  });
}
