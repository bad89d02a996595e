// From the live buffer to the lines of each chart. Read once per update by everything that draws.
import type { Labels } from "#shared/model/labels";
import type { ChartColumns, ChartFeed, ChartSeries } from "../../charts/columns";
import type { LiveBuffer } from "../../charts/live-buffer";
import type { QueryId } from "./queries";

/** A line of a chart: its name and colour, and where its values come from. */
export interface Line {
  id: string;
  label: string;
  colour: number;
  values(buffer: LiveBuffer): Float64Array | undefined;
}

/** The one series of a query without labels to tell apart. */
export const only =
  (id: QueryId) =>
  (buffer: LiveBuffer): Float64Array | undefined =>
    buffer.series(id)[0]?.values;

/** The series of a query that carries this label. */
export const withLabel =
  (id: QueryId, name: string, value: string) =>
  (buffer: LiveBuffer): Float64Array | undefined =>
    buffer.series(id).find(({ labels }) => labelOf(labels, name) === value)?.values;

/** All series of some queries, added up point by point; a point is missing only where all of them miss it. */
export const total =
  (...ids: readonly QueryId[]) =>
  (buffer: LiveBuffer): Float64Array | undefined => {
    const series = ids.flatMap((id) => buffer.series(id));
    const [first] = series;
    if (!first || series.length === 1) return first?.values;
    return first.values.map((_, index) => {
      let sum = Number.NaN;
      for (const { values } of series) {
        const value = values[index] as number;
        if (!Number.isNaN(value)) sum = Number.isNaN(sum) ? value : sum + value;
      }
      return sum;
    });
  };

/** What is left of a hundred, never less than nothing: rates of several counters do not add up to exactly that. */
export const restOfHundred =
  (part: (buffer: LiveBuffer) => Float64Array | undefined) =>
  (buffer: LiveBuffer): Float64Array | undefined =>
    part(buffer)?.map((value) => Math.min(100, Math.max(0, 100 - value)));

/** The first values as a share of the second ones, in per cent. */
export const percentOf =
  (part: (buffer: LiveBuffer) => Float64Array | undefined, whole: (buffer: LiveBuffer) => Float64Array | undefined) =>
  (buffer: LiveBuffer): Float64Array | undefined => {
    const all = whole(buffer);
    return all && part(buffer)?.map((value, index) => (100 * value) / (all[index] as number));
  };

const labelOf = (labels: Labels, name: string) => (Object.hasOwn(labels, name) ? labels[name] : undefined);

/** A feed of these lines; those without any values are not there. */
export function feedOf(buffer: LiveBuffer, lines: readonly Line[]): ChartFeed {
  return {
    onChange: (run) => buffer.onChange(run),
    read(): ChartColumns {
      const series: ChartSeries[] = [];
      for (const { id, label, colour, values } of lines) {
        const found = values(buffer);
        if (found) series.push({ id, label, colour, values: found });
      }
      return { times: buffer.times, series };
    },
  };
}
