// The connections: kept in the settings, their secrets apart, one client each while it is used, and how each is doing.
import { randomUUID } from "node:crypto";
import type { Connection, ConnectionKind, ConnectionRow, ConnectionState, TestedServer } from "#shared/contract/connections";
import type { CallRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import { checkPromql } from "#shared/promql/parse";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Secrets } from "../secrets/secrets";
import type { SettingsStore } from "../settings/settings";
import type { AlertmanagerSource } from "../sources/alertmanager/index";
import { problemWithHeaders, type ReadSecret } from "../sources/http/credentials";
import type { LogSource } from "../sources/log-source";
import type { PrometheusSource } from "../sources/prometheus/index";
import type { MetricsSource } from "../sources/source";
import type { TraceSource } from "../sources/trace-source";
import { createClients, type Server } from "./clients";
import { connectServer, inspectAsAny } from "./connect-server";
import { givenSecrets, isSameServer, secretNames } from "./inherit";
import { type LokiWay, lokiMetrics } from "./loki-metrics";
import { isNews, stateAfter } from "./state";
import { problemWithTraceUrl } from "./trace-url";
import type { TraceWay } from "./traces";
import { normaliseUrl } from "./url";

export type Draft = CallRequest<"connections.save">;

export interface Connections {
  list(): ConnectionRow[];
  save(draft: Draft): Promise<ConnectionRow>;
  remove(id: string): Promise<void>;
  /** Connects as the draft says, with the secrets it leaves out taken from the stored connection, and looks around. */
  test(draft: Draft, signal: AbortSignal): Promise<TestedServer>;
  /** The connections as they are set; one that was not changed is the same object as before. */
  configured(): readonly Connection[];
  /** The source behind a connection, good until it is removed; undefined when no connection of that id answers queries. */
  source(id: string): MetricsSource | undefined;
  /** The logs behind a connection, as long; undefined when no connection of that id has any. */
  logs(id: string): Promise<LogSource> | undefined;
  /** The traces behind a connection, as long; undefined when no connection of that id has any. */
  traces(id: string): Promise<TraceSource> | undefined;
  /** Asks the server behind a connection of that kind. Throws `not-found` when there is none, and what the server throws. */
  askPrometheus<T>(id: string, run: (server: PrometheusSource) => Promise<T>): Promise<T>;
  askAlertmanager<T>(id: string, run: (server: AlertmanagerSource) => Promise<T>): Promise<T>;
  nameOf(id: string): string | undefined;
  /** What stands behind it; undefined when it is gone. */
  kindOf(id: string): ConnectionKind | undefined;
  /** Asks every connection that has not been heard of for so long. Never rejects: what comes of it is in the states. */
  probeUnheard(age: Milliseconds, signal: AbortSignal): Promise<void>;
  /** Called when the list or a state changed. Returns the unsubscribe function. */
  onChange(run: () => void): () => void;
  close(): Promise<void>;
}

export interface ConnectionsOptions {
  settings: SettingsStore;
  secrets: Secrets;
  clock: Clock;
}

