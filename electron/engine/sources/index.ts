// Every source by its id: this host, and the connections.
import { AppError } from "#shared/model/failure";
import type { Connections } from "../connections/connections";
import type { MetricsSource, Sources } from "./source";

/** The id under which this host answers. */
export const localSourceId = "local";

export function createSources({
  local,
  connections,
}: {
  local: MetricsSource;
  connections: Pick<Connections, "source" | "nameOf">;
}): Sources {
  return {
    metrics(id) {
      const source = id === localSourceId ? local : connections.source(id);
      if (source) return source;
      const name = connections.nameOf(id);
      if (name !== undefined) {
        throw new AppError({
          kind: "not-supported",
          say: `${name} is an Alertmanager, which answers no queries: choose another source.`,
        });
      }
      throw new AppError({ kind: "not-found", say: "The connection that this was asked of is gone: choose another source." });
    },
    nameOf: (id) => (id === localSourceId ? "this host" : (connections.nameOf(id) ?? id)),
  };
}
