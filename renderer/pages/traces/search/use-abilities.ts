import { useMemo } from "react";
import { useAsk } from "../../../bridge/use-ask";
import { useConnections } from "../../../stores/connections";
import type { SearchAbilities } from "./asked";

/** What the server can; as if it could all of it while that is not known, because it says itself what it cannot. */
export function useAbilities(source: string): SearchAbilities & { api: string | undefined; isPending: boolean } {
  const { data, isPending } = useAsk("traces.abilities", { source });
  const bareKeys = useConnections().data?.connections.some(({ id, kind }) => id === source && kind === "zipkin") ?? false;
  return useMemo(
    () => ({ searchesWithoutService: data?.searchesWithoutService ?? true, bareKeys, api: data?.api, isPending }),
    [data, bareKeys, isPending],
  );
}
