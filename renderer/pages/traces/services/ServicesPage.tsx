import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { seconds } from "#shared/units/time";
import { FailureNote } from "../../../components/FailureNote";
import { RangeMenu } from "../../../components/range-picker/RangeMenu";
import { windowOf } from "../../../components/range-picker/time-range";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { Select } from "../../../components/Select";
import { Skeleton } from "../../../components/Skeleton";
import { TopBarControls } from "../../../components/TopBarControls";
import { visibleText } from "../../../components/visible-text";
import { readServices, type ServicesAddress, writeServices } from "./address";
import { NoSpanMetrics } from "./NoSpanMetrics";
import { OneService } from "./OneService";
import { RedTable } from "./RedTable";
import styles from "./Services.module.css";
import { useRateShapes, useRedRows } from "./use-red";
import { useSpanMetrics } from "./use-span-metrics";

/** A moving range moves so often; a scrape is rarely more often than this. */
const renewedEvery = seconds(15);

/** How every service does: its rate, its errors and its durations, out of metrics that were made of its spans. */
export function ServicesPage() {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readServices(params), [params]);
  const change = (parts: Partial<ServicesAddress>) => setParams((was) => writeServices(was, { ...readServices(was), ...parts }));
  const { on, service, side, range } = address;
  const sources = useSpanMetrics();
  const chosen = sources.data?.found.find(({ source }) => source === on) ?? sources.data?.found[0];
  const now = useNowAndThen(range.kind === "last");
  const window = useMemo(() => windowOf(range, "auto", now), [range, now]);
  const rows = useRedRows(chosen, { side }, window);
  const shapes = useRateShapes(chosen, { side }, window);

  if (sources.isPending) return <Skeleton height={320} />;
  if (sources.error) return <FailureNote failure={sources.error.failure} onRetry={() => void sources.refetch()} />;
  if (!chosen) {
    const { failed, asked } = sources.data;
    return (
      <NoSpanMetrics failed={failed} asked={asked} isLooking={sources.isFetching} onLookAgain={() => void sources.refetch()} />
    );
  }
  return (
    <div className={styles.page}>
      <TopBarControls>
        <RangeMenu range={range} onChange={(next) => change({ range: next })} />
      </TopBarControls>
      <div className={styles.bar}>
        <SegmentedControl
          label="Which spans are counted"
          value={side}
          onChange={(next) => change({ side: next })}
          segments={[
            { value: "server", label: "Answered" },
            { value: "client", label: "Made" },
            { value: "all", label: "All spans" },
          ]}
        />
        <span className={styles.note}>
          out of <code>{chosen.metrics.calls}</code>
          {sources.data.found.length > 1 ? " of" : ` of ${visibleText(chosen.name)}`}
        </span>
        {sources.data.found.length > 1 && (
          <Select
            label="Where the metrics are"
            className={styles.source}
            value={chosen.source}
            onChange={(next) => change({ on: next })}
            options={sources.data.found.map(({ source, name }) => ({ value: source, label: visibleText(name) }))}
          />
        )}
      </div>
      {rows.error ? (
        <FailureNote failure={rows.error.failure} onRetry={() => void rows.refetch()} isRetrying={rows.isFetching} />
      ) : (
        <div className={styles.area}>
          <RedTable
            label="Services"
            what="Service"
            rows={rows.data}
            isStale={rows.isPlaceholderData}
            hasDurations={chosen.metrics.durations !== undefined}
            shapes={shapes}
            chosen={service}
            onChoose={(next) => change({ service: next === service ? undefined : next })}
          />
          {service !== undefined && (
            <OneService
              key={service}
              of={chosen}
              service={service}
              side={side}
              window={window}
              onZoom={(startMs, endMs) => change({ range: { kind: "between", startMs, endMs } })}
              onClose={() => change({ service: undefined })}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The time, renewed while a moving range is looked at. */
function useNowAndThen(isMoving: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => !document.hidden && setNow(Date.now()), renewedEvery);
    return () => clearInterval(timer);
  }, [isMoving]);
  return now;
}
