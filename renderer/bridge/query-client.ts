import { notifyManager, QueryClient } from "@tanstack/react-query";
import type { Bridge } from "#shared/contract/bridge";
import { AppError } from "#shared/model/failure";

const retries = 3;

/**
 * The cache behind `useAsk`. After the link was broken, what is on the screen is asked again, because events were missed
 * meanwhile; a query with `staleTime: "static"` is left as it is.
 */
export function createQueryClient(bridge: Bridge): QueryClient {
  // By default a timer later: then what came with a frame of the live charts would be drawn in a second frame after it.
  notifyManager.setScheduler(queueMicrotask);
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // The engine is on this machine: being offline is nothing to it.
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // `ask` waits for the link itself, so the retry needs no delay.
        retry: (count, error) => error instanceof AppError && error.failure.kind === "disconnected" && count < retries,
        retryDelay: 0,
        // Comparing two answers of 100,000 points each, field by field, costs more than drawing the new one.
        structuralSharing: false,
      },
      mutations: { networkMode: "always" },
    },
  });
  let wasConnected = false;
  bridge.onLink((state) => {
    if (state !== "connected") return;
    if (wasConnected) void client.invalidateQueries();
    wasConnected = true;
  });
  return client;
}
