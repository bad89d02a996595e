// The Loki of a connection as a source of logs. Loaded when lines are first asked for: it brings the parser of LogQL along.
import { checkLogql } from "#shared/logql/parse";
import type { Diagnostic } from "#shared/model/failure";
import { placeOf } from "#shared/promql/diagnostics";
import type { LogPage, LogSource } from "../sources/log-source";
import type { LokiWay } from "./loki-metrics";

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

/** What is wrong with an expression that is to give numbers. */
export function checkNumbers(expr: string): Diagnostic[] {
  const { kind, diagnostics } = checkLogql(expr);
  if (kind !== "lines" || diagnostics.length > 0) return diagnostics;
  const message = "this finds lines, and a number is wanted: put it into rate(… [5m]) or count_over_time(… [5m])";
  return [{ severity: "error", message, place: placeOf(expr, { from: 0, to: expr.length }) }];
}
