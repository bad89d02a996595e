// A Loki as a source of logs, and of numbers made of them.
import type { Connection, TestedServer } from "#shared/contract/connections";
import { checkLogql } from "#shared/logql/parse";
import { linesOf, selectorOf } from "#shared/logql/queries";
import { fromNsTime } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import type { InstantResult, Series } from "#shared/model/series";
import type { Clock } from "../../clock";
import { connectHttp } from "../http/connect-http";
import type { ReadSecret } from "../http/credentials";
import type { HttpClient } from "../http/http-client";
import type { LogSource, TailListener } from "../log-source";
import { Notes, toInstantResult, toSeries } from "../prometheus/to-model";
import { linesAround, wholeLine } from "./around";
import {
  detectedFields,
  indexStats,
  type LokiClient,
  labelNames,
  labelValues,
  query,
  queryRange,
  type RangeAsked,
} from "./client";
import { isMissing } from "./failures";
import { inspect, probe } from "./inspect";
import { newLimits } from "./limits";
import { readPages } from "./pages";
import { inOrder } from "./point-order";
import { followTail } from "./tail";
import { askVolume } from "./volume";
import type { QueryAnswer } from "./wire";

export interface LokiSource extends LogSource {
  readonly kind: "loki";
  /** `onOutcome`: told each time that it is known how the server answers. */
  tail(asked: Parameters<LogSource["tail"]>[0] & { onOutcome?: (error?: unknown) => void }, listener: TailListener): void;
  /** Everything that a test of the connection reports. */
  inspect(signal: AbortSignal): Promise<TestedServer>;
  /** The cheapest request that takes the way of a query; throws as a query would. */
  probe(signal: AbortSignal): Promise<void>;
  close: HttpClient["close"];
}

export interface LokiOptions {
  connection: Connection;
  readSecret: ReadSecret;
  clock: Clock;
}

/** Reads the CA file and the secrets; nothing is sent before the first request. */
export async function connectLoki(options: LokiOptions): Promise<LokiSource> {
  const { name, auth } = options.connection;
  const http = await connectHttp(options);
  const client: LokiClient = { http, auth: auth.kind, limits: newLimits(), traits: { tellsLabelsApart: true } };
  const { clock } = options;
  /** Ends the tails when the connection is closed. */
  const closed = new AbortController();

  async function range(asked: RangeAsked): Promise<{ series: Series[]; warnings: string[] }> {
    const { data, warnings } = await queryRange(client, asked);
    if (data.resultType !== "matrix") throw notNumbers(data.resultType);
    const notes = new Notes();
    const series = toSeries((data.result ?? []).map(inOrder), notes);
    const inside = series.map((each) => within(each, asked)).filter(({ times }) => times.length > 0);
    return { series: inside, warnings: [...(warnings ?? []), ...notes.sentences()] };
  }

  function notNumbers(resultType: QueryAnswer["data"]["resultType"]): AppError {
    return resultType === "streams"
      ? new AppError({
          kind: "bad-query",
          say: "This finds lines and not numbers: put it into rate(… [5m]) or count_over_time(… [5m]).",
        })
      : new AppError({ kind: "not-that-server", say: `${name} answered a range query with a ${resultType}.` });
  }

  return {
    kind: "loki",
    check: checkLogql,
    query: (asked) => readPages(client, asked),

    tail({ signal, ...asked }, listener) {
      const ended = AbortSignal.any([signal, closed.signal]);
      const following = followTail({ client, ...asked, signal: ended, listener });
      void following
        .then(() => {
          if (closed.signal.aborted) throw changedError(name);
        })
        .catch((error) => {
          if (!signal.aborted) listener.onFailure(error);
        });
    },

    async instant({ expr, time, ...wait }) {
      const askedAt = time ?? clock.now();
      const { data, warnings } = await query(client, { expr, time, ...wait });
      if (data.resultType === "streams") throw notNumbers("streams");
      const notes = new Notes();
      const result = toInstantResult(data, notes);
      return { result: atTime(result, askedAt), warnings: [...(warnings ?? []), ...notes.sentences()] };
    },

    range,
    volume: ({ startNs, endNs, ...asked }) =>
      askVolume(range, { ...asked, startMs: fromNsTime(startNs).ms, endMs: fromNsTime(endNs).ms }),
    labelNames: async (asked) => (await labelNames(client, asked)).sort(),
    labelValues: async ({ limit, ...asked }) => (await labelValues(client, asked)).sort().slice(0, limit),

    async fields({ expr, ...asked }) {
      // Of a metric query, the lines inside of it have fields.
      const fields = await detectedFields(client, { expr: linesOf(expr) ?? expr, ...asked }).catch(nothingIfMissing([]));
      return fields.map(({ label, type, cardinality, parsers }) => ({ name: label, type, cardinality, parsers: parsers ?? [] }));
    },

    async estimate({ expr, ...asked }) {
      const selector = selectorOf(expr);
      if (selector === undefined) return {};
      const stats = await indexStats(client, { selector, ...asked }).catch(nothingIfMissing(undefined));
      // Lines that are so new that they are not in the index yet are not counted: nothing is not known to be nothing.
      return stats === undefined || stats.streams === 0 ? {} : stats;
    },

    context: (asked) => linesAround(client, asked),
    line: (asked) => wholeLine(client, asked),
    inspect: (signal) => inspect(client, signal),
    probe: (signal) => probe(client, signal),

    async close(how) {
      closed.abort();
      await http.close(how);
    },
  };
}

/** An older Loki has not got that endpoint, and another has it switched off: then it is just not told. */
const nothingIfMissing =
  <T>(nothing: T) =>
  (error: unknown): T => {
    if (isMissing(error)) return nothing;
    throw error;
  };

/** Loki rounds the ends of a range to steps, so that points lie outside of what was asked. */
function within({ labels, times, values }: Series, { start, end }: Pick<RangeAsked, "start" | "end">): Series {
  const first = times.findIndex((time) => time >= start);
  const from = first < 0 ? times.length : first;
  const to = times.findLastIndex((time) => time <= end) + 1;
  return { labels, times: times.slice(from, to), values: values.slice(from, to) };
}

/** The time that Loki gives a number of its own making, as that of `1 + 1`, is none. */
const atTime = (result: InstantResult, time: number): InstantResult => (result.kind === "scalar" ? { ...result, time } : result);

const changedError = (name: string) =>
  new AppError({ kind: "cancelled", say: `The connection to ${name} was changed: start following again.`, retry: true });
