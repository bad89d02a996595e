import type { CSSProperties } from "react";
import type { Figure } from "#shared/dashboards/data/figures";
import type { BarGaugeOptions } from "#shared/dashboards/options/bar-gauge";
import type { ChartColours } from "../../charts/chart-colours";
import { classNames } from "../../components/class-names";
import { visibleText } from "../../components/visible-text";
import figureStyles from "../figures/Figures.module.css";
import { FigureText } from "../figures/FigureText";
import { wordColour } from "../figures/ink";
import { ScaleBar } from "../figures/ScaleBar";
import { scaleOf, shareOf } from "../figures/scale";
import { hasColour, valueColour } from "../figures/value-colour";
import styles from "./BarGauge.module.css";
import type { BarLayout } from "./bar-layout";

export interface BarGaugeCellProps {
  figure: Figure;
  index: number;
  values: readonly unknown[];
  options: BarGaugeOptions;
  layout: BarLayout;
  colours: ChartColours;
}

export function BarGaugeCell({ figure, index, values, options, layout, colours }: BarGaugeCellProps) {
  const { display, field, title, value } = figure;
  const scale = scaleOf(figure, values);
  const mark = valueColour(display, field, index, colours);
  const isTinted = options.valueMode === "color" && hasColour(display, field);
  const name = visibleText(title);
  return (
    <div
      className={classNames(styles.cell, layout.isHorizontal ? styles.row : styles.column)}
      data-name={layout.name}
      style={
        {
          "--word": isTinted ? wordColour(mark, colours) : undefined,
          "--name-width": `${layout.nameWidth}px`,
          "--value-width": `${layout.valueWidth}px`,
          "--thickness": `${layout.thickness}px`,
        } as CSSProperties
      }
    >
      <span className={layout.name === "hidden" ? "visually-hidden" : classNames(figureStyles.name, styles.name)} title={name}>
        {name}
      </span>
      <ScaleBar
        className={styles.bar}
        share={shareOf(value, scale)}
        scale={scale}
        config={field.config}
        mark={mark}
        colours={colours}
        mode={options.displayMode}
        isHorizontal={layout.isHorizontal}
        hasTrack={options.showUnfilled}
      />
      <span className={options.valueMode === "hidden" ? "visually-hidden" : styles.value}>
        <FigureText display={display} size={layout.valueSize} />
      </span>
    </div>
  );
}
