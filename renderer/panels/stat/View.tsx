import type { StatOptions } from "#shared/dashboards/options/stat";
import { useChartColours } from "../../charts/use-chart-colours";
import { FigureGrid } from "../figures/FigureGrid";
import { FigureLink } from "../figures/FigureLink";
import { partsOf } from "../figures/FigureText";
import { valueWidth, widestOf } from "../figures/fit-text";
import { measureFigure, measureName } from "../figures/measure";
import { useFigures } from "../figures/use-figures";
import { useSteadySize } from "../figures/use-steady-size";
import type { PanelViewProps } from "../panel";
import { StatCell } from "./StatCell";
import { statGap, statGrid, statLayout } from "./stat-layout";

/** Numbers that are read at a glance, each with the shape of its recent past. */
export function StatView({ title, options, data, width, height, timeZone, hrefOf }: PanelViewProps<StatOptions>) {
  const { figures, more } = useFigures(data, options.reduceOptions, timeZone);
  const colours = useChartColours();
  const { textMode } = options;
  const isAlone = figures.length === 1 && more === 0;
  const showsName = textMode === "name" || textMode === "value_and_name" || (textMode === "auto" && !isAlone);
  const showsValue = textMode !== "name" && textMode !== "none";
  const isFilled = options.colorMode === "background" || options.colorMode === "background_solid";
  const content = {
    showsName,
    showsValue,
    hasGraph: options.graphMode !== "none" && figures.some(({ sparkline }) => (sparkline?.times.length ?? 0) > 1),
    showsChange: options.showPercentChange && showsValue && figures.some(({ percentChange }) => percentChange !== undefined),
    valueWidth: widestOf(figures.map(({ display }) => valueWidth(partsOf(display), measureFigure))),
    nameWidth: widestOf(showsValue ? [] : figures.map((figure) => (size) => measureName(figure.title) * size)),
  };
  const { grid, leastWidth } = statGrid(figures.length, { width, height }, options, showsName && showsValue);
  // A panel as low as one line is still a panel: a single figure takes what there is.
  const cell = isAlone ? { width, height } : { width: grid.cellWidth, height: grid.cellHeight };
  const layout = statLayout(content, cell, options, isFilled || !isAlone);
  const valueSize = useSteadySize(layout.valueSize, `${cell.width}×${cell.height}×${figures.length}`);
  return (
    <FigureGrid
      label={title}
      figures={figures}
      more={more}
      grid={{ ...grid, cellHeight: cell.height }}
      gap={statGap}
      leastWidth={isAlone ? 0 : leastWidth}
      cell={(figure, index) => (
        <FigureLink figure={figure} hrefOf={hrefOf}>
          <StatCell
            figure={figure}
            index={index}
            options={options}
            content={content}
            layout={{ ...layout, valueSize }}
            colours={colours}
            isAlone={isAlone}
          />
        </FigureLink>
      )}
    />
  );
}
