// An Alertmanager: alerts and silences, and no queries.
import type { Connection, TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { Silence } from "#shared/model/silence";
import { seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { connectHttp } from "../http/connect-http";
import type { ReadSecret } from "../http/credentials";
import type { HttpClient } from "../http/http-client";
import { type AlertmanagerClient, alerts, deleteSilence, postSilence, silences, status } from "./client";
import { inspect } from "./inspect";
import { type ManagedAlert, type SilenceDraft, toManagedAlert, toPostedSilence, toSilence } from "./to-model";

export type { ManagedAlert, SilenceDraft } from "./to-model";

export interface AlertmanagerSource {
  readonly kind: "alertmanager";
  alerts(signal: AbortSignal): Promise<ManagedAlert[]>;
  silences(signal: AbortSignal): Promise<Silence[]>;
  /** Makes or changes a silence, and tells its id, which may be a new one. */
  saveSilence(draft: SilenceDraft, signal: AbortSignal): Promise<string>;
  expireSilence(id: string, signal: AbortSignal): Promise<void>;
  /** Names of the members of its cluster, itself among them; empty where it stands alone, and where it does not tell. */
  clusterMembers(signal: AbortSignal): Promise<string[]>;
  inspect(signal: AbortSignal): Promise<TestedServer>;
  probe(signal: AbortSignal): Promise<void>;
  close: HttpClient["close"];
}

const deadline = seconds(10);

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectAlertmanager(options: {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}): Promise<AlertmanagerSource> {
  const { id: home, auth } = options.connection;
  const http = await connectHttp(options);
  const client: AlertmanagerClient = { http, auth: auth.kind };
  return {
    kind: "alertmanager",
    async alerts(signal) {
      const found = await alerts(client, { signal, deadline, toItem: toManagedAlert });
      return found.filter((alert) => alert !== undefined);
    },
    async silences(signal) {
      const found = await silences(client, { signal, deadline });
      return found.map((silence) => toSilence(silence, home)).filter((silence) => silence !== undefined);
    },
    saveSilence: (draft, signal) => postSilence(client, { silence: toPostedSilence(draft), signal, deadline }),
    expireSilence: (id, signal) => deleteSilence(client, { id, signal, deadline }),
    async clusterMembers(signal) {
      try {
        const { cluster } = await status(client, { signal, deadline });
        return (cluster.peers ?? []).map(({ name }) => name);
      } catch (error) {
        // Who may see alerts need not be allowed to see the configuration, which stands there too.
        if (error instanceof AppError && ["unauthorized", "not-found", "not-that-server"].includes(error.failure.kind)) return [];
        throw error;
      }
    },
    inspect: (signal) => inspect(client, signal),
    async probe(signal) {
      await status(client, { signal, deadline });
    },
    close: http.close,
  };
}
