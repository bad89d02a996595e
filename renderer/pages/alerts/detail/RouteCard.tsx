import { useEffect } from "react";
import { Link } from "react-router";
import { describeTimings } from "#shared/alerting/routing-words";
import type { CallOutput } from "#shared/contract/index";
import { formatLongSpan } from "#shared/format/age";
import { formatMoment, formatSecond } from "#shared/format/clock-time";
import type { InboxAlert } from "#shared/model/alert";
import { seconds } from "#shared/units/time";
import { useAsk } from "../../../bridge/use-ask";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { useNow } from "../../../components/now";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import { tabPath } from "../url";
import styles from "./Detail.module.css";
import type { useRoute } from "./use-route";

type RouteEnd = CallOutput<"routing.simulate">["ends"][number];
type LiveGroup = CallOutput<"routing.groups">["groups"][number];

interface Props {
  alert: InboxAlert;
  route: ReturnType<typeof useRoute>;
  version: string;
}

/** Who hears of this alert, as which group, and when that is looked at next. */
export function RouteCard({ alert, route, version }: Props) {
  const groups = useAsk("routing.groups", {}, { refetchInterval: seconds(10), enabled: alert.state !== "resolved" });
  const { refetch } = groups;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what became of the alert is when its groups change
  useEffect(() => void refetch(), [version, refetch]);
  return (
    <Card title="Where it goes" aside={<Link to={tabPath("routing")}>Routing</Link>}>
      {route.error ? (
        <FailureNote failure={route.error.failure} onRetry={() => void route.refetch()} isRetrying={route.isFetching} />
      ) : !route.data ? (
        <Skeleton lines={3} />
      ) : route.data.ends.length === 0 ? (
        <p className={styles.muted}>No route takes it: nobody hears of it.</p>
      ) : (
        <ul className={styles.ends}>
          {route.data.ends.map((end) => (
            <li key={`${end.path} ${end.receiver}`}>
              <End end={end} group={groups.data?.groups.find((group) => isOf(group, end, alert.id))} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const isOf = ({ groupKey, receiver, alertIds }: LiveGroup, end: RouteEnd, id: string): boolean =>
  receiver === end.receiver && (groupKey === end.groupKey || alertIds.includes(id));

function End({ end, group }: { end: RouteEnd; group: LiveGroup | undefined }) {
  const now = useNow();
  const names = Object.entries(end.groupLabels).map(([name, value]) => `${name}="${value}"`);
  return (
    <>
      <b>{visibleText(end.receiver)}</b>
      <p className={styles.muted}>
        {names.length === 0 ? "with all alerts of its route" : `grouped by ${visibleText(names.join(", "))}`} ·{" "}
        {describeTimings(end)}
      </p>
      {end.muted && <p className={styles.reason}>{visibleText(end.muted.say)}</p>}
      {group && (
        <p title={formatMoment(group.nextAt)}>
          {group.lastSentAt !== undefined && `Told last ${formatSecond(group.lastSentAt)}. `}
          {group.nextAt > now ? `Looked at again in ${formatLongSpan(group.nextAt - now)}` : "Looked at now"}
          {group.alertIds.length > 1 && `, with ${group.alertIds.length - 1} more`}.
        </p>
      )}
    </>
  );
}
