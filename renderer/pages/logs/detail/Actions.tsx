import { useMemo, useState } from "react";
import { Button } from "../../../components/Button";
import { MetricsAtTime } from "../../../components/MetricsAtTime";
import { shownInLine } from "../../../components/shown-text";
import { localSource } from "../../../stores/address";
import { timeAround } from "../../../stores/logs-links";
import { type DetailRow, labelsOfRows } from "./detail-rows";
import type { LineDetailProps } from "./LineDetail";
import styles from "./LineDetail.module.css";
import { OpenTraceButton } from "./pivots/OpenTraceButton";
import type { TraceWays } from "./pivots/trace-ways";
import { filteredBy, linesWithText, speakerRow } from "./query-changes";

interface Props extends LineDetailProps {
  rows: readonly DetailRow[];
  traceIds: readonly string[];
  traceWays(id: string): TraceWays;
}

/** Where to go from the line. Only what leads somewhere is offered. */
export function Actions({ line, source, expr, onChangeExpr, onContext, rows, traceIds, traceWays }: Props) {
  const [isMetricsOpen, setMetricsOpen] = useState(false);
  const speaker = speakerRow(rows, expr);
  const onlyThis = speaker && filteredBy(expr, speaker, "for");
  return (
    <div className={styles.actions}>
      {traceIds.map((id) => (
        <TraceActions
          key={id}
          id={id}
          isOnly={traceIds.length === 1}
          ways={traceWays(id)}
          expr={linesWithText(line.labels, id)}
          onChangeExpr={onChangeExpr}
        />
      ))}
      <Button size="small" onClick={onContext} title="The lines before and after it in its stream">
        Context
      </Button>
      {speaker && onlyThis !== undefined && (
        <Button size="small" title={`${speaker.name} = ${shownInLine(speaker.value)}`} onClick={() => onChangeExpr(onlyThis)}>
          Only this {shownInLine(speaker.name)}
        </Button>
      )}
      <Button size="small" onClick={() => setMetricsOpen(true)}>
        Metrics at this time
      </Button>
      {isMetricsOpen && <MetricsOfLine line={line} source={source} rows={rows} onClose={() => setMetricsOpen(false)} />}
    </div>
  );
}

function MetricsOfLine({ line, source, rows, onClose }: Pick<Props, "line" | "source" | "rows" | "onClose">) {
  const [time] = useState(() => timeAround(line.ms, Date.now()));
  const labels = useMemo(() => labelsOfRows(rows), [rows]);
  return (
    <MetricsAtTime
      title="Metrics at this time"
      what="line"
      labels={labels}
      {...time}
      usual={source === localSource ? localSource : undefined}
      onClose={onClose}
    />
  );
}

interface TraceProps {
  id: string;
  isOnly: boolean;
  ways: TraceWays;
  expr: string | undefined;
  onChangeExpr(expr: string): void;
}

function TraceActions({ id, isOnly, ways, expr, onChangeExpr }: TraceProps) {
  const short = isOnly ? "" : ` ${id.slice(0, 8)}…`;
  return (
    <>
      <OpenTraceButton id={id} short={short} ways={ways} />
      {expr !== undefined && (
        <Button size="small" title={shownInLine(expr)} onClick={() => onChangeExpr(expr)}>
          Lines of {isOnly ? "this trace" : `trace${short}`}
        </Button>
      )}
    </>
  );
}
