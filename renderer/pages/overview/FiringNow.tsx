import { memo, type ReactNode, useMemo } from "react";
import { Link } from "react-router";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { InboxAlert } from "#shared/model/alert";
import { Age } from "../../components/Age";
import { alertHome, alertMark, alertWords, instanceOf, sinceOf, standingOf, summaryOf } from "../../components/alert-words";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { useNow } from "../../components/now";
import { Skeleton } from "../../components/Skeleton";
import { shortValue } from "../../components/short-value";
import { visibleText } from "../../components/visible-text";
import { useAlerts } from "../../stores/alerts";
import { useAlertSummary, useInbox } from "../../stores/inbox";
import styles from "./FiringNow.module.css";
import { countAlertingRules, listedAlerts, quietWords, urgentWords } from "./firing";

const most = 6;

/** The alerts that fire, and those that have just ended. */
export const FiringNow = memo(function FiringNow() {
  const inbox = useInbox();
  const snapshot = useAlerts();
  const summary = useAlertSummary().data;
  const listed = useMemo(() => listedAlerts(inbox.rows.values()), [inbox.rows]);
  let body: ReactNode;
  if (listed.length > 0) body = <AlertList alerts={listed.slice(0, most)} />;
  else if (inbox.failure) body = <FailureNote failure={inbox.failure} />;
  else if (snapshot.error) body = <FailureNote failure={snapshot.error.failure} onRetry={() => void snapshot.refetch()} />;
  else if (inbox.isLoading || !snapshot.data) body = <Skeleton height={38} lines={3} />;
  else body = countAlertingRules(snapshot.data) === 0 ? <NoRules /> : <Quiet snapshot={snapshot.data} />;
  return (
    <Card title="Firing now" aside={summary && urgentWords(summary)}>
      {body}
    </Card>
  );
});

function AlertList({ alerts }: { alerts: readonly InboxAlert[] }) {
  return (
    <ul className={styles.list}>
      {alerts.map((alert) => {
        const standing = standingOf(alert);
        // Over and unknown are grey; what is looked after or muted too, since nobody has to come running.
        const mark = standing === "firing" ? alertMark(alert) : "unknown";
        return (
          <li key={alert.id}>
            <Link to={alertHome(alert.id)} className={styles.alert} data-mark={mark}>
              <b>{visibleText(alert.name)}</b>
              <span className={styles.age}>
                <Age at={sinceOf(alert)} style="span" />
              </span>
              <span className={styles.words}>
                <span className="visually-hidden">{alertWords(alert)}: </span>
                {standing !== "firing" && `${standing} · `}
                {summaryOf(alert.annotations) ||
                  instanceOf(alert.labels) ||
                  `value ${alert.value === undefined ? "not known" : shortValue(alert.value)}`}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const NoRules = () => (
  <EmptyState title="No rules loaded" action={<Link to="/alerts/rules">Choose or load rules</Link>}>
    Nothing is watched until a rule says what is wrong.
  </EmptyState>
);

function Quiet({ snapshot }: { snapshot: AlertsSnapshot }) {
  const quiet = quietWords(snapshot, useNow());
  if (quiet.kind === "no-rules") return <NoRules />;
  if (quiet.kind === "not-known")
    return (
      <EmptyState title="Not known" action={<Link to="/alerts/rules">See the rules</Link>}>
        {quiet.why}
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing is firing">
      {quiet.rules === 1 ? "1 rule" : `${quiet.rules} rules`} evaluated <Age at={quiet.evaluatedAt} />.
    </EmptyState>
  );
}
