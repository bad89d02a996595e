import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { assertNever } from "#shared/model/failure";
import { ErrorBoundary } from "../../components/ErrorBoundary";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { useAlertSummary } from "../../stores/inbox";
import styles from "./Alerts.module.css";
import { BoardPanel } from "./board/BoardPanel";
import { Headline } from "./Headline";
import { TabBar } from "./TabBar";
import { type AlertsTab, readPath } from "./url";

// The board is what most people come for, and what a notification opens: the others, with their editors, come when they are chosen.
const SilencesPanel = lazy(() => import("./silences/SilencesPanel").then((file) => ({ default: file.SilencesPanel })));
const RulesPanel = lazy(() => import("./rules/RulesPanel").then((file) => ({ default: file.RulesPanel })));
const RoutingPanel = lazy(() => import("./routing/RoutingPanel").then((file) => ({ default: file.RoutingPanel })));
const ReceiversPanel = lazy(() => import("./receivers/ReceiversPanel").then((file) => ({ default: file.ReceiversPanel })));
const HistoryPanel = lazy(() => import("./history/HistoryPanel").then((file) => ({ default: file.HistoryPanel })));

/** What fires, what is about to, and what was told of it; and all that decides about that. */
export function Page() {
  const { tab, alertId } = readPath(useParams().id);
  const summary = useAlertSummary().data;
  return (
    <div className={styles.page} data-tab={tab}>
      <PageHeader title="Alerts" context={summary && <Headline summary={summary} />} actions={<TabBar tab={tab} />} />
      <ErrorBoundary key={tab} what="This part of the page">
        <Suspense fallback={<Skeleton height={26} lines={8} />}>
          <Panel tab={tab} alertId={alertId} />
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

function Panel({ tab, alertId }: { tab: AlertsTab; alertId: string | undefined }) {
  switch (tab) {
    case "board":
      return <BoardPanel alertId={alertId} />;
    case "silences":
      return <SilencesPanel />;
    case "rules":
      return <RulesPanel />;
    case "routing":
      return <RoutingPanel />;
    case "receivers":
      return <ReceiversPanel />;
    case "history":
      return <HistoryPanel />;
    default:
      return assertNever(tab);
  }
}
