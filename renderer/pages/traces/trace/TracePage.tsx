import { formatCount } from "#shared/format/count";
import type { Failure } from "#shared/model/failure";
import type { NsTime } from "#shared/model/log";
import type { ReadProblem } from "#shared/traces/span-table";
import { FailureNote } from "../../../components/FailureNote";
import { useSourceNames } from "../../../stores/source-names";
import { useFetchedTrace } from "../reading/use-fetched-trace";
import { EmptyTrace, FailedTrace } from "./FailedTrace";
import { ReadyTrace } from "./ReadyTrace";
import styles from "./TracePage.module.css";
import { WaitingTrace } from "./WaitingTrace";

export interface TracePageProps {
  /** Undefined where no server is known: only an opened file can have the trace then. */
  source: string | undefined;
  traceId: string;
  /** About when it was, where that is known. */
  aroundNs?: NsTime | undefined;
  /** The name of the file it was opened from. */
  file?: string | undefined;
}

const cancelled: Failure = { kind: "cancelled", say: "Cancelled.", retry: true };

/** One trace: what happened in a request, and where its time went. */
export function TracePage({ source, traceId, aroundNs, file }: TracePageProps) {
  const { state, trace: open, problems, refetch, cancel } = useFetchedTrace({ source, traceId, around: aroundNs, file });
  const { nameOf } = useSourceNames();

  function content() {
    // The trace of before stays while it is asked for again, and when that fails.
    if (open && open.trace.count > 0) {
      return (
        <>
          {state.kind === "failed" && <FailureNote failure={state.failure} onRetry={refetch} />}
          <ReadyTrace
            key={open.key}
            open={open}
            source={file === undefined ? source : undefined}
            problems={problems.map(problemText)}
            onRefetch={file === undefined ? refetch : undefined}
            isRefetching={state.kind === "waiting"}
          />
        </>
      );
    }
    if (open) return <EmptyTrace traceId={traceId} onRetry={refetch} />;
    if (state.kind === "failed" || state.kind === "cancelled") {
      return (
        <FailedTrace
          traceId={traceId}
          failure={state.kind === "failed" ? state.failure : cancelled}
          sourceName={source === undefined ? undefined : nameOf(source)}
          file={file}
          onRetry={refetch}
        />
      );
    }
    const { bytes, totalBytes } = state.kind === "waiting" ? state : { bytes: 0, totalBytes: undefined };
    const phase = state.kind === "waiting" ? state.phase : "reading";
    return <WaitingTrace traceId={traceId} phase={phase} bytes={bytes} totalBytes={totalBytes} onCancel={cancel} />;
  }

  return <div className={styles.page}>{content()}</div>;
}

const problemText = ({ say, times }: ReadProblem): string => (times > 1 ? `${say} (${formatCount(times)} times)` : say);
