import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import type { CSSProperties } from "react";
import type { Figure } from "#shared/dashboards/data/figures";
import type { StatOptions } from "#shared/dashboards/options/stat";
import type { ChartColours } from "../../charts/chart-colours";
import { classNames } from "../../components/class-names";
import { visibleText } from "../../components/visible-text";
import { FigureLine } from "../figures/FigureLine";
import figureStyles from "../figures/Figures.module.css";
import { FigureText } from "../figures/FigureText";
import { inkOn, wordColour } from "../figures/ink";
import { hasColour, valueColour } from "../figures/value-colour";
import styles from "./Stat.module.css";
import type { StatContent, StatLayout } from "./stat-layout";

export interface StatCellProps {
  figure: Figure;
  index: number;
  options: StatOptions;
  content: StatContent;
  layout: StatLayout;
  colours: ChartColours;
  isAlone: boolean;
}

export function StatCell({ figure, index, options, content, layout, colours, isAlone }: StatCellProps) {
  const { display, field, title, sparkline, percentChange } = figure;
  const mark = valueColour(display, field, index, colours);
  // The colour of what is not known is no ground: a grey cell says nothing, and a white one would say it loudly.
  const isFilled = (options.colorMode === "background" || options.colorMode === "background_solid") && display.color !== "text";
  const ink = isFilled ? inkOn(mark, colours) : undefined;
  const isTinted = options.colorMode === "value" && hasColour(display, field);
  const name = visibleText(title);
  return (
    <div
      className={classNames(
        styles.cell,
        isFilled && styles.filled,
        !isFilled && (isAlone ? styles.alone : styles.framed),
        layout.isWide && styles.wide,
        options.justifyMode === "center" && styles.centred,
        layout.graphHeight > 0 && sparkline && styles.graphed,
      )}
      data-fill={options.colorMode === "background" ? "gradient" : undefined}
      style={
        {
          "--mark": mark,
          "--ink": ink,
          "--word": isTinted ? wordColour(mark, colours) : undefined,
          padding: `${layout.padding.head}px ${layout.padding.side}px`,
        } as CSSProperties
      }
    >
      {/* Read out even when it is not drawn: a number alone says nothing. */}
      <span
        className={content.showsName ? figureStyles.name : "visually-hidden"}
        data-large={!content.showsValue || undefined}
        style={{ fontSize: layout.nameSize }}
        title={name}
      >
        {name}
      </span>
      {content.showsValue ? (
        <FigureText display={display} size={layout.valueSize} />
      ) : (
        <span className="visually-hidden">{visibleText(display.text)}</span>
      )}
      {content.showsChange && <PercentChange value={percentChange} />}
      {layout.graphHeight > 0 && sparkline && (
        <div className={styles.graph} style={{ height: layout.graphHeight }}>
          <FigureLine line={sparkline} colour={ink ?? mark} isFilled={options.graphMode === "area"} />
        </div>
      )}
    </div>
  );
}

function PercentChange({ value }: { value: number | undefined }) {
  if (value === undefined || Number.isNaN(value)) return <span className={styles.change}>–</span>;
  // A zero that is only rounded to is no direction.
  const text = Number.isFinite(value)
    ? `${
        Math.abs(value) >= 999.5
          ? "> 999"
          : Math.abs(value)
              .toPrecision(3)
              .replace(/\.?0+$/, "")
      } %`
    : "∞";
  const isStill = Math.abs(value) < 0.05;
  const Arrow = isStill ? ArrowRight : value > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={styles.change}>
      <Arrow size={12} strokeWidth={2.5} role="img" aria-label={isStill ? "unchanged" : value > 0 ? "up" : "down"} />
      {isStill ? "0 %" : text}
    </span>
  );
}
