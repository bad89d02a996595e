import { useAsk } from "../bridge/use-ask";

/** What this machine is. It does not change while the console runs. */
export const useHostInfo = () => useAsk("host.info", {}, { staleTime: Number.POSITIVE_INFINITY });
