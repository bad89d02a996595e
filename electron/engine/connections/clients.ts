// One client per connection, made when it is first asked and kept, because its pool of open sockets is what makes the next
// query quick.
import type { Connection } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { AlertmanagerSource } from "../sources/alertmanager/index";
import type { JaegerSource } from "../sources/jaeger/index";
import type { LokiSource } from "../sources/loki/index";
import type { PrometheusSource } from "../sources/prometheus/index";
import type { ZipkinSource } from "../sources/zipkin/index";

/** What stands behind a connection. */
export type Server = PrometheusSource | AlertmanagerSource | LokiSource | JaegerSource | ZipkinSource;

export interface Clients {
  /** Runs a request with the connection's client. How it went is reported, unless the connection was changed meanwhile. */
  use<T>(connection: Connection, run: (server: Server) => Promise<T>): Promise<T>;
  /** The same for what goes on: `run` reports each time that it is known how the server answers. Rejects when there is no client. */
  follow(connection: Connection, run: (server: Server, report: (error?: unknown) => void) => void): Promise<void>;
  /** The connection changed or is gone: the next use connects anew. Requests under way still end. */
  forget(id: string): void;
  /** Breaks off what is under way: the engine ends. */
  close(): Promise<void>;
}

export interface ClientsOptions {
  connect(connection: Connection): Promise<Server>;
  /** `error` is undefined when the request succeeded. */
  onOutcome(id: string, error: unknown): void;
}

export function createClients({ connect, onOutcome }: ClientsOptions): Clients {
  const clients = new Map<string, Promise<Server>>();

  function drop(id: string, breakOff = false): Promise<void> {
    const client = clients.get(id);
    clients.delete(id);
    // One that never connected has nothing to close; its users have heard why.
    return client?.then((server) => server.close({ breakOff })).catch(() => undefined) ?? Promise.resolve();
  }

  /** The connection's client, and whether it still is that. */
  function hold(connection: Connection) {
    const { id } = connection;
    const client = clients.get(id) ?? connect(connection);
    clients.set(id, client);
    return { client, isCurrent: () => clients.get(id) === client };
  }

  return {
    async use(connection, run) {
      const { id } = connection;
      const { client, isCurrent } = hold(connection);
      let server: Server | undefined;
      try {
        server = await client;
        const answer = await run(server);
        if (isCurrent()) onOutcome(id, undefined);
        return answer;
      } catch (error) {
        if (isCurrent()) {
          onOutcome(id, error);
          // A secret that could not be read may be readable next time, and a CA file may have been renewed since.
          if (!server || isTlsFailure(error)) void drop(id);
        }
        throw error;
      }
    },

    async follow(connection, run) {
      const { id } = connection;
      const { client, isCurrent } = hold(connection);
      const report = (error?: unknown) => isCurrent() && onOutcome(id, error);
      try {
        run(await client, report);
      } catch (error) {
        report(error);
        if (isCurrent()) void drop(id);
        throw error;
      }
    },

    forget(id) {
      void drop(id);
    },

    async close() {
      await Promise.all([...clients.keys()].map((id) => drop(id, true)));
    },
  };
}

const isTlsFailure = (error: unknown) => error instanceof AppError && error.failure.kind === "tls";
