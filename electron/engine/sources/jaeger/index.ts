// A Jaeger as a source of traces: 1.x and 2.x, and what else speaks its API.
import type { Connection, TestedServer } from "#shared/contract/connections";
import { seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { connectHttp } from "../http/connect-http";
import type { ReadSecret } from "../http/credentials";
import type { HttpClient } from "../http/http-client";
import type { TraceSource } from "../trace-source";
import { ask, type JaegerClient } from "./client";
import { inItsApi } from "./find-api";
import { inspect, nameOf } from "./inspect";
import { askOperations, askServices } from "./names";
import { search, searchesWithoutService } from "./search";
import { toDependencies } from "./to-model";
import { trace } from "./trace";
import { dependenciesSchema } from "./wire";

export interface JaegerSource extends TraceSource {
  readonly kind: "jaeger";
  /** Everything that a test of the connection reports. */
  inspect(signal: AbortSignal): Promise<TestedServer>;
  /** The cheapest request that takes the way of a search; throws as a search would. */
  probe(signal: AbortSignal): Promise<void>;
  close: HttpClient["close"];
}

export interface JaegerOptions {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectJaeger(options: JaegerOptions): Promise<JaegerSource> {
  const client: JaegerClient = {
    http: await connectHttp(options),
    auth: options.connection.auth.kind,
    api: undefined,
    searchesWithoutService: undefined,
    hasToldOfWholeTraces: false,
  };
  return {
    kind: "jaeger",
    abilities: (wait) =>
      inItsApi(client, wait, async (api) => ({
        api: `Jaeger, ${nameOf(api)}`,
        searchesWithoutService: await searchesWithoutService(client, api, wait),
        hasSummaries: api.hasSummaries,
        hasDependencies: true,
      })),
    services: (wait) => inItsApi(client, wait, async (api) => (await askServices(client, api, wait)).services),
    operations: (asked) => inItsApi(client, asked, (api) => askOperations(client, api, asked)),
    search: (asked) => search(client, { ...asked, service: asked.service || undefined, operation: asked.operation || undefined }),
    trace: (asked) => trace(client, asked),
    async dependencies({ endMs, lookbackMs, ...wait }) {
      const parameters = new URLSearchParams({ endTs: String(Math.round(endMs)), lookback: String(Math.round(lookbackMs)) });
      // API v3 has none; this path of v1 stays.
      return toDependencies(await ask(client, { path: "/api/dependencies", parameters, ...wait }, dependenciesSchema));
    },
    inspect: (signal) => inspect(client, signal),
    async probe(signal) {
      const wait = { signal, deadline: seconds(10) };
      await inItsApi(client, wait, (api) => askServices(client, api, wait));
    },
    close: (how) => client.http.close(how),
  };
}
