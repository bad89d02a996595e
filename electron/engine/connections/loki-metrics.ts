// The Loki of a connection as a source of numbers. Nothing is connected or loaded before something is asked.
import { type EpochMs, hours } from "#shared/units/time";
import type { LokiSource } from "../sources/loki/index";
import type { MetricsSource, Selecting } from "../sources/source";

/** How it is reached; how each request went is learned on the way. */
export interface LokiWay {
  ask<T>(run: (loki: LokiSource) => Promise<T>): Promise<T>;
  /** For what goes on after it was begun. */
  follow(run: (loki: LokiSource, report: (error?: unknown) => void) => void): Promise<void>;
  now(): EpochMs;
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
    check: async (expr) => (await import("./loki-logs")).checkNumbers(expr),
    labelNames: ({ signal, ...asked }) => way.ask((loki) => loki.labelNames({ ...spanOf(asked), signal })),
    labelValues: ({ label, limit, signal, ...asked }) =>
      way.ask((loki) => loki.labelValues({ ...spanOf(asked), label, limit, signal })),
    // Lines have no help texts.
    metadata: async () => ({}),
  };
}

const inNs = (time: EpochMs): string => `${Math.round(time)}000000`;
