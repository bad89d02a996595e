// Watches the rules and alerts of one Prometheus.
import type { Connection } from "#shared/contract/connections";
import type { Labels } from "#shared/model/labels";
import { type Milliseconds, minutes } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Connections } from "../connections/connections";
import { type Answering, createAnswering } from "./answering";
import { type KnownAlerts, takeRules } from "./known-prometheus";
import { createPolling, type Polling } from "./polling";
import { runAsked } from "./run-asked";
import type { PrometheusView, RuleAlertSeen } from "./view";

export interface PrometheusWatch extends Polling {
  connection: Connection;
  readonly answering: Answering;
  known(): KnownAlerts;
  view(): PrometheusView;
}

export interface PrometheusWatchOptions {
  connection: Connection;
  connections: Pick<Connections, "askPrometheus">;
  clock: Clock;
  /** What was known of it in the last run. */
  alerts: readonly RuleAlertSeen[];
  period(): Milliseconds;
  /** After each answer and each failure. */
  onOutcome(): void;
}

/** External labels change with the server's configuration. */
const externalLabelsFor = minutes(10);

export function createPrometheusWatch(options: PrometheusWatchOptions): PrometheusWatch {
  const { connections, clock, onOutcome } = options;
  let known: KnownAlerts = { groups: [], alerts: options.alerts };
  let externalLabels: { labels: Labels; until: number } | undefined;
  const answering = createAnswering({ clock, name: () => watch.connection.name });

  async function askExternalLabels(signal: AbortSignal): Promise<Labels> {
    if (externalLabels && clock.monotonic() < externalLabels.until) return externalLabels.labels;
    const labels = await connections.askPrometheus(watch.connection.id, (server) => server.externalLabels(signal));
    externalLabels = { labels: labels ?? {}, until: clock.monotonic() + externalLabelsFor };
    return externalLabels.labels;
  }

  const polling = createPolling({
    clock,
    period: options.period,
    ask: (signal) =>
      runAsked({
        clock,
        signal,
        answering,
        onOutcome,
        ask: async () => {
          const { id } = watch.connection;
          const labels = await askExternalLabels(signal);
          const groups = await connections.askPrometheus(id, (server) => server.alertingRules(signal));
          return { labels, groups: groups ?? [] };
        },
        take({ labels, groups }) {
          known = takeRules(known, { connection: watch.connection, groups, externalLabels: labels });
        },
      }),
  });

  const watch: PrometheusWatch = {
    ...polling,
    connection: options.connection,
    answering,
    known: () => known,
    view: () => ({
      id: watch.connection.id,
      name: watch.connection.name,
      url: watch.connection.url,
      silent: answering.silent(),
      heardAt: answering.heardAt,
      alerts: known.alerts,
    }),
  };
  return watch;
}
