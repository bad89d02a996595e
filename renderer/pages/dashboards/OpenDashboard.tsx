import { useLayoutEffect } from "react";
import { Link } from "react-router";
import { ask } from "../../bridge/ask";
import { useAsk } from "../../bridge/use-ask";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { OpenPage } from "./OpenPage";
import { isDirty, useOpenDashboard } from "./store";
import styles from "./view/Dashboard.module.css";

/** The dashboard with this uid: fetched and opened, or found open with changes that were not saved yet. */
export function OpenDashboard({ uid }: { uid: string }) {
  const current = useOpenDashboard((store) => store.current);
  const isHere = current?.dashboard.uid === uid;
  const isUnsaved = isHere && isDirty(current);
  const answer = useAsk("dashboards.get", { uid }, { enabled: !isUnsaved });
  const { data, error, isFetchedAfterMount } = answer;

  useLayoutEffect(() => {
    const store = useOpenDashboard.getState();
    if (!data || data.dashboard.uid !== uid) return;
    const open = store.current;
    if (open?.dashboard.uid !== uid) store.open(data);
    // Open since before, and its file has changed while nobody looked. What is changed here stays; `OutsideChange` tells of the rest.
    else if (isFetchedAfterMount && open.row && !isDirty(open) && open.revision !== data.revision) store.open(data);
  }, [data, uid, isFetchedAfterMount]);

  useLayoutEffect(() => {
    // Not worth a word when it fails: only the order of "lately seen" hangs on it.
    ask("dashboards.viewed", { uid }).catch(() => undefined);
  }, [uid]);

  if (isHere && current) return <OpenPage open={current} />;
  if (error) {
    const { failure } = error;
    return (
      <div className={styles.page}>
        <PageHeader title="Dashboard" />
        {failure.kind === "not-found" ? (
          <EmptyState title="There is no such dashboard" action={<Link to="/dashboards">All dashboards</Link>}>
            {failure.say}
          </EmptyState>
        ) : (
          <FailureNote failure={failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
        )}
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <Skeleton width={260} height={26} />
      <Skeleton height={220} lines={3} />
    </div>
  );
}
