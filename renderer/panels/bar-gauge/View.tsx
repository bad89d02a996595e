import type { BarGaugeOptions } from "#shared/dashboards/options/bar-gauge";
import { useChartColours } from "../../charts/use-chart-colours";
import { visibleText } from "../../components/visible-text";
import { FigureGrid } from "../figures/FigureGrid";
import { FigureLink } from "../figures/FigureLink";
import { partsOf } from "../figures/FigureText";
import { valueWidth, widestOf } from "../figures/fit-text";
import { measureFigure, measureName } from "../figures/measure";
import { useFigures } from "../figures/use-figures";
import { useSteadyWidth } from "../figures/use-steady-size";
import type { PanelViewProps } from "../panel";
import { BarGaugeCell } from "./BarGaugeCell";
import { barLayout, leastColumn } from "./bar-layout";

const nameSize = 12;

/** Values beside each other, each as a bar on its own scale. */
export function BarGaugeView({ title, options, data, width, height, timeZone, hrefOf }: PanelViewProps<BarGaugeOptions>) {
  const { figures, more } = useFigures(data, options.reduceOptions, timeZone);
  const colours = useChartColours();
  const layout = barLayout({ width, height }, options, {
    count: Math.max(1, figures.length),
    valueWidth: widestOf(figures.map(({ display }) => valueWidth(partsOf(display), measureFigure))),
    nameWidth: Math.max(0, ...figures.map((figure) => measureName(visibleText(figure.title)) * nameSize)),
  });
  // A bar does not change its length because a digit beside it came or went.
  const widest = useSteadyWidth(layout.valueWidth, `${width}×${height}×${figures.length}`);
  const values = figures.map(({ value }) => value);
  return (
    <FigureGrid
      label={title}
      figures={figures}
      more={more}
      grid={{
        columns: layout.isHorizontal ? 1 : Math.max(1, figures.length),
        rows: layout.isHorizontal ? figures.length : 1,
        cellWidth: layout.cell.width,
        cellHeight: layout.cell.height,
      }}
      gap={layout.gap}
      leastWidth={layout.isHorizontal ? 0 : leastColumn}
      cell={(figure, index) => (
        <FigureLink figure={figure} hrefOf={hrefOf}>
          <BarGaugeCell
            figure={figure}
            index={index}
            values={values}
            options={options}
            layout={{ ...layout, valueWidth: widest }}
            colours={colours}
          />
        </FigureLink>
      )}
    />
  );
}
