// The real Jaeger and the real Zipkin, where there are some: at JAEGER_URL and ZIPKIN_URL, or the program `jaeger` (2.x) on PATH,
// started with a configuration of ours.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startServer } from "./servers";

/** What a suite against real ones needs, in the words of its name when it is skipped. */
export const neededForJaeger = "a Jaeger at JAEGER_URL with JAEGER_OTLP_URL, or jaeger on PATH";
export const neededForZipkin = "a Zipkin at ZIPKIN_URL";

export type FoundJaeger = { url: string; otlpUrl: string } | { program: string };

export interface RealJaeger {
  url: string;
  /** Where it takes OTLP over HTTP. */
  otlpUrl: string;
  stop(): Promise<void>;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

/** The Jaeger to test against; undefined when there is none. */
export function findJaeger(): FoundJaeger | undefined {
  const { JAEGER_URL: url, JAEGER_OTLP_URL: otlpUrl } = process.env;
  if (url && otlpUrl) return { url: withoutSlash(url), otlpUrl: withoutSlash(otlpUrl) };
  const { stdout } = spawnSync("jaeger", ["version"], { encoding: "utf8" });
  return stdout?.includes("gitVersion") ? { program: "jaeger" } : undefined;
}

export function findZipkin(): string | undefined {
  const { ZIPKIN_URL: url } = process.env;
  return url ? withoutSlash(url) : undefined;
}

export async function startRealJaeger(found: FoundJaeger, { basePath = "" }: { basePath?: string } = {}): Promise<RealJaeger> {
  if ("url" in found) return { ...found, stop: async () => undefined };
  const grpcPort = await freePort();
  const otlpPort = await freePort();
  const { url, stop } = await startServer(({ port, folder }) => {
    const path = join(folder, "jaeger.yaml");
    writeFileSync(path, configOf({ port, grpcPort, otlpPort, basePath }));
    return {
      program: found.program,
      args: ["--config", path],
      url: `http://127.0.0.1:${port}${basePath}`,
      readyPath: "/api/v3/services",
      readyStatus: 200,
    };
  });
  return { url, otlpUrl: `http://127.0.0.1:${otlpPort}`, stop };
}

/** https://www.jaegertracing.io/docs/2.13/deployment/configuration/: all in one process and in memory, nothing told to anybody. */
function configOf(ports: { port: number; grpcPort: number; otlpPort: number; basePath: string }): string {
  return `service:
  extensions: [jaeger_storage, jaeger_query]
  pipelines:
    traces: { receivers: [otlp], exporters: [jaeger_storage_exporter] }
  telemetry:
    metrics: { level: none }
    logs: { level: error }
extensions:
  jaeger_query:
    ${ports.basePath ? `base_path: ${ports.basePath}` : ""}
    storage: { traces: memory }
    http: { endpoint: "127.0.0.1:${ports.port}" }
    grpc: { endpoint: "127.0.0.1:${ports.grpcPort}" }
  jaeger_storage:
    backends: { memory: { memory: { max_traces: 100000 } } }
receivers:
  otlp: { protocols: { http: { endpoint: "127.0.0.1:${ports.otlpPort}" } } }
exporters:
  jaeger_storage_exporter: { trace_storage: memory }
`;
}
