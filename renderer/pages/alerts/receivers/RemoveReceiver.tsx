import type { ReceiverRow } from "#shared/contract/receivers";
import { ask } from "../../../bridge/ask";
import { RemoveDialog } from "../../../components/RemoveDialog";
import { describeUse } from "./words";

/** Asks once more. One that routes name cannot go: the engine says so, and the dialog with it. */
export function RemoveReceiver({ row, onClose }: { row: ReceiverRow; onClose(): void }) {
  const hasSecrets = row.integrations.some(({ storedSecrets }) => storedSecrets.length > 0);
  return (
    <RemoveDialog name={row.name} onRemove={() => ask("receivers.remove", { name: row.name })} onClose={onClose}>
      <p>
        {hasSecrets
          ? "Its settings and the secrets stored for it are deleted from this machine."
          : "Its settings are deleted from this machine."}{" "}
        What was sent to it stays in the history of the alerts.
      </p>
      {row.usedBy > 0 && <p>Its name stands in {describeUse(row.usedBy)}: give them another receiver first.</p>}
    </RemoveDialog>
  );
}
