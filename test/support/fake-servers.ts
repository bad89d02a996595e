// Connections to servers that say what a test lets them say.
import type { Connection, ConnectionKind } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { Silence } from "#shared/model/silence";
import type { Connections } from "../../electron/engine/connections/connections";
import type { AlertmanagerSource, ManagedAlert } from "../../electron/engine/sources/alertmanager/index";
import type { PrometheusSource } from "../../electron/engine/sources/prometheus/index";
import type { RuleAlert, ServerRule, ServerRuleGroup } from "../../electron/engine/sources/prometheus/rules-to-model";
import { connectionTo } from "./connections";

type Asked = Pick<Connections, "configured" | "askPrometheus" | "askAlertmanager" | "onChange">;

export interface FakeServer {
  /** In place of an answer. */
  failure?: AppError | undefined;
  /** How often its alerts were asked for. */
  asked: number;
  /** Before it answers. */
  wait?: Promise<void> | undefined;
}
export interface FakePrometheus extends FakeServer {
  /** Undefined: it answers queries only. */
  groups: ServerRuleGroup[] | undefined;
}
export interface FakeAlertmanager extends FakeServer {
  alerts: ManagedAlert[];
  silences: Silence[];
  members: string[];
}

export interface FakeServers {
  connections: Asked;
  prometheus(id: string, rules?: ServerRule[]): FakePrometheus;
  alertmanager(id: string, alerts?: ManagedAlert[]): FakeAlertmanager;
  change(id: string, change: Partial<Connection> | undefined): void;
}

export const refused = () => new AppError({ kind: "unreachable", say: "It refuses the connection.", retry: true });

export function createFakeServers(): FakeServers {
  let configured: Connection[] = [];
  const prometheuses = new Map<string, FakePrometheus>();
  const alertmanagers = new Map<string, FakeAlertmanager>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const run of listeners) run();
  };

  function add(id: string, kind: ConnectionKind): void {
    const url = `http://${id}.example`;
    configured = [...configured, connectionTo(url, { id, kind, name: id })];
    tell();
  }

  async function answer<T>(server: FakeServer, value: () => T): Promise<T> {
    await server.wait;
    if (server.failure) throw server.failure;
    return value();
  }

  function prometheusSource(server: FakePrometheus): PrometheusSource {
    const source: Partial<PrometheusSource> = {
      kind: "prometheus",
      externalLabels: () => answer(server, () => ({ region: "eu" })),
      alertingRules() {
        server.asked++;
        return answer(server, () => server.groups);
      },
    };
    return source as PrometheusSource;
  }

  function alertmanagerSource(server: FakeAlertmanager): AlertmanagerSource {
    const source: Partial<AlertmanagerSource> = {
      kind: "alertmanager",
      clusterMembers: () => answer(server, () => server.members),
      alerts() {
        server.asked++;
        return answer(server, () => server.alerts);
      },
      silences: () => answer(server, () => server.silences),
      saveSilence: (draft) =>
        answer(server, () => {
          const id = `silence ${server.silences.length + 1}`;
          server.silences = [...server.silences, { ...draft, id, home: "", updatedAt: 0 }];
          return id;
        }),
      expireSilence: (id) =>
        answer(server, () => {
          server.silences = server.silences.filter((silence) => silence.id !== id);
        }),
    };
    return source as AlertmanagerSource;
  }

  const known = <T>(servers: ReadonlyMap<string, T>, id: string): T => {
    const server = servers.get(id);
    if (!server || !configured.some((connection) => connection.id === id)) throw new Error(`no server ${id}`);
    return server;
  };

  return {
    connections: {
      configured: () => configured,
      askPrometheus: async (id, run) => run(prometheusSource(known(prometheuses, id))),
      askAlertmanager: async (id, run) => run(alertmanagerSource(known(alertmanagers, id))),
      onChange(run) {
        listeners.add(run);
        return () => listeners.delete(run);
      },
    },
    prometheus(id, rules = []) {
      const server: FakePrometheus = { asked: 0, groups: [{ file: "rules.yml", name: "g", intervalMs: 1000, rules }] };
      prometheuses.set(id, server);
      add(id, "prometheus");
      return server;
    },
    alertmanager(id, alerts = []) {
      const server: FakeAlertmanager = { asked: 0, alerts, silences: [], members: [] };
      alertmanagers.set(id, server);
      add(id, "alertmanager");
      return server;
    },
    change(id, change) {
      configured = configured.flatMap((connection) =>
        connection.id !== id ? [connection] : change ? [{ ...connection, ...change }] : [],
      );
      tell();
    },
  };
}

/** A rule with one alert of its name, or none. */
export const serverRule = (name: string, alerts: Partial<RuleAlert>[] = [{}], rest: Partial<ServerRule> = {}): ServerRule => ({
  name,
  expr: "up == 0",
  forMs: 0,
  keepFiringForMs: 0,
  labels: {},
  annotations: {},
  isEvaluated: true,
  alerts: alerts.map((alert) => ({
    labels: { alertname: name },
    annotations: {},
    state: "firing",
    activeAt: 1000,
    value: "1",
    ...alert,
  })),
  ...rest,
});

/** As the Prometheus of the fakes sends it: with its external label. */
export const sentAlert = (name: string, rest: Partial<ManagedAlert> = {}): ManagedAlert => ({
  fingerprint: `fingerprint of ${name}`,
  labels: { alertname: name, region: "eu" },
  annotations: {},
  startsAt: 1000,
  updatedAt: 1000,
  receivers: [],
  silencedBy: [],
  inhibitedBy: [],
  ...rest,
});
