// Connects to what a connection says stands there, and finds out when it is of another kind.
import { type Connection, type ConnectionKind, connectionKindSchema, type TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { ReadSecret } from "../sources/http/credentials";
import { connectPrometheus } from "../sources/prometheus/index";
import type { Server } from "./clients";

export interface ConnectOptions {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}

export async function connectServer(options: ConnectOptions): Promise<Server> {
  // The other kinds are loaded for the first one of them: many consoles have none.
  switch (options.connection.kind) {
    case "prometheus":
      return connectPrometheus(options);
    case "alertmanager": {
      const { connectAlertmanager } = await import("../sources/alertmanager/index");
      return connectAlertmanager(options);
    }
    case "loki": {
      const { connectLoki } = await import("../sources/loki/index");
      return connectLoki(options);
    }
    case "jaeger": {
      const { connectJaeger } = await import("../sources/jaeger/index");
      return connectJaeger(options);
    }
    case "zipkin": {
      const { connectZipkin } = await import("../sources/zipkin/index");
      return connectZipkin(options);
    }
  }
}

/** What stands there, whatever the connection says. When it is of no kind, the failure is that of the kind it says. */
export async function inspectAsAny(options: ConnectOptions, signal: AbortSignal): Promise<TestedServer> {
  const { kind } = options.connection;
  try {
    return await inspectAs(kind, options, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.kind !== "not-that-server") throw error;
    for (const other of connectionKindSchema.options.filter((each) => each !== kind)) {
      try {
        return await inspectAs(other, options, signal);
      } catch {
        // It is not that either: what was asked for first is what the user wants to hear of.
      }
    }
    throw error;
  }
}

async function inspectAs(kind: ConnectionKind, options: ConnectOptions, signal: AbortSignal): Promise<TestedServer> {
  const server = await connectServer({ ...options, connection: { ...options.connection, kind } });
  try {
    return await server.inspect(signal);
  } finally {
    await server.close();
  }
}
