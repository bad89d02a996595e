// What a user wants to know of a Zipkin before trusting it: asked through the same client as every search.
import type { TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { compareClocks } from "../http/compare-clocks";
import { isJson } from "../http/status-failure";
import { remarksOnTransport, sayOfSkew } from "../http/transport-remarks";
import { services, type Wait, type ZipkinClient } from "./client";
import { infoSchema } from "./wire";

const deadline = seconds(15);
const tolerableSkewMs = 5000;

export async function inspect(client: ZipkinClient, signal: AbortSignal): Promise<TestedServer> {
  const { server } = client.http;
  const wait = { signal, deadline };
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const version = await askVersion(client, wait);
  const { answer, latencyMs, clockSkewMs } = await compareClocks(server, () => services(client, wait));
  return {
    kind: "zipkin",
    server: version === undefined ? "Zipkin" : `Zipkin ${version}`,
    version,
    latencyMs,
    clockSkewMs,
    traces: { api: "API v2", services: answer.services },
    remarks: [
      ...remarksOnTransport(server),
      ...(clockSkewMs !== undefined && Math.abs(clockSkewMs) > tolerableSkewMs
        ? [sayOfSkew(clockSkewMs, "the newest traces seem missing or in the future")]
        : []),
      ...(answer.services.length === 0 ? [`No traces have come yet: programs send them to ${server.baseUrl}/api/v2/spans.`] : []),
    ],
  };
}

/** Not part of the API: what stands before or in place of a Zipkin may not have it. */
async function askVersion({ http }: ZipkinClient, wait: Wait): Promise<string | undefined> {
  try {
    const answer = await http.request({ path: "/info", ...wait });
    return answer.status === 200 && isJson(answer.contentType)
      ? infoSchema.safeParse(JSON.parse(answer.body)).data?.zipkin.version
      : undefined;
  } catch (error) {
    // It is only a word more: the services that are asked for next show whether this is a Zipkin at all.
    if (wait.signal.aborted || !(error instanceof AppError || error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
