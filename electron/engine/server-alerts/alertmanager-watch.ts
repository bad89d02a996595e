// Watches the alerts and silences of one Alertmanager.
import type { Connection } from "#shared/contract/connections";
import type { Silence } from "#shared/model/silence";
import { type Milliseconds, minutes, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Connections } from "../connections/connections";
import type { ManagedAlert } from "../sources/alertmanager/index";
import { type Answering, createAnswering } from "./answering";
import { takeManaged } from "./known-alertmanager";
import { createPolling, type Polling } from "./polling";
import { runAsked } from "./run-asked";
import type { AlertmanagerView, ManagedSeen } from "./view";

export interface AlertmanagerWatch extends Polling {
  connection: Connection;
  readonly answering: Answering;
  silences(): ReadonlyMap<string, Silence>;
  /** Names of its cluster's members; undefined while it has not told. */
  members(): readonly string[] | undefined;
  /** Asks for the silences anew. */
  refreshSilences(): Promise<void>;
  /** An alert that a member of its cluster says is over, while this one is silent. */
  forget(keys: ReadonlySet<string>): void;
  view(cluster: string): AlertmanagerView;
}

export interface AlertmanagerWatchOptions {
  connection: Connection;
  connections: Pick<Connections, "askAlertmanager">;
  clock: Clock;
  /** What was known of it in the last run, by fingerprint. */
  alerts: ReadonlyMap<string, ManagedSeen>;
  period(): Milliseconds;
  /** After each answer, with the keys of the alerts that are over, and after each failure. */
  onOutcome(ended: ReadonlySet<string>): void;
  onSilences(): void;
}

const silencesEvery = seconds(15);
const membersEvery = minutes(10);

export function createAlertmanagerWatch(options: AlertmanagerWatchOptions): AlertmanagerWatch {
  const { connections, clock, onOutcome } = options;
  let alerts = options.alerts;
  let ended = new Set<string>();
  let silences: ReadonlyMap<string, Silence> = new Map();
  let silencesUntil = Number.NEGATIVE_INFINITY;
  let members: { names: readonly string[]; until: number } | undefined;
  const answering = createAnswering({ clock, name: () => watch.connection.name });

  async function askMembers(signal: AbortSignal): Promise<void> {
    if (members && clock.monotonic() < members.until) return;
    const names = await connections.askAlertmanager(watch.connection.id, (server) => server.clusterMembers(signal));
    members = { names, until: clock.monotonic() + membersEvery };
  }

  async function askSilences(signal: AbortSignal): Promise<void> {
    const listed = await connections.askAlertmanager(watch.connection.id, (server) => server.silences(signal));
    const now = new Map(listed.map((silence) => [silence.id, silence]));
    silencesUntil = clock.monotonic() + silencesEvery;
    if (JSON.stringify([...now]) === JSON.stringify([...silences])) return;
    silences = now;
    options.onSilences();
  }

  const isUnknownSilence = ({ silencedBy }: ManagedAlert) => silencedBy.some((id) => !silences.has(id));

  const polling = createPolling({
    clock,
    period: options.period,
    ask: (signal) =>
      runAsked({
        clock,
        signal,
        answering,
        onOutcome: () => onOutcome(ended),
        ask: async () => {
          ended = new Set();
          await askMembers(signal);
          const answer = await connections.askAlertmanager(watch.connection.id, (server) => server.alerts(signal));
          if (clock.monotonic() >= silencesUntil || answer.some(isUnknownSilence)) await askSilences(signal);
          return answer;
        },
        async take(answer) {
          const now = await takeManaged(alerts, answer);
          for (const [fingerprint, { key }] of alerts) if (!now.has(fingerprint)) ended.add(key);
          alerts = now;
        },
      }),
  });

  const watch: AlertmanagerWatch = {
    ...polling,
    connection: options.connection,
    answering,
    silences: () => silences,
    members: () => members?.names,
    async refreshSilences() {
      silencesUntil = Number.NEGATIVE_INFINITY;
      await polling.now();
    },
    forget(keys) {
      if (keys.size > 0) alerts = new Map([...alerts].filter(([, { key }]) => !keys.has(key)));
    },
    view: (cluster) => ({
      id: watch.connection.id,
      name: watch.connection.name,
      silent: answering.silent(),
      heardAt: answering.heardAt,
      cluster,
      alerts,
      silences,
    }),
  };
  return watch;
}
