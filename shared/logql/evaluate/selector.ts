// Which streams a query reads.
import type { Labels } from "../../model/labels";
import { compileMatcher } from "../../promql/matchers";
import type { LogqlQuery, Selector } from "../ast";
import { logPartsOf } from "../log-ranges";

/** Whether a query reads the stream with these labels: a metric query, whether one of its log queries does. */
export function compileSelector(query: LogqlQuery): (labels: Labels) => boolean {
  const selectors = logPartsOf(query).map(({ log }) => compileMatchers(log.selector));
  return (labels) => selectors.some((selects) => selects(labels));
}

export function compileMatchers({ matchers }: Selector): (labels: Labels) => boolean {
  const tests = matchers.map(({ name, operator, value }) => ({
    name,
    matches: compileMatcher({ label: name, operator, value }),
  }));
  return (labels) => tests.every(({ name, matches }) => matches(Object.hasOwn(labels, name) ? (labels[name] ?? "") : ""));
}
