// What a user wants to know of a server before trusting it: asked through the same client as every query.
import type { TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { remarksOnTransport, sayOfSkew } from "../http/transport-remarks";
import { alertingRules, buildInfo, isMissing, labelValues, type PrometheusClient, query } from "./client";
import { recognise } from "./recognise";
import { Notes, toInstantResult } from "./to-model";
import type { BuildInfo } from "./wire";

const deadline = seconds(15);
const mostMetrics = 200_000;
const tolerableSkewMs = 5000;

export async function inspect(client: PrometheusClient, signal: AbortSignal): Promise<TestedServer> {
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const found = recognise(await askBuildInfo(client, signal));
  const { latencyMs, clockSkewMs } = await compareClocks(client, signal);
  const metrics = await labelValues(client, { label: "__name__", limit: mostMetrics, signal, deadline });
  const hasRules = await tellsRules(client, signal);
  const remarks = [
    ...(found.remark ? [found.remark] : []),
    ...remarksOnTransport(client.http.server),
    ...(Math.abs(clockSkewMs) > tolerableSkewMs
      ? [sayOfSkew(clockSkewMs, "the newest points seem missing or in the future")]
      : []),
    ...(hasRules ? [] : ["It tells nothing of rules: it answers queries, and has no alerts of its own to show."]),
    ...(metrics.length === 0 ? ["It holds no metrics yet: it scrapes nothing, or has only just started."] : []),
  ];
  return {
    kind: "prometheus",
    server: found.server,
    version: found.version,
    latencyMs,
    clockSkewMs,
    metricCount: metrics.length,
    remarks,
  };
}

async function askBuildInfo(client: PrometheusClient, signal: AbortSignal): Promise<BuildInfo | undefined> {
  try {
    return await buildInfo(client, { signal, deadline });
  } catch (error) {
    // A missing endpoint decides nothing: the query that follows shows whether this is a Prometheus at all.
    if (error instanceof AppError && isMissing(error)) return undefined;
    throw error;
  }
}

/** VictoriaMetrics, and some that stand before others, answer queries and know nothing of rules. */
async function tellsRules(client: PrometheusClient, signal: AbortSignal): Promise<boolean> {
  try {
    await alertingRules(client, { signal, deadline, toItems: () => [] });
    return true;
  } catch (error) {
    if (error instanceof AppError && isMissing(error)) return false;
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
