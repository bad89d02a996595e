import type { ConnectionRow } from "#shared/contract/connections";
import { ask } from "../../bridge/ask";
import { RemoveDialog } from "../../components/RemoveDialog";
import { useAlerts } from "../../stores/alerts";
import { knowsAlerts } from "./form";
import { describeDependents } from "./words";

interface Props {
  row: ConnectionRow;
  onClose(): void;
}

/** Asks once more, and names what would be left without its source. */
export function RemoveConnection({ row, onClose }: Props) {
  const alerts = useAlerts();
  const dependents = describeDependents(row.id, alerts.data?.files ?? []);
  return (
    <RemoveDialog name={row.name} onRemove={() => ask("connections.remove", { id: row.id })} onClose={onClose}>
      <p>
        {row.storedSecrets.length > 0
          ? "Its settings and the secrets stored for it are deleted from this machine. The server itself is not touched."
          : "Its settings are deleted from this machine. The server itself is not touched."}
      </p>
      {row.showsAlerts && knowsAlerts(row.kind) && <p>Its alerts leave the board, unresolved; the history keeps them.</p>}
      {dependents !== "" && <p>{dependents}</p>}
    </RemoveDialog>
  );
}
