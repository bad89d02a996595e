import { useState } from "react";
import { Button } from "../../../components/Button";
import type { DetailRow } from "./detail-rows";
import type { LineDetailProps } from "./LineDetail";
import styles from "./LineDetail.module.css";
import { MetricsAtTime } from "./pivots/MetricsAtTime";
import { filteredBy, linesWithText, speakerRow } from "./query-changes";
import { shownInLine } from "./shown-text";

interface Props extends LineDetailProps {
  rows: readonly DetailRow[];
  traceIds: readonly string[];
  traceHref(id: string): string | undefined;
}

/** Where to go from the line. Only what leads somewhere is offered. */
export function Actions({ line, source, expr, onChangeExpr, onContext, rows, traceIds, traceHref }: Props) {
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
          href={traceHref(id)}
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
      {isMetricsOpen && <MetricsAtTime line={line} source={source} rows={rows} onClose={() => setMetricsOpen(false)} />}
    </div>
  );
}

interface TraceProps {
  id: string;
  isOnly: boolean;
  href: string | undefined;
  expr: string | undefined;
  onChangeExpr(expr: string): void;
}

function TraceActions({ id, isOnly, href, expr, onChangeExpr }: TraceProps) {
  const short = isOnly ? "" : ` ${id.slice(0, 8)}…`;
  return (
    <>
      {href !== undefined && (
        <a className={styles.link} href={href} target="_blank" rel="noopener noreferrer" title={id}>
          Open trace{short}
        </a>
      )}
      {expr !== undefined && (
        <Button size="small" title={shownInLine(expr)} onClick={() => onChangeExpr(expr)}>
          Lines of {isOnly ? "this trace" : `trace${short}`}
        </Button>
      )}
    </>
  );
}
