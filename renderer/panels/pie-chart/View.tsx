import { useMemo } from "react";
import type { PieChartOptions } from "#shared/dashboards/options/pie-chart";
import type { ChartColours } from "../../charts/chart-colours";
import type { LegendEntry } from "../../charts/legend-order";
import { PieChart, type PieSlice } from "../../charts/PieChart";
import { SeriesLegend } from "../../charts/SeriesLegend";
import { useChartColours } from "../../charts/use-chart-colours";
import { visibleText } from "../../components/visible-text";
import { inkOn } from "../figures/ink";
import { useAllFigures } from "../figures/use-figures";
import { valueColour } from "../figures/value-colour";
import { LegendFrame } from "../legend/LegendFrame";
import { useHidden } from "../legend/use-hidden";
import type { PanelViewProps } from "../panel";
import { percentText, type Slice, slicesOf } from "./slices";

/** Below this there is no room for a pie and words beside it. */
const leastForLegend = { width: 150, height: 90 };
const leastForSide = 240;
/** Beside a table: the pie, the names and each column need so much. */
const leastForTable = { names: 190, column: 66 };

/** Parts of a whole. */
export function PieChartView({ title, options, data, width, height, timeZone }: PanelViewProps<PieChartOptions>) {
  // All of them, however many: shares are of the whole.
  const figures = useAllFigures(data, options.reduceOptions, timeZone);
  const colours = useChartColours();
  const all = useMemo(() => slicesOf(figures, options.sort).slices.map(({ id }) => id), [figures, options.sort]);
  const hidden = useHidden(all);
  const { slices, note } = useMemo(() => slicesOf(figures, options.sort, hidden.ids), [figures, options.sort, hidden.ids]);
  const { legend } = options;
  const showsLegend = legend.showLegend && width >= leastForLegend.width && height >= leastForLegend.height;
  const placement = width < sideRoom(legend) ? "bottom" : legend.placement;
  const drawn = slices.filter(({ id, size }) => size > 0 && !hidden.ids.has(id));
  return (
    <LegendFrame
      placement={placement}
      note={drawn.length === 0 ? "Nothing above zero to draw" : note}
      chart={(room) => (
        <figure aria-label={`${title}: ${summary(slices)}`}>
          <PieChart
            {...room}
            slices={drawn.map((slice) => pieSlice(slice, options, colours))}
            isRing={options.pieType === "donut"}
            tooltip={options.tooltip.mode}
          />
        </figure>
      )}
      legend={
        showsLegend && (
          <SeriesLegend
            label={`Legend of ${title}`}
            entries={slices.filter(({ isInLegend }) => isInLegend).map((slice) => entryOf(slice, options, colours, hidden.ids))}
            columns={legend.values.map((value) => (value === "percent" ? "Per cent" : "Value"))}
            mode={legend.displayMode}
            placement={placement}
            width={legend.width}
            sortBy={legend.sortBy}
            sortDesc={legend.sortDesc}
            onOnly={hidden.only}
            onToggle={hidden.toggle}
          />
        )
      }
    />
  );
}

const sideRoom = ({ displayMode, values }: PieChartOptions["legend"]): number =>
  displayMode === "table" ? leastForTable.names + leastForTable.column * values.length : leastForSide;

const colourOf = ({ figure, index }: Slice, colours: ChartColours): string =>
  figure ? valueColour(figure.display, figure.field, index, colours) : colours.cursor;

function pieSlice(slice: Slice, { displayLabels }: PieChartOptions, colours: ChartColours): PieSlice {
  const colour = colourOf(slice, colours);
  const texts = { name: visibleText(slice.name), value: visibleText(slice.text), percent: percentText(slice.share) };
  return {
    id: slice.id,
    name: texts.name,
    size: slice.size,
    colour,
    ink: inkOn(colour, colours),
    lines: displayLabels.map((label) => texts[label]),
    detail: `${texts.value} · ${texts.percent}`,
    isInTooltip: slice.isInTooltip,
  };
}

function entryOf(slice: Slice, { legend }: PieChartOptions, colours: ChartColours, hidden: ReadonlySet<string>): LegendEntry {
  return {
    id: slice.id,
    label: visibleText(slice.name),
    colour: colourOf(slice, colours),
    isHidden: hidden.has(slice.id),
    values: legend.values.map((value) =>
      value === "percent"
        ? { text: percentText(slice.share), sort: slice.share }
        : { text: visibleText(slice.text), sort: slice.size },
    ),
  };
}

/** For those who cannot see it: the largest parts. */
function summary(slices: readonly Slice[]): string {
  const largest = [...slices].sort((a, b) => b.size - a.size).slice(0, 5);
  const parts = largest.map(({ name, text, share }) => `${visibleText(name)} ${visibleText(text)}, ${percentText(share)}`);
  return slices.length === 0 ? "nothing above zero" : `${slices.length} parts; ${parts.join("; ")}`;
}
