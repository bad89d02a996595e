// Connects to what a connection says stands there, and finds out when it is the other kind.
import type { Connection, ConnectionKind, TestedServer } from "#shared/contract/connections";
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
  if (options.connection.kind === "prometheus") return connectPrometheus(options);
  // Loaded for the first one: many consoles have none.
  const { connectAlertmanager } = await import("../sources/alertmanager/index");
  return connectAlertmanager(options);
}

/** What stands there, whatever the connection says. When it is neither kind, the failure is that of the kind it says. */
export async function inspectAsEither(options: ConnectOptions, signal: AbortSignal): Promise<TestedServer> {
  try {
    return await inspectAs(options.connection.kind, options, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.kind !== "not-that-server") throw error;
    const other = options.connection.kind === "prometheus" ? "alertmanager" : "prometheus";
    try {
      return await inspectAs(other, options, signal);
    } catch {
      // It is not that either: what was asked for first is what the user wants to hear of.
      throw error;
    }
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
