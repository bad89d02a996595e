import { ChartNoAxesColumn, Columns3, Minus, Plus } from "lucide-react";
import { memo } from "react";
import { CopyButton } from "../../../components/CopyButton";
import { classNames } from "../../../components/class-names";
import { IconButton } from "../../../components/IconButton";
import { shownInLine } from "../../../components/shown-text";
import { type DetailRow, originWord } from "./detail-rows";
import styles from "./Fields.module.css";
import { FieldValue, type TracePlace } from "./FieldValue";
import type { LoadedLines } from "./lines";
import { type Outcome, outcomeOf, type Sense } from "./query-changes";
import { Statistics } from "./Statistics";

export interface FieldActions {
  /** Only the lines that have it so (or not); the value is the row's when it is left out. */
  onFilter(row: DetailRow, sense: Sense, value?: string): void;
  /** Whether that field is a column of the list. Absent: there are none here. */
  onColumn?: ((name: string) => void) | undefined;
}

export interface FieldRowProps {
  row: DetailRow;
  lines: LoadedLines;
  /** Where the trace opens that it names. */
  trace?: TracePlace | undefined;
  isColumn: boolean;
  /** The query, of the row under the pointer or with the focus in it: only that has buttons, for a line may have a thousand fields. */
  expr: string | undefined;
  isOpen: boolean;
  onActive(key: string): void;
  onOpen(key: string): void;
  actions: FieldActions;
}

/** A field of the line: its name, its value, what can be done with it, and how often each value is there. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { row, lines, trace, expr, isOpen, onActive, onOpen, actions } = props;
  const name = shownInLine(row.name);
  const buttons = expr !== undefined && <RowActions {...props} expr={expr} name={name} />;
  return (
    <li
      className={classNames(styles.row, isOpen && styles.open)}
      onPointerEnter={() => onActive(row.key)}
      onFocus={() => onActive(row.key)}
    >
      <div className={styles.pair}>
        <button
          type="button"
          className={styles.name}
          aria-expanded={isOpen}
          title={`${name}: ${originWord(row.from)}`}
          onClick={() => onOpen(row.key)}
        >
          {name}
        </button>
        <div className={styles.value}>
          {/* Whoever goes from line to line keeps the open field; another value begins folded. */}
          <FieldValue key={row.value} field={row} trace={trace} />
        </div>
      </div>
      {buttons && !isOpen && <div className={styles.floating}>{buttons}</div>}
      {isOpen && (
        <Statistics
          row={row}
          lines={lines}
          onPick={row.filter && ((value) => actions.onFilter(row, "for", value))}
          actions={buttons}
        />
      )}
    </li>
  );
});

interface RowActionsProps extends FieldRowProps {
  expr: string;
  name: string;
}

function RowActions({ row, expr, name, isColumn, isOpen, onOpen, actions }: RowActionsProps) {
  const { onFilter, onColumn } = actions;
  const only = outcomeOf(expr, row, "for");
  const without = outcomeOf(expr, row, "out");
  return (
    <div className={styles.actions}>
      {row.filter && (
        <>
          <IconButton
            icon={Plus}
            label={filterWords[only]?.(name) ?? `Only lines with this ${name}`}
            disabled={only !== "possible"}
            onClick={() => onFilter(row, "for")}
          />
          <IconButton
            icon={Minus}
            label={filterWords[without]?.(name) ?? `Leave out lines with this ${name}`}
            disabled={without !== "possible"}
            onClick={() => onFilter(row, "out")}
          />
        </>
      )}
      <IconButton
        icon={ChartNoAxesColumn}
        label={isOpen ? "Hide the values" : `How often each ${name} is there`}
        aria-pressed={isOpen}
        onClick={() => onOpen(row.key)}
      />
      {onColumn && (
        <IconButton
          icon={Columns3}
          label={isColumn ? `Remove the column ${name}` : `Show ${name} as a column`}
          aria-pressed={isColumn}
          onClick={() => onColumn(row.name)}
        />
      )}
      <CopyButton text={row.value} label="Copy the value" />
    </div>
  );
}

/** Why a filter cannot be clicked. */
const filterWords: Readonly<Partial<Record<Outcome, (name: string) => string>>> = {
  already: (name) => `The query says so of ${name} already`,
  impossible: (name) => `No query can say this of ${name}: it is too long, or its name is a word of LogQL`,
};
