import { useState } from "react";
import type { InboxAlert } from "#shared/model/alert";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

/** The way to take acknowledgements back, and why that failed the last time. */
export function useAcknowledge(): { failure: Failure | undefined; undo(alerts: readonly InboxAlert[]): Promise<void> } {
  const [failure, setFailure] = useState<Failure>();
  return {
    failure,
    async undo(alerts) {
      const ids = alerts.filter(({ acknowledged }) => acknowledged).map(({ id }) => id);
      if (ids.length === 0) return;
      setFailure(undefined);
      try {
        await ask("alerts.unacknowledge", { ids });
      } catch (error) {
        setFailure(toFailure(error));
      }
    },
  };
}
