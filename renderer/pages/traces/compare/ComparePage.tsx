import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { toFailure } from "#shared/model/failure";
import type { Trace } from "#shared/model/trace";
import type { TraceComparison } from "#shared/traces/compare";
import { FailureNote } from "../../../components/FailureNote";
import { PageHeader } from "../../../components/PageHeader";
import { Skeleton } from "../../../components/Skeleton";
import { localSource } from "../../../stores/address";
import { traceLink } from "../../../stores/trace-source";
import { getTraceReader, type OpenTrace } from "../reading/reader";
import { CompareDialog } from "../trace/CompareDialog";
import { comparePath } from "../url";
import { useAsked } from "../views/use-asked";
import views from "../views/Views.module.css";
import styles from "./Compare.module.css";
import { CompareHeads } from "./CompareHeads";
import { ComparisonTree } from "./ComparisonTree";
import { SideState } from "./SideState";
import { useComparedTrace } from "./use-compared-trace";

export interface ComparePageProps {
  /** The ids of the two traces. */
  a: string;
  b: string;
  source: string | undefined;
}

/** Two traces held against each other: what each did, how often, and for how long. */
export function ComparePage({ a, b, source }: ComparePageProps) {
  const fetchedA = useComparedTrace(a, source);
  const fetchedB = useComparedTrace(b, source);
  return (
    <div className={styles.page}>
      <PageHeader title="Compare traces" context={a === b ? "Both sides are the same trace" : "B against A"} />
      {fetchedA.trace && fetchedB.trace ? (
        <Compared a={fetchedA.trace} b={fetchedB.trace} source={source} />
      ) : (
        <div className={styles.waiting}>
          <SideState letter="A" traceId={a} fetched={fetchedA} />
          <SideState letter="B" traceId={b} fetched={fetchedB} />
        </div>
      )}
    </div>
  );
}

function Compared({ a, b, source }: { a: OpenTrace; b: OpenTrace; source: string | undefined }) {
  const navigate = useNavigate();
  const [replaced, setReplaced] = useState<"a" | "b">();
  const [problem, setProblem] = useState<unknown>();
  const asked = useAsked(useCallback(() => getTraceReader().compare(a.key, b.key), [a.key, b.key]));
  const compared = asked.answer;

  function goTo(idA: string, idB: string): void {
    const search = source === undefined || source === localSource ? "" : `?source=${encodeURIComponent(source)}`;
    void navigate(`${comparePath(idA, idB)}${search}`);
  }
  const linkTo = ({ traceId, startNs }: Trace) => traceLink({ source, traceId, aroundNs: startNs });

  async function openSpan(side: "a" | "b", node: number, { firstA, firstB }: TraceComparison): Promise<void> {
    const { key, trace } = side === "a" ? a : b;
    const position = (side === "a" ? firstA : firstB)[node] ?? -1;
    if (position < 0) return;
    try {
      const [spanId] = await getTraceReader().spanIds(key, Uint32Array.of(position));
      void navigate(traceLink({ source, traceId: trace.traceId, spanId, aroundNs: trace.startNs }));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <>
      <CompareHeads
        a={a.trace}
        b={b.trace}
        linkTo={linkTo}
        onSwap={() => goTo(b.trace.traceId, a.trace.traceId)}
        onReplace={setReplaced}
      />
      {asked.failure && <FailureNote failure={asked.failure} onRetry={asked.again} />}
      {problem !== undefined && <FailureNote failure={toFailure(problem)} />}
      {compared ? (
        <ComparisonTree
          key={`${a.key} ${b.key}`}
          compared={compared}
          longestNs={Math.max(a.trace.durationNs, b.trace.durationNs)}
          onOpen={(side, node) => void openSpan(side, node, compared)}
        />
      ) : (
        !asked.failure && (
          <div className={views.waiting}>
            <Skeleton lines={12} height={18} />
          </div>
        )
      )}
      {replaced !== undefined && (
        <CompareDialog
          onClose={() => setReplaced(undefined)}
          onCompare={(id) => {
            setReplaced(undefined);
            if (replaced === "a") goTo(id, b.trace.traceId);
            else goTo(a.trace.traceId, id);
          }}
        />
      )}
    </>
  );
}
