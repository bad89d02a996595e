// What a user wants to know of a Jaeger before trusting it: asked through the same client as every search.
import type { TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { compareClocks } from "../http/compare-clocks";
import { remarksOnTransport, sayOfSkew } from "../http/transport-remarks";
import type { JaegerApi, JaegerClient, Wait } from "./client";
import { findApi } from "./find-api";
import { askServices } from "./names";
import { explainPort } from "./other-ports";
import { isPage, versionOf } from "./user-interface";

const deadline = seconds(15);
const tolerableSkewMs = 5000;

export async function inspect(client: JaegerClient, signal: AbortSignal): Promise<TestedServer> {
  const { server } = client.http;
  const wait = { signal, deadline };
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const api = await findApi(client, wait).catch(async (error) => {
    throw await explainPort(client, wait, error);
  });
  const { answer, latencyMs, clockSkewMs } = await compareClocks(server, () => askServices(client, api, wait));
  const version = await askVersion(client, wait);
  return {
    kind: "jaeger",
    server: version === undefined ? "Jaeger" : `Jaeger ${version}`,
    version,
    latencyMs,
    clockSkewMs,
    traces: { api: nameOf(api), services: answer.services },
    remarks: [
      ...remarksOnTransport(server),
      ...(clockSkewMs !== undefined && Math.abs(clockSkewMs) > tolerableSkewMs
        ? [sayOfSkew(clockSkewMs, "the newest traces seem missing or in the future")]
        : []),
      ...(answer.services.length === 0 ? [noTraces] : []),
    ],
  };
}

/** "API v3 with summaries". */
export const nameOf = ({ version, hasSummaries }: JaegerApi): string => `API ${version}${hasSummaries ? " with summaries" : ""}`;

const noTraces =
  "No traces have come yet, or not for this tenant: programs send them to its ports 4317 (OTLP over gRPC) or 4318 (OTLP over HTTP).";

/** Its API tells no version; the page of its user interface does, where it is not hidden. */
async function askVersion(client: JaegerClient, wait: Wait): Promise<string | undefined> {
  try {
    const answer = await client.http.request({ path: "/", ...wait });
    return isPage(answer) ? versionOf(answer.body) : undefined;
  } catch (error) {
    // It is only a word more, and the connection has just been seen to work; but who cancels wants no more of it.
    if (wait.signal.aborted || !(error instanceof AppError)) throw error;
    return undefined;
  }
}
