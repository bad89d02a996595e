import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LogPlaceDraft } from "#shared/contract/logs";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../bridge/ask";

export interface PlaceChanges {
  /** Resolves to whether it worked; why not is in `failure`. */
  add(place: LogPlaceDraft): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  isBusy: boolean;
  failure: Failure | undefined;
}

/** Adds and removes places. All that was told of logs before is asked again: labels and streams are others now. */
export function usePlaceChanges(): PlaceChanges {
  const cache = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();

  async function change(run: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setFailure(undefined);
    try {
      await run();
      await cache.invalidateQueries({
        predicate: ({ queryKey: [name] }) => typeof name === "string" && name.startsWith("logs."),
      });
      return true;
    } catch (error) {
      setFailure(toFailure(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return {
    add: (place) => change(() => ask("logs.addPlace", { place })),
    remove: (id) => change(() => ask("logs.removePlace", { id })),
    isBusy,
    failure,
  };
}
