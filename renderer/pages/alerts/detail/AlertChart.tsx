import { useMemo } from "react";
import type { InboxAlert } from "#shared/model/alert";
import type { Rule } from "#shared/model/rule";
import { hours, seconds } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { useNow } from "../../../components/now";
import { Skeleton } from "../../../components/Skeleton";
import { shortValue } from "../../../components/short-value";
import { visibleText } from "../../../components/visible-text";
import { QueryChart } from "../../../panels/query-chart/QueryChart";
import { type Comparison, describeLimit, thresholdOf } from "../board/threshold";
import { seriesOfAlert } from "./alert-series";
import styles from "./Detail.module.css";

const height = 200;
const lengthMs = hours(1);
const stepMs = seconds(15);

/** On which side of its limit an alert's value is bad; a test for one exact value has no side. */
const badSides: Readonly<Partial<Record<Comparison, "above" | "below">>> = {
  ">": "above",
  ">=": "above",
  "<": "below",
  "<=": "below",
};

interface Props {
  rule: Rule;
  source: string;
  /** Absent: all series that the rule looks at. */
  alert: InboxAlert | undefined;
}

/** The last hour of what the rule looks at: the compared side with its limit, or the whole expression where it is no comparison. */
export function AlertChart({ rule, source, alert }: Props) {
  const threshold = useMemo(() => thresholdOf(rule.expr), [rule.expr]);
  const expr = threshold?.expr ?? rule.expr;
  // Asked again with each step; in between the window is the same one, and its answer is cached.
  const endMs = Math.floor(useNow() / stepMs) * stepMs;
  const window = useMemo(() => ({ startMs: endMs - lengthMs, endMs, stepMs }), [endMs]);
  const answer = useAsk(
    "query.range",
    { source, expr, ...window },
    { gcTime: stepMs, staleTime: Number.POSITIVE_INFINITY, placeholderData: (previous) => previous },
  );
  const all = answer.data?.series;
  const series = useMemo(() => (all && alert ? seriesOfAlert(all, alert) : (all ?? [])), [all, alert]);
  const side = threshold && badSides[threshold.comparison];

  return (
    <QueryChart
      title={visibleText(expr.trim().replace(/\s+/g, " "))}
      expr={expr}
      series={series}
      window={window}
      height={height}
      aside={<ValueNow alert={alert} limit={threshold ? describeLimit(threshold) : ""} />}
      threshold={threshold && side ? { value: threshold.limit, side } : undefined}
      instead={
        answer.error ? (
          // The sentence names the first place itself, and the text is not here to look up others in.
          <FailureNote
            failure={{ ...answer.error.failure, diagnostics: [] }}
            onRetry={() => void answer.refetch()}
            isRetrying={answer.isFetching}
          />
        ) : !answer.data ? (
          <Skeleton height={height} />
        ) : series.length === 0 ? (
          <EmptyState title="Nothing to draw">
            {threshold
              ? "There were no such series in the last hour."
              : "The expression held for nothing in the last hour, and only what it holds for can be drawn."}
          </EmptyState>
        ) : undefined
      }
    />
  );
}

/** What the expression gave when it last held, and what that is compared with. */
function ValueNow({ alert, limit }: { alert: InboxAlert | undefined; limit: string }) {
  if (alert?.value === undefined) return limit === "" ? null : <span>{limit}</span>;
  const isOld = alert.state === "resolved" || alert.unknown !== undefined;
  return (
    <span title={alert.value}>
      {isOld ? "last " : "now "}
      <b className={styles.valueNow}>{shortValue(alert.value)}</b> {limit}
    </span>
  );
}
