// What a user wants to know of a Loki before trusting it: asked through the same client as every query.
import type { TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { hours, seconds } from "#shared/units/time";
import { quote } from "../http/status-failure";
import { remarksOnTransport, sayOfSkew } from "../http/transport-remarks";
import { buildInfo, type LokiClient, plainLabels, readNames, ready } from "./client";
import { isMissing } from "./failures";

const deadline = seconds(15);
const tolerableSkewMs = 5000;
const lookedBack = hours(6);

export async function inspect(client: LokiClient, signal: AbortSignal): Promise<TestedServer> {
  const { server } = client.http;
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const version = await askVersion(client, signal);
  const asked = server.clock.monotonic();
  const askedAt = server.clock.now();
  const answer = await plainLabels(client, { ...spanUntil(askedAt), signal, deadline });
  const latencyMs = server.clock.monotonic() - asked;
  const labels = readNames(client, answer).sort();
  // The header counts whole seconds, so the middle of one is the best guess.
  const clockSkewMs = answer.dateMs === undefined ? undefined : Math.round(answer.dateMs + 500 - (askedAt + latencyMs / 2));
  const waitsFor = await askReady(client, signal);
  return {
    kind: "loki",
    server: version === undefined ? "Loki" : `Loki ${version}`,
    version,
    latencyMs,
    clockSkewMs,
    loki: { labels },
    remarks: [
      ...(waitsFor === undefined ? [] : [`It is not ready yet (${waitsFor}): its newest lines may be missing.`]),
      ...remarksOnTransport(server),
      ...(clockSkewMs !== undefined && Math.abs(clockSkewMs) > tolerableSkewMs
        ? [sayOfSkew(clockSkewMs, "the newest lines seem missing or in the future")]
        : []),
      ...(labels.length === 0 ? ["It has no lines of the last six hours: nothing writes to it, or not for this tenant."] : []),
    ],
  };
}

/** The cheapest request that shows whether queries would be answered. */
export async function probe(client: LokiClient, signal: AbortSignal): Promise<void> {
  readNames(client, await plainLabels(client, { ...spanUntil(client.http.server.clock.now()), signal, deadline: seconds(10) }));
}

const spanUntil = (end: number) => ({ startNs: `${Math.round(end - lookedBack)}000000`, endNs: `${Math.round(end)}000000` });

async function askVersion(client: LokiClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    // A Loki that somebody built without a version tells an empty one.
    return (await buildInfo(client, { signal, deadline })).version || undefined;
  } catch (error) {
    // A missing endpoint decides nothing: the labels that are asked for next show whether this is a Loki at all.
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What a starting Loki still waits for. Gateways mostly hide that path, and then nothing is known. */
async function askReady(client: LokiClient, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { status, contentType, body } = await ready(client, { signal, deadline });
    return status === 503 && contentType.startsWith("text/plain") ? quote(body, 100) || undefined : undefined;
  } catch (error) {
    // It is only a remark, and the connection has just been seen to work; but who cancels wants no more of it.
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return undefined;
  }
}
