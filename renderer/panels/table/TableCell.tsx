import { Search } from "lucide-react";
import { type CSSProperties, lazy, type ReactNode, Suspense } from "react";
import { type Display, rangeOf } from "#shared/dashboards/data/display";
import type { Frame } from "#shared/dashboards/data/frame";
import { isSparkline, type Sparkline as Line } from "#shared/dashboards/data/sparkline";
import type { ChartColours } from "../../charts/chart-colours";
import { classNames } from "../../components/class-names";
import { visibleText } from "../../components/visible-text";
import { FigureLine } from "../figures/FigureLine";
import { inkOn, wordColour } from "../figures/ink";
import { ScaleBar } from "../figures/ScaleBar";
import { ValueIcon } from "../figures/ValueIcon";
import { hasColour, valueColour } from "../figures/value-colour";
import { ValueLinks } from "../links/ValueLinks";
import { anchorOf, type HrefOf, type ValueLink, valueLinks } from "../links/value-links";
import { pillsOf } from "./pills";
import styles from "./Table.module.css";
import { cellText, type TableColumn } from "./table-columns";

const Markdown = lazy(() => import("../text/Markdown").then(({ Markdown }) => ({ default: Markdown })));

export interface TableCellProps {
  column: TableColumn;
  row: number;
  frame: Frame;
  /** Of the row, in px. */
  height: number;
  colours: ChartColours;
  hrefOf: HrefOf;
  onInspect(): void;
}

/** One value, drawn as its column says. What does not fit is in the tooltip, and whole in the dialog behind Enter. */
export function TableCell(props: TableCellProps) {
  const { column, row, frame, height, hrefOf, onInspect } = props;
  const value: unknown = column.field.values[row];
  const display = column.display(value);
  const links = valueLinks({ field: column.field, value, display, place: { frame, row } }, hrefOf);
  const { cellOptions, inspect } = column.custom;
  const text = visibleText(cellText(column, row));
  const content = (
    <>
      <ValueIcon icon={display.icon} size={14} />
      <CellContent {...props} value={value} display={display} text={text} links={links} />
    </>
  );
  return (
    <span
      className={classNames(styles.content, cellOptions.wrapText && styles.wrapped)}
      style={cellOptions.wrapText ? ({ "--lines": Math.max(1, Math.floor((height - 6) / 18)) } as CSSProperties) : undefined}
      title={text.length > 500 ? `${text.slice(0, 500)}…` : text}
    >
      {cellOptions.type === "data-links" ? content : <ValueLinks links={links}>{content}</ValueLinks>}
      {(inspect || cellOptions.type === "json-view") && (
        <button type="button" tabIndex={-1} className={styles.inspect} aria-label="Show the whole value" onClick={onInspect}>
          <Search size={12} aria-hidden />
        </button>
      )}
    </span>
  );
}

interface ContentProps extends TableCellProps {
  value: unknown;
  display: Display;
  text: string;
  links: readonly ValueLink[];
}

function CellContent({ column, row, value, display, text, links, colours, height, hrefOf }: ContentProps): ReactNode {
  const { field, custom } = column;
  const mark = valueColour(display, field, row, colours);
  switch (custom.cellOptions.type) {
    case "color-text":
      return hasColour(display, field) ? <Coloured color={wordColour(mark, colours)}>{text}</Coloured> : text;
    case "color-background":
      return <Ground display={display} mark={mark} colours={colours} column={column} text={text} />;
    case "gauge":
      return <Gauge column={column} display={display} mark={mark} colours={colours} text={text} height={height} />;
    case "sparkline":
      return isSparkline(value) ? <LineCell line={value} colour={mark} text={text} /> : text;
    case "pill":
      return pillsOf(value).map((pill, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pills have no name of their own, and may be equal
        <span key={index} className={styles.pill}>
          {visibleText(column.display(pill).text)}
        </span>
      ));
    case "json-view":
      return <code className={styles.json}>{text}</code>;
    case "data-links":
      return links.map((link, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two links may be the same, and their list does not move
        <a key={index} {...anchorOf(link)} className={styles.dataLink}>
          {link.title}
        </a>
      ));
    case "markdown":
      return (
        <Suspense fallback={text}>
          <Markdown source={cellText(column, row)} hrefOf={hrefOf} isInline />
        </Suspense>
      );
    // A picture from elsewhere would tell its server who looks at what: its address is shown, and opened on request.
    case "image":
      return text;
    case "auto":
      return display.isMapped && display.color !== undefined ? (
        <Coloured color={wordColour(mark, colours)}>{text}</Coloured>
      ) : (
        text
      );
  }
}

function Coloured({ color, children }: { color: string; children: ReactNode }) {
  return (
    <span className={styles.coloured} style={{ "--word": color } as CSSProperties}>
      {children}
    </span>
  );
}

interface GroundProps {
  display: Display;
  mark: string;
  colours: ChartColours;
  column: TableColumn;
  text: string;
}

function Ground({ display, mark, colours, column, text }: GroundProps) {
  const { applyToRow, mode } = column.custom.cellOptions;
  if (applyToRow || !hasColour(display, column.field)) return text;
  return (
    <span
      className={styles.ground}
      data-fill={mode === "gradient" ? "gradient" : undefined}
      style={{ "--mark": mark, "--ink": inkOn(mark, colours) } as CSSProperties}
    >
      {text}
    </span>
  );
}

function Gauge({ column, display, mark, colours, text, height }: GroundProps & { height: number }) {
  const { mode, valueDisplayMode } = column.custom.cellOptions;
  const scale = rangeOf(column.field);
  const isTinted = valueDisplayMode === "color" && hasColour(display, column.field);
  return (
    <span className={styles.gauge}>
      <ScaleBar
        className={styles.gaugeBar}
        share={display.share}
        scale={scale.max > scale.min ? scale : { min: scale.min, max: scale.min + 1 }}
        config={column.field.config}
        mark={mark}
        colours={colours}
        mode={height < 30 && mode === "lcd" ? "gradient" : mode}
      />
      {valueDisplayMode !== "hidden" && (
        <span
          className={styles.gaugeText}
          style={isTinted ? ({ "--word": wordColour(mark, colours) } as CSSProperties) : undefined}
        >
          {text}
        </span>
      )}
    </span>
  );
}

function LineCell({ line, colour, text }: { line: Line; colour: string; text: string }) {
  return (
    <span className={styles.gauge}>
      <span className={styles.line}>
        <FigureLine line={line} colour={colour} />
      </span>
      <span className={styles.gaugeText}>{text}</span>
    </span>
  );
}
