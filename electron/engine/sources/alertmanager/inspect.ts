// What a user wants to know of an Alertmanager before trusting it.
import type { TestedServer } from "#shared/contract/connections";
import { seconds } from "#shared/units/time";
import { remarksOnTransport, sayOfSkew } from "../http/transport-remarks";
import { type AlertmanagerClient, alerts, receivers, status } from "./client";

const deadline = seconds(15);
const tolerableSkewMs = 5000;

export async function inspect(client: AlertmanagerClient, signal: AbortSignal): Promise<TestedServer> {
  const { server } = client.http;
  // First, so that the handshakes of a new connection are over when the clock is compared.
  const names = await receivers(client, { signal, deadline });
  const asked = server.clock.monotonic();
  const askedAt = server.clock.now();
  const { cluster, versionInfo, dateMs } = await status(client, { signal, deadline });
  const latencyMs = server.clock.monotonic() - asked;
  const found = await alerts(client, { signal, deadline, toItem: () => undefined });
  // The header counts whole seconds, so the middle of one is the best guess.
  const clockSkewMs = dateMs === undefined ? undefined : Math.round(dateMs + 500 - (askedAt + latencyMs / 2));
  const version = versionInfo?.version ?? undefined;
  // Its own name is among the peers.
  const peers = (cluster.peers ?? []).filter(({ name }) => name !== cluster.name).length;
  return {
    kind: "alertmanager",
    server: version === undefined || version === "" ? "Alertmanager" : `Alertmanager ${version}`,
    version,
    latencyMs,
    clockSkewMs,
    alertmanager: { cluster: cluster.status, peers, receivers: names, alerts: found.length },
    remarks: [
      ...remarksOnTransport(server),
      ...(clockSkewMs !== undefined && Math.abs(clockSkewMs) > tolerableSkewMs
        ? [sayOfSkew(clockSkewMs, "silences begin and end by its clock")]
        : []),
      ...(cluster.status === "settling" ? ["Its cluster is still settling: some alerts and silences may be missing yet."] : []),
    ],
  };
}
