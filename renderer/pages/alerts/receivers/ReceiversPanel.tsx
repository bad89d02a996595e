import { Plus } from "lucide-react";
import { useState } from "react";
import { nativeReceiver, type ReceiverRow } from "#shared/contract/receivers";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { moveFocus } from "../../../components/move-focus";
import { Skeleton } from "../../../components/Skeleton";
import { useAbout } from "../../../stores/engine";
import { ReceiverDialog } from "./ReceiverDialog";
import { ReceiverItem } from "./ReceiverItem";
import styles from "./Receivers.module.css";
import { RemoveReceiver } from "./RemoveReceiver";

/** Who is told of alerts, and how each way of telling has been doing. */
export function ReceiversPanel() {
  const receivers = useAsk("receivers.list", {});
  const about = useAbout();
  const [editing, setEditing] = useState<{ row: ReceiverRow | undefined }>();
  const [removing, setRemoving] = useState<ReceiverRow>();

  if (receivers.error && !receivers.data) {
    return (
      <FailureNote failure={receivers.error.failure} onRetry={() => void receivers.refetch()} isRetrying={receivers.isFetching} />
    );
  }
  if (!receivers.data) {
    return (
      <Card>
        <Skeleton height={44} lines={3} />
      </Card>
    );
  }
  const rows = receivers.data.receivers;
  const failing = rows.filter(({ integrations }) => integrations.some(({ state }) => state.kind === "failing")).length;
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setEditing({ row: undefined })}>
      Add a receiver
    </Button>
  );
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <p className={styles.context}>
          Routes name who is told; a receiver says how.
          {failing > 0 && (
            <span className={styles.failing}> {failing === 1 ? "One is failing." : `${failing} are failing.`}</span>
          )}
        </p>
        <span className={styles.gap} />
        {add}
      </div>
      <Card isFlush>
        <ul aria-label="Receivers" onKeyDown={moveFocus}>
          {rows.map((row) => (
            <ReceiverItem
              key={row.name}
              row={row}
              areSecretsEncrypted={about.data?.secretStorage.kind !== "file"}
              onEdit={() => setEditing({ row })}
              onRemove={() => setRemoving(row)}
            />
          ))}
        </ul>
      </Card>
      {rows.every(({ name }) => name === nativeReceiver) && (
        <p className={styles.context}>
          Alerts are told on this computer only. Add a receiver to reach a team, or import an alertmanager.yml on the Routing tab.
        </p>
      )}
      {editing && (
        <ReceiverDialog
          key={editing.row?.name}
          row={editing.row}
          taken={rows.map(({ name }) => name)}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing && <RemoveReceiver row={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}
