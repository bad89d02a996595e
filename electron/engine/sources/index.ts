// Every source by its id: this host, and the connections.
import { AppError } from "#shared/model/failure";
import type { Connections } from "../connections/connections";
import type { LogSource } from "./log-source";
import type { MetricsSource, Sources } from "./source";
import type { TraceSource } from "./trace-source";

/** The id under which this host answers. */
export const localSourceId = "local";

interface Parts {
  local: MetricsSource;
  /** The logs of this host, made when they are first asked for. */
  localLogs(): Promise<LogSource>;
  connections: Pick<Connections, "source" | "logs" | "traces" | "kindOf" | "nameOf">;
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
    async traces(id) {
      const source: TraceSource | undefined = await connections.traces(id);
      if (source) return source;
      if (id !== localSourceId) throw notThat(id, "which has no traces: choose a Jaeger or a Zipkin");
      throw new AppError({
        kind: "not-supported",
        say: "This host keeps no traces: choose a Jaeger or a Zipkin, or open a file.",
      });
    },
    nameOf: (id) => (id === localSourceId ? "this host" : (connections.nameOf(id) ?? id)),
  };
}

const servers = {
  prometheus: "a Prometheus",
  alertmanager: "an Alertmanager",
  loki: "a Loki",
  jaeger: "a Jaeger",
  zipkin: "a Zipkin",
};
