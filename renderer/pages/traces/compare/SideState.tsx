import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import type { FetchedTrace } from "../reading/use-fetched-trace";
import { nameText } from "../trace/span-text";
import { progressText } from "../trace/WaitingTrace";
import styles from "./Compare.module.css";

/** One of the two traces while both are not there yet: how far it is, or why it will not come. */
export function SideState({ letter, traceId, fetched }: { letter: "A" | "B"; traceId: string; fetched: FetchedTrace }) {
  const { state, refetch, cancel } = fetched;
  return (
    <Card title={`${letter}: ${nameText(traceId)}`}>
      {state.kind === "failed" ? (
        <FailureNote failure={{ ...state.failure, retry: true }} onRetry={refetch} />
      ) : state.kind === "done" ? (
        <p className={styles.muted}>Here; waiting for the other one.</p>
      ) : state.kind === "cancelled" ? (
        <p className={styles.sideWaiting}>
          Cancelled.
          <Button size="small" onClick={refetch}>
            Read it again
          </Button>
        </p>
      ) : (
        <>
          <p className={styles.sideWaiting} role="status">
            {progressText(state.phase, state.bytes, state.totalBytes)}
            <Button size="small" onClick={cancel}>
              Cancel
            </Button>
          </p>
          <Skeleton lines={4} height={18} />
        </>
      )}
    </Card>
  );
}
