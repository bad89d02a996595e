// A Zipkin as a source of traces.
import type { Connection, TestedServer } from "#shared/contract/connections";
import type { TraceSearch } from "#shared/contract/traces";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { connectHttp } from "../http/connect-http";
import type { ReadSecret } from "../http/credentials";
import type { HttpClient } from "../http/http-client";
import { type Piece, wholeTraces } from "../trace-answer";
import type { FoundTraces, TraceSource } from "../trace-source";
import { dependencies, services, spanNames, trace, traces, type Wait, type ZipkinClient } from "./client";
import { inspect } from "./inspect";

export interface ZipkinSource extends TraceSource {
  readonly kind: "zipkin";
  /** Everything that a test of the connection reports. */
  inspect(signal: AbortSignal): Promise<TestedServer>;
  /** The cheapest request that takes the way of a search; throws as a search would. */
  probe(signal: AbortSignal): Promise<void>;
  close: HttpClient["close"];
}

export interface ZipkinOptions {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectZipkin(options: ZipkinOptions): Promise<ZipkinSource> {
  const client: ZipkinClient = {
    http: await connectHttp(options),
    auth: options.connection.auth.kind,
    hasToldOfWholeTraces: false,
  };
  return {
    kind: "zipkin",
    abilities: async () => ({
      api: "Zipkin, API v2",
      searchesWithoutService: true,
      hasSummaries: false,
      hasDependencies: true,
    }),
    services: async (wait) => (await services(client, wait)).services,
    operations: (asked) => spanNames(client, asked),
    search: (asked) => search(client, asked),
    trace: (asked) => traceById(client, asked),
    dependencies: (asked) => dependencies(client, asked),
    inspect: (signal) => inspect(client, signal),
    async probe(signal) {
      await services(client, { signal, deadline: seconds(10) });
    },
    close: (how) => client.http.close(how),
  };
}

async function* search(client: ZipkinClient, asked: TraceSearch & Wait): AsyncGenerator<FoundTraces> {
  const pieces = await traces(client, asked);
  const isNews = !client.hasToldOfWholeTraces;
  client.hasToldOfWholeTraces = true;
  yield* wholeTraces(pieces, isNews ? "A Zipkin sends whole traces for a search: fewer results come faster." : undefined);
}

async function* traceById(
  client: ZipkinClient,
  { traceId, signal, deadline }: { traceId: string } & Wait,
): AsyncGenerator<Piece> {
  yield* await openTrace(client, traceId, { signal, deadline });
}

async function openTrace(client: ZipkinClient, traceId: string, wait: Wait): Promise<AsyncIterableIterator<Piece>> {
  // Upper case is refused.
  const id = traceId.toLowerCase().padStart(traceId.length > 16 ? 32 : 16, "0");
  try {
    return await trace(client, { id, ...wait }).catch((error) => {
      // A Zipkin that is strict about ids does not take the short one and the one with zeros before it for the same.
      const short = id.slice(-16);
      if (isNotFound(error) && id.length === 32 && /^0+$/.test(id.slice(0, 16))) return trace(client, { id: short, ...wait });
      throw error;
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const say = `${client.http.server.name} has no trace ${traceId}: it has not come, or is older than what is kept there.`;
    throw new AppError({ kind: "not-found", say, retry: true }, { cause: error });
  }
}

const isNotFound = (error: unknown) => error instanceof AppError && error.failure.kind === "not-found";
