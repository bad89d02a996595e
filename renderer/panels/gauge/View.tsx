import type { GaugeOptions } from "#shared/dashboards/options/gauge";
import { useChartColours } from "../../charts/use-chart-colours";
import { FigureGrid } from "../figures/FigureGrid";
import { FigureLink } from "../figures/FigureLink";
import { partsOf } from "../figures/FigureText";
import { figureGrid } from "../figures/figure-grid";
import { valueWidth, widestOf } from "../figures/fit-text";
import { measureFigure } from "../figures/measure";
import { useFigures } from "../figures/use-figures";
import type { PanelViewProps } from "../panel";
import { GaugeCell } from "./GaugeCell";

const gap = 8;

/** Where values stand between their least and their most. */
export function GaugeView({ title, options, data, width, height, timeZone, hrefOf }: PanelViewProps<GaugeOptions>) {
  const { figures, more } = useFigures(data, options.reduceOptions, timeZone);
  const colours = useChartColours();
  const needs = { leastWidth: 76, leastHeight: 72, ratio: 1.25, gap };
  const grid = figureGrid(figures.length, { width, height }, options.orientation, needs);
  // A panel as low as one line is still a panel: a single gauge takes what there is.
  const isAlone = figures.length === 1;
  const cell = isAlone ? { width, height } : { width: grid.cellWidth, height: grid.cellHeight };
  const values = figures.map(({ value }) => value);
  const widest = widestOf(figures.map(({ display }) => valueWidth(partsOf(display), measureFigure)));
  return (
    <FigureGrid
      label={title}
      figures={figures}
      more={more}
      grid={{ ...grid, cellHeight: cell.height }}
      gap={gap}
      leastWidth={isAlone ? 0 : needs.leastWidth}
      cell={(figure, index) => (
        <FigureLink figure={figure} hrefOf={hrefOf}>
          <GaugeCell
            figure={figure}
            index={index}
            values={values}
            widest={widest}
            options={options}
            room={cell}
            colours={colours}
            showsName={figures.length > 1}
          />
        </FigureLink>
      )}
    />
  );
}
