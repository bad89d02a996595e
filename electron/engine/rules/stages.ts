// In which order the rules of a group may be written. They all have the same instant, and the store takes one run per instant of
// each of its writers; so a group is cut where a rule reads what one before it writes, and each part is written in one run.
import { metricNamesOf } from "#shared/promql/metric-names";
import { parsedOrNothing } from "./parsed";
import type { ParsedRule } from "./rule-file";

/** For each rule the number of its stage: rising, and beginning with 0. */
export function stagesOf(rules: readonly ParsedRule[]): number[] {
  let stage = 0;
  let writes = new Set<string>();
  return rules.map((rule) => {
    if (readsAnyOf(rule, writes)) {
      stage++;
      writes = new Set();
    }
    for (const name of rule.kind === "recording" ? [rule.name] : ["ALERTS", "ALERTS_FOR_STATE"]) writes.add(name);
    return stage;
  });
}

function readsAnyOf({ expr, annotations, labels }: ParsedRule, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  // What a template asks for is text that may be put together as it is expanded.
  if ([...Object.values(labels), ...Object.values(annotations)].some((text) => /\{\{[^}]*\bquery\b/.test(text))) return true;
  const read = readNames(expr);
  return read === "any" || [...read].some((name) => names.has(name));
}

function readNames(expr: string) {
  const query = parsedOrNothing(expr);
  // What only a server understands is evaluated there, and reads nothing that is written here.
  return query ? metricNamesOf(query.expr) : new Set<string>();
}
