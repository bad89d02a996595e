import { Link } from "react-router";
import type { InboxAlert } from "#shared/model/alert";
import { severityOf } from "#shared/model/severity";
import { Age } from "../../../components/Age";
import { StateDot } from "../../../components/StateDot";
import type { State } from "../../../components/state";
import { visibleText } from "../../../components/visible-text";
import styles from "./Silences.module.css";

interface Props {
  /** Those that are listed. */
  alerts: readonly InboxAlert[];
  /** How many there are, listed or not. */
  total: number;
  /** In a dialog a link would throw away what was typed. */
  hasLinks?: boolean;
}

/** Alerts that a silence hides, one in a line. */
export function HiddenAlerts({ alerts, total, hasLinks = false }: Props) {
  return (
    <ul className={styles.hidden} aria-label="Alerts that it hides">
      {alerts.map((alert) => (
        <li key={alert.id} className={styles.hiddenRow}>
          <StateDot state={markOf(alert)} label={alert.unknown === undefined ? alert.state : "unknown"} />
          {hasLinks ? (
            <Link to={`/alerts/${encodeURIComponent(alert.id)}`}>{visibleText(alert.name)}</Link>
          ) : (
            <span>{visibleText(alert.name)}</span>
          )}
          <span className={styles.hiddenLabels} title={labelWords(alert)}>
            {labelWords(alert)}
          </span>
          <Age at={alert.firedAt ?? alert.activeAt} style="span" />
        </li>
      ))}
      {total > alerts.length && <li className={styles.more}>and {total - alerts.length} more</li>}
    </ul>
  );
}

const marks: Record<ReturnType<typeof severityOf>, State> = {
  critical: "critical",
  warning: "warning",
  info: "info",
  none: "info",
};

const markOf = (alert: InboxAlert): State => (alert.unknown === undefined ? marks[severityOf(alert.labels)] : "unknown");

/** What tells it from others of its name. */
const labelWords = ({ labels }: InboxAlert): string =>
  Object.entries(labels)
    .filter(([name]) => name !== "alertname")
    .map(([name, value]) => visibleText(`${name}=${value}`))
    .join("  ");
