import { createContext, useCallback, useContext, useState, useSyncExternalStore } from "react";
import { hours } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import { pageVisibility } from "../../../bridge/use-stream";
import { type AlertPast, type BandsCache, createBandsCache } from "./bands-cache";

/** The last day of the alerts in sight, for the cells below. */
export const BandsContext = createContext<BandsCache | undefined>(undefined);

/** One for each board; it does nothing while no cell wants anything. */
export function useBandsCache(): BandsCache {
  const [cache] = useState(() =>
    createBandsCache({
      lengthMs: hours(24),
      ask: (input) => ask("alerts.bands", input),
      now: Date.now,
      wait: pageVisibility.wait,
      isHidden: pageVisibility.isHidden,
    }),
  );
  return cache;
}

/** An alert's last day, as soon as it is known; asked again when `version` changes. */
export function usePast(id: string, version: string): AlertPast | undefined {
  const cache = useContext(BandsContext);
  const subscribe = useCallback((run: () => void) => cache?.watch(id, version, run) ?? (() => {}), [cache, id, version]);
  const read = () => cache?.read(id);
  return useSyncExternalStore(subscribe, read, read);
}
