// The Loki of a connection as a source of logs, and as one of numbers. Nothing is connected or loaded before something is asked.
import { checkLogql } from "#shared/logql/parse";
import type { Diagnostic } from "#shared/model/failure";
import { placeOf } from "#shared/promql/diagnostics";
import { type EpochMs, hours } from "#shared/units/time";
import type { LogPage, LogSource } from "../sources/log-source";
import type { LokiSource } from "../sources/loki/index";
import type { MetricsSource, Selecting } from "../sources/source";

/** How it is reached; how each request went is learned on the way. */
export interface LokiWay {
  ask<T>(run: (loki: LokiSource) => Promise<T>): Promise<T>;
  /** For what goes on after it was begun. */
  follow(run: (loki: LokiSource, report: (error?: unknown) => void) => void): Promise<void>;
  now(): EpochMs;
}

export function lokiLogs(way: LokiWay): LogSource {
  return {
    check: checkLogql,
    query: (asked) => readPages(way, asked),
    tail(asked, listener) {
      way
        .follow((loki, report) => loki.tail({ ...asked, onOutcome: report }, listener))
        .catch((error) => listener.onFailure(error));
    },
    instant: (asked) => way.ask((loki) => loki.instant(asked)),
    range: (asked) => way.ask((loki) => loki.range(asked)),
    volume: (asked) => way.ask((loki) => loki.volume(asked)),
    labelNames: (asked) => way.ask((loki) => loki.labelNames(asked)),
    labelValues: (asked) => way.ask((loki) => loki.labelValues(asked)),
    fields: (asked) => way.ask((loki) => loki.fields(asked)),
    estimate: (asked) => way.ask((loki) => loki.estimate(asked)),
    context: (asked) => way.ask((loki) => loki.context(asked)),
    line: (asked) => way.ask((loki) => loki.line(asked)),
  };
}

async function* readPages(way: LokiWay, asked: Parameters<LogSource["query"]>[0]): AsyncGenerator<LogPage> {
  let pages: AsyncIterator<LogPage> | undefined;
  try {
    for (;;) {
      const step = await way.ask((loki) => {
        pages ??= loki.query(asked)[Symbol.asyncIterator]();
        return pages.next();
      });
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await pages?.return?.();
  }
}

/** Label names and values are those of streams that had lines lately, when it is not said of when. */
const lately = hours(6);

/** Metric queries in LogQL, for rules and charts. */
export function lokiMetrics(way: LokiWay): MetricsSource {
  const spanOf = ({ matcher, start = way.now() - lately, end = way.now() }: Selecting) => ({
    selector: matcher,
    startNs: inNs(start),
    endNs: inNs(end),
  });
  return {
    instant: async ({ expr, time, signal, deadline }) => {
      const answer = await way.ask((loki) => loki.instant({ expr, time, signal, ...(deadline !== undefined && { deadline }) }));
      return { ...answer, infos: [] };
    },
    range: async (asked) => ({ ...(await way.ask((loki) => loki.range(asked))), infos: [] }),
    check: checkNumbers,
    labelNames: ({ signal, ...asked }) => way.ask((loki) => loki.labelNames({ ...spanOf(asked), signal })),
    labelValues: ({ label, limit, signal, ...asked }) =>
      way.ask((loki) => loki.labelValues({ ...spanOf(asked), label, limit, signal })),
    // Lines have no help texts.
    metadata: async () => ({}),
  };
}

function checkNumbers(expr: string): Diagnostic[] {
  const { kind, diagnostics } = checkLogql(expr);
  if (kind !== "lines" || diagnostics.length > 0) return diagnostics;
  const message = "this finds lines, and a number is wanted: put it into rate(… [5m]) or count_over_time(… [5m])";
  return [{ severity: "error", message, place: placeOf(expr, { from: 0, to: expr.length }) }];
}

const inNs = (time: EpochMs): string => `${Math.round(time)}000000`;
