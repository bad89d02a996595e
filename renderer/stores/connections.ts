import { useAsk } from "../bridge/use-ask";

/** The configured servers and how they have been answering; follows every change. */
export const useConnections = () => useAsk("connections.list", {});