export function createConnections({ settings, secrets, clock }: ConnectionsOptions): Connections {
  const states = new Map<string, ConnectionState>();
  const told = new Map<string, ConnectionState>();
  const listeners = new Set<() => void>();
  const clients = createClients({
    connect: (connection) => connectServer({ connection, readSecret: (name) => secrets.get(connection.id, name), clock }),
    onOutcome: learn,
  });

  const find = (id: string) => settings.get().connections.find((connection) => connection.id === id);

  function tell(): void {
    for (const run of [...listeners]) run();
  }

  function learn(id: string, error: unknown): void {
    const state = stateAfter(error, clock.now());
    if (!state) return;
    states.set(id, state);
    if (!isNews(told.get(id) ?? { kind: "unknown" }, state)) return;
    told.set(id, state);
    tell();
  }

  function forget(id: string): void {
    clients.forget(id);
    states.delete(id);
    told.delete(id);
  }

  function toRow(connection: Connection): ConnectionRow {
    const { stored, locked } = secrets.list(connection.id);
    const state = states.get(connection.id) ?? { kind: "unknown" };
    return { ...connection, state, storedSecrets: stored, lockedSecrets: locked };
  }

  /** The connection that a draft describes, and the stored one that it changes. */
  function read({ secrets: _, ...draft }: Draft): { connection: Connection; stored: Connection | undefined } {
    const stored = draft.id === undefined ? undefined : find(draft.id);
    if (draft.id !== undefined && !stored) throw goneError();
    const problem = problemWithHeaders(draft) ?? problemWithTraceUrl(draft.traceUrl);
    if (problem) throw new AppError({ kind: "bad-request", say: problem });
    const id = draft.id ?? randomUUID();
    return { connection: { ...draft, id, url: normaliseUrl(draft.url) }, stored };
  }

  /** The stored secrets that the changed connection would go on using. */
  function inherited(connection: Connection, stored: Connection | undefined, given: ReadonlyMap<string, unknown>): string[] {
    if (!stored) return [];
    const kept = secrets.list(stored.id).stored;
    const names = secretNames(connection).filter((name) => kept.includes(name) && !given.has(name));
    if (names.length > 0 && !isSameServer(stored.url, connection.url)) {
      throw new AppError({
        kind: "refused",
        say: "The address leads to another server than before, so the stored secrets are not sent to it: enter them again.",
      });
    }
    return names;
  }

  async function save(draft: Draft): Promise<ConnectionRow> {
    const { connection, stored } = read(draft);
    const given = givenSecrets(draft.secrets);
    inherited(connection, stored, given);
    // Secrets first: where storing them is refused, nothing else may have changed.
    const used = secretNames(connection);
    const changes = new Map([...given].filter(([name]) => used.includes(name)));
    for (const name of secrets.list(connection.id).stored) if (!used.includes(name)) changes.set(name, undefined);
    if (changes.size > 0) await secrets.set(connection.id, changes);
    await settings.update((all) => ({
      ...all,
      connections: stored
        ? all.connections.map((other) => (other.id === connection.id ? connection : other))
        : [...all.connections, connection],
    }));
    forget(connection.id);
    tell();
    return toRow(connection);
  }

  async function test(draft: Draft, signal: AbortSignal): Promise<TestedServer> {
    const { connection, stored } = read(draft);
    const given = givenSecrets(draft.secrets);
    const fromStore = inherited(connection, stored, given);
    const readSecret: ReadSecret = async (name) =>
      fromStore.includes(name) ? secrets.get(connection.id, name) : given.get(name);
    return inspectAsAny({ connection, readSecret, clock }, signal);
  }

  async function use<T>(id: string, run: (server: Server) => Promise<T>): Promise<T> {
    const connection = find(id);
    if (!connection) throw goneError();
    return clients.use(connection, run);
  }

  function askPrometheus<T>(id: string, run: (server: PrometheusSource) => Promise<T>): Promise<T> {
    return use(id, (server) => {
      if (server.kind !== "prometheus") throw otherKindError("queries");
      return run(server);
    });
  }

  /** The way to the Loki of a connection. */
  const lokiOf = (id: string): LokiWay => ({
    ask: (run) =>
      use(id, (server) => {
        if (server.kind !== "loki") throw otherKindError("logs");
        return run(server);
      }),
    async follow(run) {
      const connection = find(id);
      if (!connection) throw goneError();
      await clients.follow(connection, (server, report) => {
        if (server.kind !== "loki") throw otherKindError("logs");
        run(server, report);
      });
    },
    now: () => clock.now(),
  });

  /** The way to the Jaeger or the Zipkin of a connection. */
  const tracesOf = (id: string): TraceWay => ({
    ask: (run) =>
      use(id, (server) => {
        if (server.kind !== "jaeger" && server.kind !== "zipkin") throw otherKindError("traces");
        return run(server);
      }),
  });

  function source(id: string): MetricsSource | undefined {
    const kind = find(id)?.kind;
    if (kind === "loki") return lokiMetrics(lokiOf(id));
    if (kind !== "prometheus") return undefined;
    return {
      instant: (asked) => askPrometheus(id, (it) => it.instant(asked)),
      range: (asked) => askPrometheus(id, (it) => it.range(asked)),
      check: checkPromql,
      labelNames: (asked) => askPrometheus(id, (it) => it.labelNames(asked)),
      labelValues: (asked) => askPrometheus(id, (it) => it.labelValues(asked)),
      metadata: (asked) => askPrometheus(id, (it) => it.metadata(asked)),
      exemplars: (asked) => askPrometheus(id, (it) => it.exemplars(asked)),
    };
  }

  return {
    list: () => settings.get().connections.map(toRow),
    save,
    test,
    configured: () => settings.get().connections,
    source,
    logs: (id) => (find(id)?.kind === "loki" ? import("./loki-logs").then(({ lokiLogs }) => lokiLogs(lokiOf(id))) : undefined),
    traces(id) {
      const kind = find(id)?.kind;
      if (kind !== "jaeger" && kind !== "zipkin") return undefined;
      return import("./traces").then(({ connectedTraces }) => connectedTraces(tracesOf(id)));
    },
    askPrometheus,
    askAlertmanager: (id, run) =>
      use(id, (server) => {
        if (server.kind !== "alertmanager") throw otherKindError("silences");
        return run(server);
      }),
    nameOf: (id) => find(id)?.name,
    kindOf: (id) => find(id)?.kind,

    async remove(id) {
      if (!find(id)) throw goneError();
      await settings.update((all) => ({ ...all, connections: all.connections.filter((other) => other.id !== id) }));
      forget(id);
      await secrets.remove(id);
      tell();
    },

    async probeUnheard(age, signal) {
      const due = settings.get().connections.filter(({ id }) => clock.now() - (states.get(id)?.at ?? 0) >= age);
      const probes = due.map((connection) => clients.use(connection, (it) => it.probe(signal)));
      await Promise.allSettled(probes);
    },

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },

    close: () => clients.close(),
  };
}

const goneError = () => new AppError({ kind: "not-found", say: "That connection does not exist any more: it was removed." });

const otherKindError = (what: string) =>
  new AppError({ kind: "not-found", say: `That connection has no ${what}: it is of another kind now.` });
