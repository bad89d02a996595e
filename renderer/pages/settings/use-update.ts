import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CallInput } from "#shared/contract/index";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../bridge/ask";

/** Changes settings at once; what could not be written is a failure, and the page goes on showing what holds. */
export function useUpdate() {
  const cache = useQueryClient();
  const [failure, setFailure] = useState<Failure>();

  async function update(change: CallInput<"settings.update">): Promise<void> {
    setFailure(undefined);
    try {
      cache.setQueryData(["settings.get", {}], await ask("settings.update", change));
      // Where secrets may be kept is told there, and this may just have changed it.
      if (change.allowUnencryptedSecrets !== undefined) await cache.invalidateQueries({ queryKey: ["app.about", {}] });
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return { update, failure };
}
