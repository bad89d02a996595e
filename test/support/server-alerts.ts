// An engine's parts around the servers' alerts, with real settings and a real ledger in memory.
import { rmSync } from "node:fs";
import type { ConnectionKind, ConnectionRow } from "#shared/contract/connections";
import type { InboxAlert } from "#shared/model/alert";
import { systemClock } from "../../electron/engine/clock";
import { createConnections } from "../../electron/engine/connections/connections";
import { createInbox } from "../../electron/engine/inbox/inbox";
import { createMemoryLedger } from "../../electron/engine/ledger/memory-ledger";
import { openSecrets } from "../../electron/engine/secrets/secrets";
import { createServerAlerts } from "../../electron/engine/server-alerts/server-alerts";
import { createProblems } from "../../electron/engine/settings/problems";
import { openSettings } from "../../electron/engine/settings/settings";
import { newFolder, recordingLog, reversingVault } from "./engine-parts";

export interface ServerAlertsRun {
  alerts(): InboxAlert[];
  /** As `kind name`, oldest first. */
  history(): Promise<string[]>;
  parts: Awaited<ReturnType<typeof open>>;
  connect(kind: ConnectionKind, name: string, url: string): Promise<ConnectionRow>;
  /** Ends the run and begins another on the same disk, after `meanwhile`. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

async function open(folder: string, ledger: ReturnType<typeof createMemoryLedger>) {
  const clock = systemClock;
  const problems = createProblems({ clock });
  const { log, lines } = recordingLog();
  const settings = await openSettings({ folder, log, problems, clock });
  const secrets = await openSecrets({ folder, vault: reversingVault, settings, problems, log, clock });
  const connections = createConnections({ settings, secrets, clock });
  const inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  const serverAlerts = createServerAlerts({ connections, inbox, ledger, clock, log, isWatched: () => true });
  await serverAlerts.start();
  return { connections, inbox, serverAlerts, lines };
}

export async function runServerAlerts(): Promise<ServerAlertsRun> {
  const folder = newFolder();
  const ledger = createMemoryLedger({ clock: systemClock });
  const run: ServerAlertsRun = {
    parts: await open(folder, ledger),
    alerts: () => run.parts.inbox.list(),
    async history() {
      const { entries } = await ledger.list({ limit: 1000 });
      return entries.map(({ kind, alertName }) => `${kind} ${alertName}`).reverse();
    },
    connect: (kind, name, url) =>
      run.parts.connections.save({
        kind,
        name,
        url,
        auth: { kind: "none" },
        headerNames: [],
        tls: { skipVerify: false },
        showsAlerts: true,
        secrets: {},
      }),
    async restart(meanwhile) {
      await end(run.parts);
      await meanwhile?.();
      run.parts = await open(folder, ledger);
    },
    async close() {
      await end(run.parts);
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
  return run;
}

async function end({ connections, inbox, serverAlerts }: ServerAlertsRun["parts"]): Promise<void> {
  serverAlerts.close();
  inbox.close();
  await connections.close();
}
