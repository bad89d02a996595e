// Every source by its id: this host, and the connections.
import { AppError } from "#shared/model/failure";
import type { Connections } from "../connections/connections";
import type { LogSource } from "./log-source";
import type { MetricsSource, Sources } from "./source";

/** The id under which this host answers. */
export const localSourceId = "local";

interface Parts {
  local: MetricsSource;
  /** The logs of this host, made when they are first asked for. */
  localLogs(): Promise<LogSource>;
  connections: Pick<Connections, "source" | "logs" | "kindOf" | "nameOf">;
}

export function createSources({ local, localLogs, connections }: Parts): Sources {
  function notThat(id: string, advice: string): AppError {
    const kind = connections.kindOf(id);
    if (kind === undefined) {
      return new AppError({ kind: "not-found", say: "The connection that this was asked of is gone: choose another source." });
    }
    return new AppError({ kind: "not-supported", say: `${connections.nameOf(id)} is ${servers[kind]}, ${advice}.` });
  }

  return {
    metrics(id) {
      const source = id === localSourceId ? local : connections.source(id);
      if (!source) throw notThat(id, "which answers no queries: choose another source");
      return source;
    },
    async logs(id) {
      const source = id === localSourceId ? await localLogs() : await connections.logs(id);
      if (!source) throw notThat(id, "which has no logs: choose this host or a Loki");
      return source;
    },
    nameOf: (id) => (id === localSourceId ? "this host" : (connections.nameOf(id) ?? id)),
  };
}

const servers = { prometheus: "a Prometheus", alertmanager: "an Alertmanager", loki: "a Loki" };
