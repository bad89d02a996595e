// The figures of a pie as its slices: those above zero, few enough to be told apart.
import type { Figure } from "#shared/dashboards/data/figures";
import { type PieChartOptions, pieChartCustomSchema } from "#shared/dashboards/options/pie-chart";
import { formatValue } from "#shared/format/value-formats/index";

export interface Slice {
  id: string;
  name: string;
  size: number;
  /** The value as it is written, and its part of the whole. */
  text: string;
  share: number;
  /** Undefined for all the others together. */
  figure: Figure | undefined;
  /** Its place among the figures, by which the palette goes. */
  index: number;
  isInLegend: boolean;
  isInTooltip: boolean;
}

export interface Slices {
  slices: Slice[];
  /** A sentence about what cannot be part of a whole. */
  note: string | undefined;
}

/** More slices than this are stripes. */
const mostSlices = 12;

export function slicesOf(
  figures: readonly Figure[],
  sort: PieChartOptions["sort"],
  hidden: ReadonlySet<string> = new Set(),
): Slices {
  let left = 0;
  const all = figures.flatMap((figure, index): Slice[] => {
    const { hideFrom } = pieChartCustomSchema.parse(figure.field.config.custom ?? {});
    if (hideFrom.viz) return [];
    const { value } = figure;
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      left++;
      return [];
    }
    const shown = { isInLegend: !hideFrom.legend, isInTooltip: !hideFrom.tooltip };
    return [{ id: figure.key, name: figure.title, size: value, text: figure.display.text, share: 0, figure, index, ...shown }];
  });
  const slices = gathered(inOrder(all, sort));
  const whole = slices.reduce((sum, { id, size }) => (hidden.has(id) ? sum : sum + size), 0);
  for (const slice of slices) slice.share = whole > 0 && !hidden.has(slice.id) ? slice.size / whole : 0;
  const note = left === 0 ? undefined : `${left} ${left === 1 ? "value is" : "values are"} missing or below zero`;
  return { slices, note };
}

function inOrder(slices: Slice[], sort: PieChartOptions["sort"]): Slice[] {
  if (sort === "none") return slices;
  const sign = sort === "asc" ? 1 : -1;
  return slices.sort((a, b) => sign * (a.size - b.size));
}

/** The largest as they are, in their order, and the rest as one that says how many it is of. */
function gathered(slices: Slice[]): Slice[] {
  if (slices.length <= mostSlices) return slices;
  const largest = new Set([...slices].sort((a, b) => b.size - a.size).slice(0, mostSlices - 1));
  const rest = slices.filter((slice) => !largest.has(slice));
  const size = rest.reduce((sum, slice) => sum + slice.size, 0);
  const config = rest[0]?.figure?.field.config;
  return [
    ...slices.filter((slice) => largest.has(slice)),
    {
      ...{ id: "others", name: `${rest.length} others`, size, share: 0, figure: undefined, index: -1 },
      ...{ text: formatValue(size, config?.unit, config?.decimals).text, isInLegend: true, isInTooltip: true },
    },
  ];
}

/** `12.5 %`; what is there but rounds to nothing is not nothing. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1%";
  return `${percent >= 99.95 || percent === 0 ? Math.round(percent) : percent.toFixed(percent < 10 ? 1 : 0)}%`;
}
