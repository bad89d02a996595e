import { useEffect, useMemo, useState } from "react";
import { SegmentedControl } from "../../../components/SegmentedControl";
import type { OpenTrace } from "../reading/reader";
import { ClockChip } from "./ClockChip";
import { FilterBar } from "./FilterBar";
import { Remarks } from "./Remarks";
import { rememberTrace } from "./recent-traces";
import { operationName, serviceName } from "./span-text";
import { TraceActions } from "./TraceActions";
import { TraceArea } from "./TraceArea";
import { TraceHead } from "./TraceHead";
import styles from "./TracePage.module.css";
import { traceFacts } from "./trace-facts";
import { useTraceStoreInAddress } from "./use-trace-address";
import { useTraceState } from "./use-trace-state";

interface Props {
  open: OpenTrace;
  /** Undefined: from a file. */
  source: string | undefined;
  /** What reading found wrong, in sentences. */
  problems: readonly string[];
  /** Asks the server for it again; absent where it came out of a file. */
  onRefetch?: (() => void) | undefined;
  isRefetching?: boolean;
}

/** A trace that has come: its head, its filters, and one view of it. */
export function ReadyTrace({ open, source, problems, onRefetch, isRefetching = false }: Props) {
  const { trace } = open;
  const store = useTraceStoreInAddress(open);
  const name = useTraceState(store, (state) => state.name);
  const facts = useMemo(() => traceFacts(trace), [trace]);
  const [trouble, setTrouble] = useState<string>();

  useEffect(() => {
    rememberTrace({
      traceId: trace.traceId,
      source,
      name: `${serviceName(trace, facts.root)} ${operationName(trace, facts.root)}`,
      durationNs: trace.durationNs,
    });
  }, [trace, source, facts]);

  return (
    <>
      <TraceHead
        trace={trace}
        store={store}
        facts={facts}
        actions={
          <TraceActions open={open} source={source} onFailure={setTrouble} onRefetch={onRefetch} isRefetching={isRefetching} />
        }
      />
      <div className={styles.bar}>
        <SegmentedControl
          label="View"
          value={name}
          onChange={store.getState().switchTo}
          segments={[
            { value: "waterfall", label: "Waterfall" },
            { value: "flame", label: "Flame graph" },
            { value: "statistics", label: "Statistics" },
            { value: "spans", label: "Spans" },
            { value: "events", label: "Logs", count: open.events },
          ]}
        />
        <div className={styles.filters}>
          <ClockChip store={store} skewed={facts.skewed} />
          {/* The flame graph is always of the whole trace. */}
          {name !== "flame" && <FilterBar trace={trace} store={store} errors={facts.errors} />}
        </div>
      </div>
      <Remarks sentences={[...new Set([...(trouble === undefined ? [] : [trouble]), ...problems, ...trace.problems])]} />
      <TraceArea open={open} store={store} source={source} />
    </>
  );
}
