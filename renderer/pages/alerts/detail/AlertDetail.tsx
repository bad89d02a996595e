import type { InboxAlert } from "#shared/model/alert";
import { useAsk } from "../../../bridge/use-ask";
import { instanceOf } from "../../../components/alert-words";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { visibleText } from "../../../components/visible-text";
import type { PlacedRule } from "../../../stores/alerts";
import type { Inbox } from "../../../stores/inbox";
import { useSourceNames } from "../../../stores/source-names";
import { ruleOf } from "../board/rows";
import { AlertChart } from "./AlertChart";
import styles from "./Detail.module.css";
import { DetailHead } from "./DetailHead";
import { Facts } from "./Facts";
import { GoneAlert } from "./GoneAlert";
import { HistoryCard } from "./HistoryCard";
import { ledgerTitle } from "./ledger-words";
import { RouteCard } from "./RouteCard";
import { RuleText } from "./RuleText";
import { ruleFacts } from "./rule-facts";
import { Timeline } from "./Timeline";
import { UnknownRule } from "./UnknownRule";
import { longestWaitOf, useRoute } from "./use-route";

export interface DetailActions {
  /** Alone, or below the list. */
  isAlone: boolean;
  onAlone(isAlone: boolean): void;
  onClose(): void;
  onAcknowledge(alert: InboxAlert): void;
  onSilence(alert: InboxAlert): void;
}

interface Props extends DetailActions {
  id: string;
  inbox: Inbox;
  rules: ReadonlyMap<string, PlacedRule>;
}

/** One alert: how its value went, what its rule says, and why the user was told or not. */
export function AlertDetail({ id, inbox, rules, ...actions }: Props) {
  const unknownRule = inbox.rows.has(id) ? undefined : rules.get(id);
  const answer = useAsk("alerts.get", { id }, { enabled: !unknownRule, staleTime: Number.POSITIVE_INFINITY });
  const { nameOf } = useSourceNames();
  const alert = inbox.rows.get(id) ?? answer.data?.alert;
  const route = useRoute(alert, nameOf);

  if (unknownRule) return <UnknownRule placed={unknownRule} onClose={actions.onClose} />;
  if (!alert) {
    if (answer.error?.failure.kind === "not-found") return <GoneAlert id={id} onClose={actions.onClose} />;
    return (
      <Card className={styles.waiting}>
        {answer.error ? (
          <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
        ) : (
          <Skeleton height={24} lines={6} />
        )}
      </Card>
    );
  }
  const facts = ruleFacts(ruleOf(alert, rules), answer.data?.rule);
  const version = [alert.state, alert.told?.at, alert.acknowledged?.at, alert.muted?.say, alert.unknown].join(" ");
  const instance = instanceOf(alert.labels);
  return (
    <section className={styles.detail} aria-label={visibleText(alert.name)} data-alert-detail>
      <DetailHead
        alert={alert}
        facts={facts}
        where={instance === "" ? nameOf(alert.source) : `${nameOf(alert.source)} · ${instance}`}
        {...actions}
      />
      <div className={styles.main}>
        {facts ? (
          <AlertChart rule={facts.rule} source={alert.source} alert={alert} />
        ) : (
          <Card title={visibleText(alert.name)}>
            {answer.isPending ? (
              <Skeleton height={200} />
            ) : (
              <EmptyState title="Its rule is not known here">
                An Alertmanager tells of alerts, not of the expressions behind them. Connect the Prometheus server that makes it,
                and its rule stands here.
              </EmptyState>
            )}
          </Card>
        )}
        <HistoryCard alert={alert} version={version} />
        {facts && <RuleText facts={facts} source={alert.source} />}
      </div>
      <div className={styles.side}>
        <Card title={ledgerTitle(alert.told)}>
          <div className={styles.timelineRoom}>
            <Timeline alertId={id} version={version} longestWaitMs={longestWaitOf(route.data)} />
          </div>
        </Card>
        <RouteCard alert={alert} route={route} version={version} />
      </div>
      <Facts alert={alert} nameOfSource={nameOf} />
    </section>
  );
}
