// Why a query finds nothing: mostly because a metric has another name than it asks for. Loaded when a panel is empty, since it
// brings the parser.
import { metricNamesOf } from "#shared/promql/metric-names";
import { parsePromql } from "#shared/promql/parse";

/** What a metric's name may go on with where the series are: a histogram `x` has none that is called so. */
const endings = ["_bucket", "_sum", "_count", "_total"] as const;

/** So many names are looked for at once; an expression with more of them is no typing mistake. */
const mostNames = 8;

/** A sentence about the first metric that is not there, or undefined when all are. `namesLike` takes a matcher. */
export async function whyEmpty(expr: string, namesLike: (matcher: string) => Promise<readonly string[]>) {
  const names = metricNamesOf(parsePromql(expr).expr);
  if (names === "any" || names.size === 0 || names.size > mostNames) return undefined;
  const pattern = `(?:${[...names].map(escaped).join("|")})(?:${endings.join("|")})?`;
  const there = new Set(await namesLike(`{__name__=~${JSON.stringify(pattern)}}`));
  const missing = [...names].find((name) => !there.has(name));
  return missing === undefined ? undefined : sentenceAbout(missing, there);
}

function sentenceAbout(name: string, there: ReadonlySet<string>): string {
  const parts = endings.map((ending) => name + ending).filter((part) => there.has(part));
  if (there.has(`${name}_bucket`)) return `${name} is a histogram: what it counts is in ${listed(parts)}.`;
  if (there.has(`${name}_sum`)) return `${name} is a summary: what it counts is in ${listed(parts)}.`;
  if (parts.length > 0) return `There is no metric ${name}, but there is ${listed(parts)}.`;
  return `There is no metric ${name}.`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
