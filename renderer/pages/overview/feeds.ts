// From the live buffer to the lines of each chart. Read once per update by everything that draws.
import type { Labels } from "#shared/model/labels";
import type { ChartColumns, ChartFeed, ChartSeries } from "../../charts/columns";
import type { LiveBuffer, LiveSeries } from "../../charts/live-buffer";
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

/** All series of some queries, added up point by point; a point is missing only where all of them miss it. */
export const total =
  (...ids: readonly QueryId[]) =>
  (buffer: LiveBuffer): Float64Array | undefined => {
    const series = ids.flatMap((id) => buffer.series(id));
    const [first] = series;
    if (!first || series.length === 1) return first?.values;
    return first.values.map((_, index) => sumAt(series, index));
  };

/**
 * Those series of a query whose label is chosen, in per cent of all of them. The modes of a CPU fill a hundred by what they
 * are; their rates do not, when a second was a little long, or only the end of the rate's window is known yet.
 */
export const shareOf =
  (id: QueryId, label: string, isChosen: (value: string) => boolean) =>
  (buffer: LiveBuffer): Float64Array | undefined => {
    const all = buffer.series(id);
    const chosen = all.filter(({ labels }) => isChosen(labelOf(labels, label) ?? ""));
    const [first] = chosen;
    if (!first) return undefined;
    const shares = new Float64Array(first.values.length);
    for (let i = 0; i < shares.length; i++) {
      const whole = sumAt(all, i);
      // All at rest adds up to nothing only where no time passed.
      shares[i] = whole > 0 ? (100 * sumAt(chosen, i)) / whole : Number.NaN;
    }
    return shares;
  };

/** The sum of those that have a point there; NaN when none has. */
function sumAt(series: readonly LiveSeries[], index: number): number {
  let sum = Number.NaN;
  for (const { values } of series) {
    const value = values[index] as number;
    if (!Number.isNaN(value)) sum = Number.isNaN(sum) ? value : sum + value;
  }
  return sum;
}

/** The first values as a share of the second ones, in per cent. */
export const percentOf =
  (part: (buffer: LiveBuffer) => Float64Array | undefined, whole: (buffer: LiveBuffer) => Float64Array | undefined) =>
  (buffer: LiveBuffer): Float64Array | undefined => {
    const all = whole(buffer);
    return all && part(buffer)?.map((value, index) => (100 * value) / (all[index] as number));
  };

const labelOf = (labels: Labels, name: string) => (Object.hasOwn(labels, name) ? labels[name] : undefined);

/** A feed of these lines; those without any values are not there. Worked out once per update, however many read it. */
export function feedOf(buffer: LiveBuffer, lines: readonly Line[]): ChartFeed {
  let known: { version: number; columns: ChartColumns } | undefined;
  return {
    onChange: (run) => buffer.onChange(run),
    read(): ChartColumns {
      if (known?.version === buffer.version) return known.columns;
      const series: ChartSeries[] = [];
      for (const { id, label, colour, values } of lines) {
        const found = values(buffer);
        if (found) series.push({ id, label, colour, values: found });
      }
      known = { version: buffer.version, columns: { times: buffer.times, series } };
      return known.columns;
    },
  };
}
