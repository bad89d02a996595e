import { ChevronDown, ChevronRight } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import { classNames } from "../../../components/class-names";
import { serviceColour } from "../service-colours";
import { Bar } from "./Bar";
import type { LiveBars } from "./live-bars";
import styles from "./SpanRow.module.css";
import { hasFlag, kindText, operationName, readOut, runText, serviceName } from "./span-text";

export interface SpanRowProps {
  id: string;
  trace: Trace;
  position: number;
  /** The folded run that it stands for; -1 for none. */
  run: number;
  /** Counted from 1, with the head. */
  rowIndex: number;
  isFolded: boolean;
  /** Does not match by itself, and leads to one that does. */
  isContext: boolean;
  isMatch: boolean;
  isChosen: boolean;
  isActive: boolean;
  correctsClocks: boolean;
  bars: LiveBars;
}

/** One span: who did what, and when. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { id, trace, position, run, rowIndex, isFolded, isContext, isMatch, isChosen, isActive, correctsClocks, bars } = props;
  const descendants = trace.size[position] ?? 0;
  const hasFold = descendants > 0 && run < 0;
  const depth = trace.depth[position] ?? 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
    // biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows
    <div
      id={id}
      role="row"
      aria-level={depth + 1}
      aria-rowindex={rowIndex}
      aria-expanded={hasFold ? !isFolded : run >= 0 ? false : undefined}
      aria-selected={isChosen}
      aria-label={readOut(trace, position, run, correctsClocks)}
      data-position={position}
      data-run={run}
      className={classNames(
        styles.row,
        isChosen && styles.chosen,
        isActive && styles.active,
        isMatch && styles.match,
        isContext && styles.context,
      )}
      style={{ "--depth": depth, "--series": serviceColour(trace.service[position] ?? 0) } as CSSProperties}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row */}
      {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
      <div role="gridcell" className={styles.name}>
        <Fold trace={trace} position={position} run={run} isFolded={isFolded} hasFold={hasFold} />
        <span className={styles.swatch} />
        <Names trace={trace} position={position} run={run} />
        {isFolded && hasFold && <span className={styles.folded}>{`+ ${formatCount(descendants)}`}</span>}
        <Chips trace={trace} position={position} correctsClocks={correctsClocks} />
      </div>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row */}
      {/* biome-ignore lint/a11y/useSemanticElements: a table would lay out all of its rows */}
      <div role="gridcell" className={styles.bars}>
        <Bar trace={trace} position={position} run={run} correctsClocks={correctsClocks} bars={bars} />
      </div>
    </div>
  );
});

type Of = Pick<SpanRowProps, "trace" | "position" | "run">;

function Fold({ trace, position, run, isFolded, hasFold }: Of & { isFolded: boolean; hasFold: boolean }) {
  if (!hasFold && run < 0) return <span className={styles.leaf} />;
  const isShut = isFolded || run >= 0;
  const what = run >= 0 ? `${trace.runs[run]?.count ?? 0} repeated spans` : `${trace.size[position] ?? 0} spans below`;
  const Icon = isShut ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-action="fold"
      className={styles.fold}
      aria-label={`${isShut ? "Show" : "Fold"} ${what}`}
    >
      <Icon size={13} aria-hidden />
    </button>
  );
}

function Names({ trace, position, run }: Of) {
  const group = run >= 0 ? runText(trace, run) : undefined;
  const error = group ? group.errors : hasFlag(trace, position, "error") ? "error" : undefined;
  return (
    <span className={styles.names} data-cut>
      <span className={styles.service}>{serviceName(trace, position)}</span> {operationName(trace, position)}
      {group && <span className={styles.times}> {group.times}</span>}
      {error !== undefined && <b className={styles.error}> {error}</b>}
    </span>
  );
}

function Chips({ trace, position, correctsClocks }: Pick<SpanRowProps, "trace" | "position" | "correctsClocks">) {
  const kind = kindText(trace, position);
  const isSkewed = correctsClocks && hasFlag(trace, position, "skewed");
  return (
    <span className={styles.chips}>
      {hasFlag(trace, position, "orphan") && <span>parent missing</span>}
      {hasFlag(trace, position, "unfinished") && <span>not finished</span>}
      {kind !== undefined && <span>{kind}</span>}
      {isSkewed && <span>clock corrected</span>}
    </span>
  );
}
