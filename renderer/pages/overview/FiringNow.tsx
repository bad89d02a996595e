import { memo, type ReactNode } from "react";
import { Link } from "react-router";
import type { AlertsSnapshot } from "#shared/contract/alerts";
import { Age } from "../../components/Age";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { useNow } from "../../components/now";
import { Skeleton } from "../../components/Skeleton";
import { countAlertingRules, useAlerts } from "../../stores/alerts";
import styles from "./FiringNow.module.css";
import { alertMark, type ListedAlert, listedAlerts, quietWords, urgentWords } from "./firing";

const most = 6;

/** The alerts that fire, and those that have just ended. */
export const FiringNow = memo(function FiringNow() {
  const alerts = useAlerts();
  const listed = alerts.data ? listedAlerts(alerts.data) : [];
  let body: ReactNode;
  if (listed.length > 0) body = <AlertList alerts={listed.slice(0, most)} />;
  else if (alerts.data) body = countAlertingRules(alerts.data) === 0 ? <NoRules /> : <Quiet snapshot={alerts.data} />;
  else if (alerts.error) body = <FailureNote failure={alerts.error.failure} onRetry={() => void alerts.refetch()} />;
  else body = <Skeleton height={38} lines={3} />;
  return (
    <Card title="Firing now" aside={alerts.data && urgentWords(alerts.data)}>
      {body}
    </Card>
  );
});

function AlertList({ alerts }: { alerts: readonly ListedAlert[] }) {
  return (
    <ul className={styles.list}>
      {alerts.map(({ alert, state }) => (
        <li key={alert.id}>
          <Link to={`/alerts/${encodeURIComponent(alert.id)}`} className={styles.alert} data-mark={alertMark({ alert, state })}>
            <b>{alert.name}</b>
            <span className={styles.age}>
              <Age at={alert.resolvedAt ?? alert.firedAt ?? alert.activeAt} style="span" />
            </span>
            <span className={styles.words}>
              <span className="visually-hidden">{alertMark({ alert, state })}: </span>
              {state !== "firing" && `${state} · `}
              {alert.annotations.summary ?? alert.annotations.description ?? alert.labels.instance ?? `value ${alert.value}`}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const NoRules = () => (
  <EmptyState title="No rules loaded" action={<Link to="/alerts">Load a rule file</Link>}>
    Nothing is watched until a rule says what is wrong.
  </EmptyState>
);

function Quiet({ snapshot }: { snapshot: AlertsSnapshot }) {
  const quiet = quietWords(snapshot, useNow());
  if (quiet.kind === "no-rules") return <NoRules />;
  if (quiet.kind === "not-known")
    return (
      <EmptyState title="Not known" action={<Link to="/alerts?show=rules">See the rules</Link>}>
        {quiet.why}
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing is firing">
      {quiet.rules === 1 ? "1 rule" : `${quiet.rules} rules`} evaluated <Age at={quiet.evaluatedAt} />.
    </EmptyState>
  );
}
