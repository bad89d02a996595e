import { Fragment, useMemo } from "react";
import type { AlertListOptions } from "#shared/dashboards/options/alert-list";
import type { InboxAlert } from "#shared/model/alert";
import { Age } from "../../components/Age";
import { AlertMark } from "../../components/AlertMark";
import { alertHome, instanceOf, sinceOf, summaryOf } from "../../components/alert-words";
import { EmptyState } from "../../components/EmptyState";
import { moveFocus } from "../../components/move-focus";
import { visibleText } from "../../components/visible-text";
import type { PanelViewProps } from "../panel";
import styles from "./AlertList.module.css";
import { alertRows } from "./alert-rows";

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

function headingOf({ state }: InboxAlert, rows: readonly InboxAlert[]): string {
  const words = { firing: "Firing", pending: "Pending", resolved: "Resolved lately" } as const;
  return `${words[state]} · ${rows.filter((row) => row.state === state).length}`;
}

function Row({ alert }: { alert: InboxAlert }) {
  const name = visibleText(alert.name);
  const context = contextOf(alert);
  return (
    <li>
      <a href={`#${alertHome(alert.id)}`} className={styles.row} data-state={alert.state} data-row-stop>
        <AlertMark alert={alert} />
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.context} title={context}>
          {context}
        </span>
        <span className={styles.state}>
          {alert.unknown === undefined || alert.state === "resolved" ? alert.state : "unknown"}
        </span>
        <span className={styles.age}>
          <Age at={sinceOf(alert)} style="span" />
        </span>
      </a>
    </li>
  );
}

/** The summary that its rule gives; without one, which of the things it is about. */
const contextOf = ({ annotations, labels }: InboxAlert): string => summaryOf(annotations) || instanceOf(labels);
