import { memo, type ReactNode } from "react";
import { formatCount } from "#shared/format/count";
import { fieldValue } from "#shared/logs/fields";
import type { Labels } from "#shared/model/labels";
import type { LogLevel } from "#shared/model/log";
import { classNames } from "../../../components/class-names";
import { LineText } from "./LineText";
import styles from "./LogRow.module.css";
import type { StoredLine } from "./line-store";
import { ownLabels } from "./own-labels";
import type { Matcher } from "./text/marks";
import { beginning } from "./text/pieces";
import { withSigns } from "./text/signs";
import { timeText } from "./time-text";
import type { ViewSettings } from "./view-settings";

export interface LogRowProps {
  id: string;
  line: StoredLine;
  /** Counted from 1, as it is read out. */
  row: number;
  /** How many lines are one in it. */
  repeats: number;
  view: ViewSettings;
  hasDay: boolean;
  /** Labels that all lines have, and that this one need not tell. */
  common: Labels;
  matchers: readonly Matcher[];
  /** How many of its characters. */
  shown: number;
  /** From which character on it is shown where it takes one line: what was stepped to may stand far behind its beginning. */
  from: number;
  isChosen: boolean;
  /** Where the keys are. */
  isActive: boolean;
  canFilter: boolean;
}

/** As the list says it: as short as the others. */
const levelWords: Readonly<Record<LogLevel, string>> = {
  critical: "critical",
  error: "error",
  warning: "warn",
  info: "info",
  debug: "debug",
  trace: "trace",
  unknown: "",
};

/** One line. It has no listeners: the list knows by `data-line` which one was clicked. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { id, line, row, repeats, view, isChosen, isActive } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      id={id}
      role="row"
      aria-rowindex={row}
      aria-selected={isChosen}
      data-log-row
      data-line={line.id}
      data-level={line.level}
      data-active={isActive || undefined}
      className={classNames(styles.row, !view.wrap && !view.prettify && styles.flat)}
    >
      {view.showTime !== "none" && (
        <Cell className={styles.time} name="time">
          {timeText(line, view.showTime, props.hasDay)}
        </Cell>
      )}
      <Cell className={styles.level}>{levelWords[line.level]}</Cell>
      {view.dedup !== "none" && <Cell className={styles.repeats}>{repeats > 1 ? `×${formatCount(repeats)}` : ""}</Cell>}
      {view.showLabels && <OwnLabels line={line} common={props.common} canFilter={props.canFilter} />}
      {view.columns.map((column, place) => (
        <Cell key={column} className={styles.column} name="column" width={`var(--column-${place})`}>
          {shortText(fieldValue(line, column) ?? "")}
        </Cell>
      ))}
      <TextCell {...props} />
    </div>
  );
});

interface CellProps {
  className: string | undefined;
  name?: string;
  width?: string;
  isLong?: boolean;
  children: ReactNode;
}

function Cell({ className, name, width, isLong, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <span
      role="gridcell"
      data-cell={name}
      data-long={isLong || undefined}
      className={className}
      style={width === undefined ? undefined : { width }}
    >
      {children}
    </span>
  );
}

/** Looking for the ends of words in a text of this length takes a browser longer than all else together. */
const longText = 4096;

function TextCell({ line, view, shown, from, matchers }: LogRowProps) {
  const isTall = view.wrap || view.prettify;
  const rest = line.line.length - shown;
  return (
    <Cell className={isTall ? styles.tallText : styles.text} name="text" isLong={line.line.length > longText}>
      <LineText
        line={from > 0 && !isTall ? `…${line.line.slice(from, from + shown)}` : line.line}
        shown={shown}
        settings={view}
        matchers={matchers}
      />
      {isTall && (rest > 0 || line.cutLength !== undefined) && <Rest line={line} rest={rest} shown={shown} />}
    </Cell>
  );
}

/** What of a long line is not here: asked for in steps, and the part that is not even in the window in the line's details. */
function Rest({ line, rest, shown }: { line: StoredLine; rest: number; shown: number }) {
  const whole = line.cutLength ?? line.line.length;
  return (
    <button type="button" tabIndex={-1} className={styles.rest} data-action={rest > 0 ? "more" : "open"}>
      {rest > 0
        ? `Show more: these are ${formatCount(shown)} of ${formatCount(whole)} characters`
        : `Open the line: these are ${formatCount(line.line.length)} of ${formatCount(whole)} characters`}
    </button>
  );
}

function OwnLabels({ line, common, canFilter }: { line: StoredLine; common: Labels; canFilter: boolean }) {
  const own = ownLabels(line.labels, (name) => Object.hasOwn(common, name));
  return (
    <Cell className={styles.labels} name="labels">
      {own.map((name) => (
        <LabelChip key={name} name={name} value={line.labels[name] ?? ""} canFilter={canFilter} />
      ))}
    </Cell>
  );
}

export function LabelChip({ name, value, canFilter }: { name: string; value: string; canFilter: boolean }) {
  const text = shortText(`${name}=${value}`);
  if (!canFilter) return <span className={styles.chip}>{text}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.chip}
      data-action="filter"
      data-name={name}
      data-value={value}
      title={`${text}\nClick: only these lines. Alt and click: all but these.`}
    >
      {text}
    </button>
  );
}

/** A value from outside as it stands in a cell. */
export function shortText(value: string): string {
  let text = "";
  for (const piece of withSigns([{ text: beginning(value, 300) }], false)) text += piece.text;
  return text;
}
