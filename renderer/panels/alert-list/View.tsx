import { Fragment, useMemo } from "react";
import type { AlertListOptions } from "#shared/dashboards/options/alert-list";
import type { Alert } from "#shared/model/rule";
import { Age } from "../../components/Age";
import { EmptyState } from "../../components/EmptyState";
import { moveFocus } from "../../components/move-focus";
import { StateDot } from "../../components/StateDot";
import { type Severity, severityOf } from "../../components/severity";
import type { State } from "../../components/state";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";
import styles from "./AlertList.module.css";
import { alertRows, sinceOf } from "./alert-rows";

/** What this console's rules say at the moment. */
export function AlertListView({ title, options, alerts = [] }: PanelViewProps<AlertListOptions>) {
  const { rows, more, problem } = useMemo(() => alertRows(alerts, options), [alerts, options]);
  if (rows.length === 0) {
    return (
      <EmptyState title={alerts.length === 0 ? "No alerts" : "None of these"}>
        {problem ??
          (alerts.length === 0
            ? "No rule fires at the moment."
            : `None of the ${alerts.length} alerts passes what this list asks for.`)}
      </EmptyState>
    );
  }
  // In another order the states are mixed, and stand in each row.
  const hasHeadings = options.sortOrder === "importance" && new Set(rows.map(({ state }) => state)).size > 1;
  return (
    <div className={styles.scroller}>
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      <ul aria-label={title} onKeyDown={moveFocus}>
        {rows.map((alert, index) => (
          <Fragment key={alert.id}>
            {hasHeadings && alert.state !== rows[index - 1]?.state && (
              <li className={styles.heading}>{headingOf(alert, rows)}</li>
            )}
            <Row alert={alert} />
          </Fragment>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.more}>
          <a href="#/alerts">{`+ ${more} more`}</a>
        </p>
      )}
    </div>
  );
}

function headingOf({ state }: Alert, rows: readonly Alert[]): string {
  const words = { firing: "Firing", pending: "Pending", resolved: "Resolved lately" } as const;
  return `${words[state]} · ${rows.filter((row) => row.state === state).length}`;
}

const marks: Record<Severity, State> = { critical: "critical", warning: "warning", info: "info", none: "info" };

function Row({ alert }: { alert: Alert }) {
  const severity = severityOf(alert.labels);
  const words = severity === "none" ? alert.state : `${alert.state}, ${severity}`;
  const name = visibleText(alert.name);
  const context = contextOf(alert);
  return (
    <li>
      <a href={`#/alerts/${encodeURIComponent(alert.id)}`} className={styles.row} data-state={alert.state} data-row-stop>
        <StateDot state={alert.state === "resolved" ? "ok" : marks[severity]} label={words} />
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.context} title={context}>
          {context}
        </span>
        <span className={styles.state}>{alert.state}</span>
        <span className={styles.age}>
          <Age at={sinceOf(alert)} style="span" />
        </span>
      </a>
    </li>
  );
}

const telling = ["instance", "host", "node", "service", "pod", "container", "job"];

/** The summary that its rule gives; without one, which of the things it is about. */
function contextOf({ annotations, labels }: Alert): string {
  const own = (of: Readonly<Record<string, string>>, name: string) => (Object.hasOwn(of, name) ? (of[name] ?? "") : "");
  const summary = own(annotations, "summary") || own(annotations, "description");
  return visibleText(summary.split("\n", 1)[0] || (telling.map((name) => own(labels, name)).find(Boolean) ?? ""));
}
