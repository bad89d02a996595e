import { X } from "lucide-react";
import { useCallback, useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import type { Series } from "#shared/model/series";
import type { SpanSide } from "#shared/traces/span-metrics";
import { ChartCard } from "../../../charts/ChartCard";
import { alignSeries } from "../../../charts/columns";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import type { Window } from "../../../components/range-picker/time-range";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { readSource } from "../../../stores/address";
import { firstSearch, writeSearch } from "../url";
import { RedTable } from "./RedTable";
import { leastDuration, quantiles, type RedRow } from "./red";
import styles from "./Services.module.css";
import { useRedLines, useRedRows } from "./use-red";
import type { SpanMetricsSource } from "./use-span-metrics";

interface Props {
  of: SpanMetricsSource;
  service: string;
  side: SpanSide;
  window: Window;
  onZoom(startMs: number, endMs: number): void;
  onClose(): void;
}

/** One service over time, and its operations; from each to its traces of that time. */
export function OneService({ of, service, side, window, onZoom, onClose }: Props) {
  const lines = useRedLines(of, { side, service }, window);
  const operations = useRedRows(of, { side, service }, window);
  const [params] = useSearchParams();
  const source = readSource(params);
  const actions = useCallback(
    (row: RedRow) => <TracesOf row={row} source={source} service={service} window={window} />,
    [source, service, window],
  );
  const charts = useMemo(() => lines.data && chartsOf(lines.data), [lines.data]);
  const hasDurations = of.metrics.durations !== undefined;
  return (
    <section className={styles.one} aria-label={`Service ${visibleText(service)}`}>
      <header className={styles.head}>
        <h2>{visibleText(service)}</h2>
        <IconButton icon={X} label="Close" onClick={onClose} />
      </header>
      {lines.error ? (
        <FailureNote failure={lines.error.failure} onRetry={() => void lines.refetch()} isRetrying={lines.isFetching} />
      ) : (
        <div className={styles.charts}>
          {(["rate", "errors", "durations"] as const).map((kind) => {
            if (kind === "durations" && !hasDurations) return null;
            const { title, unit } = words[kind];
            return (
              <ChartCard
                key={kind}
                title={title}
                label={`${title} of ${visibleText(service)}`}
                unit={unit}
                data={alignSeries(charts?.[kind] ?? [], window.stepMs)}
                range={window}
                syncKey="one-service"
                height={128}
                isStale={lines.isPlaceholderData}
                instead={charts ? undefined : <Skeleton height={128} />}
                onSelectRange={onZoom}
              />
            );
          })}
        </div>
      )}
      {operations.error ? (
        <FailureNote failure={operations.error.failure} onRetry={() => void operations.refetch()} />
      ) : (
        <RedTable
          label={`Operations of ${visibleText(service)}`}
          what="Operation"
          rows={operations.data}
          isStale={operations.isPlaceholderData}
          hasDurations={hasDurations}
          actions={actions}
        />
      )}
    </section>
  );
}

const words = {
  rate: { title: "Calls", unit: "per-second" },
  errors: { title: "Errors", unit: "ratio" },
  durations: { title: "Durations", unit: "seconds" },
} as const;

function chartsOf({ rate, errors, durations }: { rate: Series[]; errors: Series[]; durations: Series[][] }) {
  const [calls] = rate;
  const failed = new Map([...(errors[0]?.times ?? [])].map((time, at) => [time, errors[0]?.values[at] ?? 0]));
  const line = (id: string, label: string, times: Float64Array, values: Float64Array, colour: number) => ({
    ...{ id, label, times, values, colour },
  });
  if (!calls) return { rate: [], errors: [], durations: [] };
  // A service that never failed has no series of failures: that is none, and not unknown.
  const share = calls.values.map((value, at) => (value > 0 ? (failed.get(calls.times[at] ?? 0) ?? 0) / value : Number.NaN));
  return {
    rate: [line("rate", "Calls", calls.times, calls.values, 1)],
    errors: [line("errors", "Failed", calls.times, share, 7)],
    durations: durations.flatMap(([series], at) =>
      series
        ? [line(`q${at}`, `p${Math.round((quantiles[at] ?? 0) * 100)}`, series.times, series.values, [3, 2, 5][at] ?? 8)]
        : [],
    ),
  };
}

/** To the traces of an operation: all of that time, and those slower than nearly all. */
function TracesOf({ row, source, service, window }: { row: RedRow; source: string; service: string; window: Window }) {
  const search = {
    ...firstSearch,
    ...{ source, service, operation: row.name === "" ? undefined : row.name, isAsked: true },
    range: { kind: "between" as const, startMs: window.startMs, endMs: window.endMs },
  };
  const slow = row.p95 === undefined ? undefined : leastDuration(row.p95);
  return (
    <span className={styles.links}>
      <Link to={`/traces?${writeSearch(search)}`}>Traces</Link>
      {slow !== undefined && (
        <Link to={`/traces?${writeSearch({ ...search, min: slow })}`} title={`Those that took ${slow} and longer`}>
          Slow ones
        </Link>
      )}
    </span>
  );
}
