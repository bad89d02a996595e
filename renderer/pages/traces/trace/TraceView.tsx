import { lazy, Suspense } from "react";
import { ErrorBoundary } from "../../../components/ErrorBoundary";
import { Skeleton } from "../../../components/Skeleton";
import type { OpenTrace } from "../reading/reader";
import styles from "./TracePage.module.css";
import type { TraceStore } from "./trace-state";
import type { TraceViewName } from "./url";
import { useTraceState } from "./use-trace-state";

const views = {
  flame: lazy(() => import("../views/FlameView").then(({ FlameView }) => ({ default: FlameView }))),
  statistics: lazy(() => import("../views/StatisticsView").then(({ StatisticsView }) => ({ default: StatisticsView }))),
  spans: lazy(() => import("../views/SpansView").then(({ SpansView }) => ({ default: SpansView }))),
  events: lazy(() => import("../views/EventsView").then(({ EventsView }) => ({ default: EventsView }))),
};

/** One of the views beside the waterfall. */
export function TraceView({
  name,
  open,
  store,
}: {
  name: Exclude<TraceViewName, "waterfall">;
  open: OpenTrace;
  store: TraceStore;
}) {
  const state = useTraceState(store, (whole) => whole);
  const View = views[name];
  return (
    <div className={styles.view}>
      <ErrorBoundary key={name} what="This view">
        <Suspense fallback={<Skeleton height={20} lines={12} />}>
          <View open={open} state={state} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
