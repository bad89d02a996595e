// What a user wants to know of a server before trusting it: asked through the same client as every query.
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { buildInfo, labelValues, type PrometheusClient, query } from "./client";
import { recognise } from "./recognise";
import { Notes, toInstantResult } from "./to-model";
import type { BuildInfo } from "./wire";

export interface Inspection {
  server: string;
  version?: string;
  latencyMs: number;
  /** Server clock minus ours; good to about half the latency. */
  clockSkewMs: number;
  metricCount: number;
  remarks: string[];
}

const deadline = seconds(15);
const mostMetrics = 200_000;
const tolerableSkewMs = 5000;

export async function inspect(client: PrometheusClient, signal: AbortSignal): Promise<Inspection> {
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const found = recognise(await askBuildInfo(client, signal));
  const { latencyMs, clockSkewMs } = await compareClocks(client, signal);
  const metrics = await labelValues(client, { label: "__name__", limit: mostMetrics, signal, deadline });
  const remarks = [
    ...(found.remark ? [found.remark] : []),
    ...remarksOnTransport(client),
    ...(Math.abs(clockSkewMs) > tolerableSkewMs ? [sayOfSkew(clockSkewMs)] : []),
    ...(metrics.length === 0 ? ["It holds no metrics yet: it scrapes nothing, or has only just started."] : []),
  ];
  return { server: found.server, version: found.version, latencyMs, clockSkewMs, metricCount: metrics.length, remarks };
}

async function askBuildInfo(client: PrometheusClient, signal: AbortSignal): Promise<BuildInfo | undefined> {
  try {
    return await buildInfo(client, { signal, deadline });
  } catch (error) {
    // A missing endpoint decides nothing: the query that follows shows whether this is a Prometheus at all.
    if (error instanceof AppError && (error.failure.kind === "not-found" || error.failure.kind === "not-that-server"))
      return undefined;
    throw error;
  }
}

/** The server's clock against ours, taken at the middle between asking and being answered. */
async function compareClocks(client: PrometheusClient, signal: AbortSignal) {
  const { clock } = client.http.server;
  const asked = clock.monotonic();
  const askedAt = clock.now();
  const { data } = await query(client, { expr: "time()", signal, deadline });
  const latencyMs = clock.monotonic() - asked;
  const result = toInstantResult(data, new Notes());
  if (result.kind !== "scalar") {
    throw new AppError({
      kind: "not-that-server",
      say: `${client.http.server.name} answers time() with no number: it is not a Prometheus.`,
    });
  }
  return { latencyMs, clockSkewMs: Math.round(result.value * 1000 - (askedAt + latencyMs / 2)) };
}

function remarksOnTransport({ http: { server } }: PrometheusClient): string[] {
  const url = new URL(server.baseUrl);
  if (url.protocol === "https:") {
    return server.skipVerify ? ["Its certificate is not verified: anybody on the way could pose as this server."] : [];
  }
  const isLoopback = /^(localhost|127\..*|\[::1\])$/.test(url.hostname);
  return server.headers.length > 0 && !isLoopback
    ? ["The connection is not encrypted (http://): its credentials can be read on the way."]
    : [];
}

function sayOfSkew(skewMs: number): string {
  const amount = Math.round(Math.abs(skewMs) / 1000);
  return `Its clock is ${amount} s ${skewMs > 0 ? "ahead of" : "behind"} this machine's: the newest points seem missing or in the future.`;
}
