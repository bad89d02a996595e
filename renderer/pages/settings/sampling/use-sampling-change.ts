import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CallInput } from "#shared/contract/index";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

/** Changes how this machine is measured, at once; what could not be kept is a failure, and the list shows what holds. */
export function useSamplingChange() {
  const cache = useQueryClient();
  const [failure, setFailure] = useState<Failure>();

  async function attempt(run: () => Promise<unknown>): Promise<void> {
    setFailure(undefined);
    try {
      await run();
    } catch (error) {
      setFailure(toFailure(error));
    }
    await cache.invalidateQueries({ queryKey: ["sampling.collectors", {}] });
  }

  return {
    change: (what: CallInput<"sampling.change">) => attempt(() => ask("sampling.change", what)),
    reset: () => attempt(() => ask("sampling.reset", {})),
    failure,
  };
}
