import { useState } from "react";
import type { ConnectionRow } from "#shared/contract/connections";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { FailureNote } from "../../components/FailureNote";
import { useAlerts } from "../../stores/alerts";
import { describeDependents } from "./words";

interface Props {
  row: ConnectionRow;
  onClose(): void;
}

/** Asks once more, and names what would be left without its source. */
export function RemoveDialog({ row, onClose }: Props) {
  const alerts = useAlerts();
  const [failure, setFailure] = useState<Failure>();
  const [isRemoving, setRemoving] = useState(false);
  const dependents = describeDependents(row.id, alerts.data?.files ?? []);

  async function remove(): Promise<void> {
    setRemoving(true);
    try {
      await ask("connections.remove", { id: row.id });
      onClose();
    } catch (error) {
      setFailure(toFailure(error));
      setRemoving(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={`Remove ${row.name}?`}
      footer={
        <>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
          <Button kind="danger" onClick={remove} isBusy={isRemoving}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        {row.storedSecrets.length > 0
          ? "Its settings and the secrets stored for it are deleted from this machine. The server itself is not touched."
          : "Its settings are deleted from this machine. The server itself is not touched."}
      </p>
      {dependents !== "" && <p>{dependents}</p>}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
