// A Prometheus server, or anything that speaks its API, as a source.
import type { Connection, TestedServer } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { checkPromql } from "#shared/promql/parse";
import { seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { connectHttp } from "../http/connect-http";
import type { ReadSecret } from "../http/credentials";
import type { HttpClient } from "../http/http-client";
import type { MetricsSource } from "../source";
import {
  alertingRules,
  config,
  isMissing,
  labelNames,
  labelValues,
  metadata,
  type PrometheusClient,
  query,
  queryExemplars,
  queryRange,
} from "./client";
import { inspect } from "./inspect";
import { type ServerRuleGroup, toRuleGroup } from "./rules-to-model";
import { Notes, toInstantResult, toSeries } from "./to-model";

export interface PrometheusSource extends MetricsSource {
  readonly kind: "prometheus";
  exemplars: NonNullable<MetricsSource["exemplars"]>;
  /** The alerting rules that the server evaluates itself, with their alerts; undefined where it answers queries only. */
  alertingRules(signal: AbortSignal): Promise<ServerRuleGroup[] | undefined>;
  /** What it adds to the labels of every alert that it sends on; undefined where it does not tell. */
  externalLabels(signal: AbortSignal): Promise<Labels | undefined>;
  /** Everything that a test of the connection reports. */
  inspect(signal: AbortSignal): Promise<TestedServer>;
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
const alertsDeadline = seconds(10);

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectPrometheus({ connection, readSecret, clock }: PrometheusOptions): Promise<PrometheusSource> {
  const { name, auth } = connection;
  const http = await connectHttp({ connection, readSecret, clock });
  const client: PrometheusClient = { http, auth: auth.kind };

  let hasExemplars = true;

  return {
    kind: "prometheus",

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

    async exemplars(asked) {
      if (!hasExemplars) return undefined;
      try {
        const [data, { toExemplars }] = await Promise.all([queryExemplars(client, asked), import("./exemplars-to-model")]);
        return toExemplars(data, asked);
      } catch (error) {
        if (!(error instanceof AppError) || !isMissing(error) || error.failure.kind === "bad-request") throw error;
        // Old servers, and some that speak Prometheus's API, have no such endpoint: they are asked once.
        hasExemplars = false;
        return undefined;
      }
    },

    async alertingRules(signal) {
      try {
        return await alertingRules(client, { signal, deadline: alertsDeadline, toItems: toRuleGroup });
      } catch (error) {
        if (!(error instanceof AppError) || !isMissing(error)) throw error;
        // VictoriaMetrics without vmalert beside it has no rules to tell of. Whatever answers no query either is something else.
        await query(client, { expr: "1", signal, deadline: probeDeadline });
        return undefined;
      }
    },

    async externalLabels(signal) {
      try {
        const { readExternalLabels } = await import("./external-labels");
        return readExternalLabels(await config(client, { signal, deadline: alertsDeadline }));
      } catch (error) {
        // Servers that are no Prometheus have no such endpoint, and some are not allowed to tell.
        if (error instanceof AppError && isUntold(error)) return undefined;
        throw error;
      }
    },

    inspect: (signal) => inspect(client, signal),

    async probe(signal) {
      await query(client, { expr: "1", signal, deadline: probeDeadline });
    },

    close: http.close,
  };
}

const isUntold = (error: AppError) => isMissing(error) || error.failure.kind === "unauthorized";
