import { useEffect, useMemo, useState } from "react";
import type { CallOutput } from "#shared/contract/index";
import { formatLongSpan } from "#shared/format/age";
import { formatDay, formatMinute } from "#shared/format/clock-time";
import type { InboxAlert } from "#shared/model/alert";
import { severityOf } from "#shared/model/severity";
import { type EpochMs, hours, minutes } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { useNow } from "../../../components/now";
import { type Segment, SegmentedControl } from "../../../components/SegmentedControl";
import { Skeleton } from "../../../components/Skeleton";
import { BandStrip } from "../bands/BandStrip";
import { describeBands } from "../bands/band-paths";
import styles from "./Detail.module.css";

type Length = "24h" | "7d" | "30d";

const lengths: readonly (Segment<Length> & { ms: number; words: string })[] = [
  { value: "24h", label: "24 h", ms: hours(24), words: "In these 24 hours" },
  { value: "7d", label: "7 d", ms: hours(24 * 7), words: "This week" },
  { value: "30d", label: "30 d", ms: hours(24 * 30), words: "In these 30 days" },
];

const ticks = 5;

/** An alert's past as a strip, and what that comes to. */
export function HistoryCard({ alert, version }: { alert: Pick<InboxAlert, "id" | "labels">; version: string }) {
  const [length, setLength] = useState<Length>("7d");
  const { ms, words } = lengths.find(({ value }) => value === length) ?? { ms: hours(24), words: "" };
  const toMs = Math.ceil(useNow() / minutes(1)) * minutes(1);
  const span = useMemo(() => ({ fromMs: toMs - ms, toMs }), [toMs, ms]);
  const answer = useAsk(
    "alerts.bands",
    { ids: [alert.id], ...span },
    // The next minute's answer takes this one's place without a blink.
    { gcTime: minutes(1), placeholderData: (previous) => previous },
  );
  const { refetch } = answer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the alert adds to its past
  useEffect(() => void refetch(), [version, refetch]);
  const past = answer.data?.alerts[0];
  return (
    <Card
      title="History"
      aside={<SegmentedControl<Length> label="How far back" value={length} onChange={setLength} segments={lengths} />}
    >
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : !past ? (
        <Skeleton height={26} lines={2} />
      ) : (
        <>
          <BandStrip isLarge bands={past.bands} severity={severityOf(alert.labels)} {...span} />
          <div className={styles.ticks} aria-hidden>
            {tickTimes(span.fromMs, span.toMs).map((at) => (
              <span key={at}>{length === "24h" ? formatMinute(at) : formatDay(at)}</span>
            ))}
          </div>
          <p className={styles.past}>
            <b>{words}</b> {pastWords(past)}
          </p>
          <p className={styles.muted}>{describeBands(past.bands)}</p>
        </>
      )}
    </Card>
  );
}

const tickTimes = (fromMs: EpochMs, toMs: EpochMs): EpochMs[] =>
  Array.from({ length: ticks }, (_, index) => fromMs + ((toMs - fromMs) * index) / (ticks - 1));

/** "it fired 4 times, for 6 m in the middle; 3 of 4 were acknowledged". */
export function pastWords({ fired, acknowledged, medianFiringMs }: CallOutput<"alerts.bands">["alerts"][number]): string {
  if (fired === 0) return "it has not fired.";
  const times = fired === 1 ? "once" : `${fired} times`;
  const median = medianFiringMs === undefined ? "" : `, median ${formatLongSpan(medianFiringMs)}`;
  return `it fired ${times}${median}; ${acknowledged === 0 ? "nobody acknowledged it" : `${Math.min(acknowledged, fired)} of ${fired} acknowledged`}.`;
}
