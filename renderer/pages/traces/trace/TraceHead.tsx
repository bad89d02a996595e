import type { ReactNode } from "react";
import { formatCount } from "#shared/format/count";
import type { Trace } from "#shared/model/trace";
import { Badge } from "../../../components/Badge";
import { CopyButton } from "../../../components/CopyButton";
import { PageHeader } from "../../../components/PageHeader";
import { shownInLine } from "../../../components/shown-text";
import { lengthText, operationName, serviceName } from "./span-text";
import styles from "./TraceHead.module.css";
import { counted, shortId, startText, type TraceFacts } from "./trace-facts";
import type { TraceState, TraceStore } from "./trace-state";
import { useTraceState } from "./use-trace-state";

interface Props {
  trace: Trace;
  store: TraceStore;
  facts: TraceFacts;
  actions: ReactNode;
}

/** What the trace is called, and what is to be known of it at once. */
export function TraceHead({ trace, store, facts, actions }: Props) {
  const shown = useTraceState(store, (state) => spansShown(trace, state));
  const correctsClocks = useTraceState(store, (state) => state.correctsClocks);
  const start = startText(trace);
  const duration = correctsClocks ? trace.durationNs : trace.recordedDurationNs;
  const spans =
    shown === trace.count ? counted(trace.count, "span") : `${formatCount(shown)} of ${counted(trace.count, "span")} shown`;
  return (
    <PageHeader
      title={operationName(trace, facts.root)}
      context={
        <div className={styles.facts}>
          <span className={styles.service} title={serviceName(trace, facts.root)}>
            {serviceName(trace, facts.root)}
          </span>
          <span className={styles.id}>
            <code title={shownInLine(trace.traceId)}>{shortId(trace.traceId)}</code>
            <CopyButton text={trace.traceId} label="Copy the trace id" />
          </span>
          <span title={start.whole}>{start.short}</span>
          <span>{lengthText(duration)}</span>
          <span>{counted(trace.services.length, "service")}</span>
          <span>{spans}</span>
          {facts.errors > 0 && <b className={styles.errors}>{counted(facts.errors, "error")}</b>}
          {trace.isIncomplete && (
            <div>
              <Badge state="warning" title={whyIncomplete(facts.orphans)}>
                Incomplete
              </Badge>
            </div>
          )}
        </div>
      }
      actions={actions}
    />
  );
}

/** What is folded has no row in the waterfall; the other views have all that pass the filters, and the flame graph has everything. */
function spansShown(trace: Trace, { name, shown, amongPositions }: TraceState): number {
  if (name === "waterfall") return shown.spans.length;
  return (name === "flame" ? undefined : amongPositions?.length) ?? trace.count;
}

const whyIncomplete = (orphans: number): string =>
  orphans === 0
    ? "The answer broke off before its end: spans are missing."
    : `${counted(orphans, "span names a parent that has", "spans name parents that have")} not come: they were lost, sampled away, or are still on their way.`;
