// This machine as a source: PromQL over the local store, answered by our own evaluator.
import { AppError, type Diagnostic } from "#shared/model/failure";
import type { Query } from "#shared/promql/ast";
import { metricNamesOf } from "#shared/promql/metric-names";
import { checkPromql, parsePromql } from "#shared/promql/parse";
import { plainSelector } from "#shared/promql/plain-selector";
import type { Matcher } from "#shared/promql/storage";
import { notSupported } from "#shared/promql/supported";
import type { Clock } from "../../clock";
import type { Queries } from "../../queries/query-answer";
import type { SampleStore } from "../../store/store";
import { refuseTooManyPoints } from "../range-limit";
import type { MetricsSource, Selecting } from "../source";

export interface LocalSourceOptions {
  store: Pick<SampleStore, "labelNames" | "labelValues" | "kinds">;
  queries: Queries;
  clock: Clock;
  /** What a metric means. */
  help: (metric: string) => string | undefined;
  /** Why a metric that could be measured here is not there. */
  absence?: (metric: string) => string | undefined;
}

export function createLocalSource({ store, queries, clock, help, absence = () => undefined }: LocalSourceOptions): MetricsSource {
  /** An empty answer may be right; where it is so because nothing is measured, that is said beside it. */
  function reasons({ expr }: Query, isEmpty: boolean): string[] {
    const names = isEmpty ? metricNamesOf(expr) : "any";
    return names === "any" ? [] : [...names].flatMap((name) => absence(name) ?? []);
  }

  return {
    async instant({ expr, parsed: query = parsePromql(expr), time = clock.now(), ...limits }) {
      const answer = await queries.instant(query, time, limits);
      const { result } = answer;
      return { ...answer, infos: [...answer.infos, ...reasons(query, result.kind === "vector" && result.values.length === 0)] };
    },

    async range({ expr, start, end, step, ...limits }) {
      refuseTooManyPoints({ start, end, step });
      const query = parsePromql(expr);
      const answer = await queries.range(query, { start, end, step }, limits);
      return { ...answer, infos: [...answer.infos, ...reasons(query, answer.series.length === 0)] };
    },

    check(expr): Diagnostic[] {
      const mistakes = checkPromql(expr);
      return mistakes.length > 0 ? mistakes : notSupported(parsePromql(expr));
    },

    // The index answers, whatever the time that is asked about: to know which series have samples in it, all of them would be read.
    labelNames: async (asked) => store.labelNames(matchersOf(asked)),
    labelValues: async ({ label, limit, ...asked }) => store.labelValues(label, matchersOf(asked)).slice(0, limit),
    metadata: async () => Object.fromEntries([...store.kinds()].map(([name, type]) => [name, { type, help: help(name) ?? "" }])),
  };
}

/** Undefined: all series. Throws `bad-query` for a text that is no selector. */
function matchersOf({ metric, matcher }: Selecting): Matcher[] | undefined {
  if (matcher === undefined) return metric === undefined ? undefined : [{ label: "__name__", operator: "=", value: metric }];
  const matchers = plainSelector(parsePromql(matcher));
  if (matchers) return matchers;
  throw new AppError({
    kind: "bad-query",
    say: `“${matcher}” is no selector: give a metric with its labels, such as up{job="node"}.`,
  });
}
