// What a reference can name beside variables: the time range, the interval, the dashboard itself.
import type { AbsoluteRange } from "../panel-data";
import { intervalFor, intervalText, parseInterval } from "../queries/interval";
import { timeZoneName } from "../time/zone";
import type { Variable } from "../variable";
import { dateText, encodeStrictly, queryParameters } from "./formats";
import type { Reference } from "./references";
import type { Scope } from "./scope";

/** The text that a built-in name stands for; undefined for a name that is none, and for those of links (`__value`, `__field`). */
export function macroText({ name, field, format }: Reference, scope: Scope): string | undefined {
  const { range, rawRange, dashboard, timeZone } = scope;
  const rangeMs = range.to - range.from;
  switch (name) {
    case "__interval":
    case "__interval_ms":
    case "__rate_interval":
    case "__rate_interval_ms":
      return scope.locals?.get(name);
    case "__range":
      return `${Math.round(rangeMs / 1000)}s`;
    case "__range_s":
      return String(Math.round(rangeMs / 1000));
    case "__range_ms":
      return String(Math.round(rangeMs));
    case "__from":
      return timeText(range.from, format, timeZone);
    case "__to":
      return timeText(range.to, format, timeZone);
    case "__dashboard":
      return field === "uid" ? dashboard.uid : dashboard.title;
    case "__timezone":
      return timeZoneName(timeZone);
    case "__url_time_range":
      return `from=${encodeStrictly(rawRange.from)}&to=${encodeStrictly(rawRange.to)}`;
    case "__all_variables":
      return allVariables(scope);
    // There is one organisation here and one user, and neither has a name.
    case "__org":
    case "__user":
      return "";
    case "timeFilter":
      return `time >= ${Math.round(range.from)}ms and time <= ${Math.round(range.to)}ms`;
    default:
      return autoInterval(name, scope);
  }
}

const timeText = (at: number, format: string | undefined, timeZone: string): string =>
  format?.startsWith("date") ? dateText(at, format.slice(5), timeZone) : String(Math.round(at));

/** All choices as an address has them: `var-job=node&var-instance=%24__all`. */
function allVariables({ variables }: Scope): string {
  const parts: string[] = [];
  for (const [name, { variable, chosen }] of variables) {
    if (variable.kind !== "constant" && chosen.values.length > 0) parts.push(queryParameters(`var-${name}`, chosen.values));
  }
  return parts.join("&");
}

/** The choice of an interval variable that goes by the range: kept as `$__auto`; older files have the variable's name in it. */
export const autoValue = "$__auto";
export const isAuto = (value: string): boolean =>
  value === "auto" || value === autoValue || value.startsWith("$__auto_interval_");

function autoInterval(name: string, { variables, range }: Scope): string | undefined {
  if (!name.startsWith("__auto_interval_")) return undefined;
  const scoped = variables.get(name.slice("__auto_interval_".length));
  return scoped?.variable.kind === "interval" ? autoIntervalOf(scoped.variable, range) : undefined;
}

export function autoIntervalOf(
  { autoCount, autoMin }: Extract<Variable, { kind: "interval" }>,
  { from, to }: AbsoluteRange,
): string {
  return intervalText(intervalFor(to - from, autoCount, parseInterval(autoMin) ?? 10_000));
}

/** `$__timeFilter(column)` of queries in SQL. */
export function fillTimeFilters(text: string, { range }: Scope): string {
  if (!text.includes("$__timeFilter(")) return text;
  const iso = (at: number) => dateText(at, "iso", "utc");
  return text.replace(
    /\$__timeFilter\(([^()]*)\)/g,
    (_, column: string) => `${column} BETWEEN '${iso(range.from)}' AND '${iso(range.to)}'`,
  );
}
