// Which server stands behind a Prometheus API. They answer status/buildinfo with different fields, and none says so plainly.
import type { BuildInfo } from "./wire";

export interface Recognised {
  /** "Prometheus 3.5.3". */
  server: string;
  version?: string;
  /** What the user should know of a server that is not Prometheus itself. */
  remark?: string;
}

/** `info` is undefined when the server does not have that endpoint, as before Prometheus 2.14. */
export function recognise(info: BuildInfo | undefined): Recognised {
  if (!info) {
    return { server: "a Prometheus API", remark: "The server does not tell its version: it is old, or a proxy hides it." };
  }
  const version = info.version;
  const named = (server: string, remark?: string) => ({ server: version ? `${server} ${version}` : server, version, remark });
  // Mimir, and Cortex after it, name themselves.
  if (info.application)
    return named(info.application, `It is ${info.application}, not Prometheus itself: some functions may differ.`);
  // VictoriaMetrics tells Grafana the Prometheus version that it is compatible with, and nothing else.
  if (version !== undefined && info.revision === undefined && info.goVersion === undefined) {
    return {
      server: `VictoriaMetrics (compatible with Prometheus ${version})`,
      remark: "It answers as VictoriaMetrics does: rates and gaps differ a little from Prometheus's.",
    };
  }
  // Thanos has the same fields as Prometheus, and has not left version 0.
  if (version?.startsWith("0.")) return named("Thanos", "It answers as Thanos does: several servers' data may be merged.");
  return named("Prometheus");
}
