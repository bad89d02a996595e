// A Prometheus server, or anything that speaks its API, as a source.
import type { Connection } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import { checkPromql } from "#shared/promql/parse";
import { seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { readCaFile } from "../http/ca-file";
import { headersFor, type ReadSecret } from "../http/credentials";
import { createHttpClient, type HttpClient } from "../http/http-client";
import type { MetricsSource } from "../source";
import { labelNames, labelValues, metadata, type PrometheusClient, query, queryRange } from "./client";
import { type Inspection, inspect } from "./inspect";
import { Notes, toInstantResult, toSeries } from "./to-model";

export interface PrometheusSource extends MetricsSource {
  /** Everything that a test of the connection reports. */
  inspect(signal: AbortSignal): Promise<Inspection>;
  /** The cheapest request that takes the way of a query; throws as a query would. */
  probe(signal: AbortSignal): Promise<void>;
  close: HttpClient["close"];
}

export interface PrometheusOptions {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}

const probeDeadline = seconds(10);

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectPrometheus({ connection, readSecret, clock }: PrometheusOptions): Promise<PrometheusSource> {
  const { name, url: baseUrl, tls, auth } = connection;
  const isTls = baseUrl.startsWith("https:");
  const http = createHttpClient({
    name,
    baseUrl,
    headers: await headersFor(connection, readSecret),
    ca: isTls && tls.caFile ? await readCaFile(tls.caFile) : undefined,
    skipVerify: tls.skipVerify,
    clock,
  });
  const client: PrometheusClient = { http, auth: auth.kind };

  return {
    async instant(asked) {
      const answer = await query(client, asked);
      const notes = new Notes();
      const result = toInstantResult(answer.data, notes);
      return { result, warnings: [...answer.warnings, ...notes.sentences()], infos: answer.infos };
    },

    async range(asked) {
      const answer = await queryRange(client, asked);
      const notes = new Notes();
      if (answer.data.resultType !== "matrix") {
        throw new AppError({ kind: "not-that-server", say: `${name} answered a range query with a ${answer.data.resultType}.` });
      }
      const series = toSeries(answer.data.result ?? [], notes);
      return { series, warnings: [...answer.warnings, ...notes.sentences()], infos: answer.infos };
    },

    check: checkPromql,
    labelNames: (asked) => labelNames(client, asked),
    // Servers that do not know the limit send everything.
    labelValues: async (asked) => (await labelValues(client, asked)).slice(0, asked.limit),

    async metadata(asked) {
      const found = await metadata(client, asked);
      // A metric has one entry per differing description among its targets; the first one stands for all.
      const known = Object.entries(found).flatMap(([metric, entries]) => {
        const first = entries?.[0];
        return first ? [[metric, { type: first.type, help: first.help }] as const] : [];
      });
      return Object.fromEntries(known);
    },

    inspect: (signal) => inspect(client, signal),

    async probe(signal) {
      await query(client, { expr: "1", signal, deadline: probeDeadline });
    },

    close: http.close,
  };
}
