// Routes, matchers and what they decide, in words.
import { formatDuration } from "../format/duration";
import type { Labels } from "../model/labels";
import type { Matcher } from "../model/matcher";
import type { Route } from "../model/routing";
import { compileMatcher, labelOf, operatorOf } from "./matchers";
import type { ResolvedRoute } from "./route";

const operatorWords = { "=": "is", "!=": "is not", "=~": "fits", "!~": "does not fit" } as const;

/** `severity is "critical" and team fits "web|db"`. */
export function describeMatchers(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return "everything";
  return matchers
    .map((matcher) => `${matcher.name} ${operatorWords[operatorOf(matcher)]} ${JSON.stringify(matcher.value)}`)
    .join(" and ");
}

/** A route as one line: what comes here, and who hears of it. */
export function describeRoute(route: Route, isRoot = false): string {
  const what = isRoot ? "everything else" : describeMatchers(route.matchers);
  return route.receiver === undefined ? what : `${what} → ${route.receiver}`;
}

/** How a group of a route is told: `first after 10s, news every 1m, again after 4h`. */
export const describeTimings = (route: Pick<ResolvedRoute, "groupWaitMs" | "groupIntervalMs" | "repeatIntervalMs">): string =>
  `first after ${formatDuration(route.groupWaitMs)}, news every ${formatDuration(route.groupIntervalMs)}, again after ${formatDuration(route.repeatIntervalMs)}`;

/** What alerts are put together: `one message for each alertname and cluster`. */
export function describeGroupBy(groupBy: readonly string[] | "all"): string {
  if (groupBy === "all") return "each alert by itself";
  if (groupBy.length === 0) return "all together";
  return `together by ${joinWords(groupBy)}`;
}

/** Why a label set gets into a route: `severity is "critical"`. */
export function sayMatched(matchers: readonly Matcher[], labels: Labels): string {
  if (matchers.length === 0) return "it takes everything";
  return joinWords(matchers.map((matcher) => sayHolds(matcher, labels)));
}

/** Why it does not, by the first matcher that does not hold. */
export function sayNotMatched(matchers: readonly Matcher[], labels: Labels): string {
  const broken = matchers.find((matcher) => !compileMatcher(matcher)(labelOf(labels, matcher.name)));
  return broken ? sayBroken(broken, labels) : "";
}

function sayHolds({ name, value, isRegex, isEqual }: Matcher, labels: Labels): string {
  const has = sayValue(name, labels);
  if (isEqual && !isRegex) return has;
  return `${has}, which ${operatorWords[operatorOf({ isRegex, isEqual })]} ${JSON.stringify(value)}`;
}

function sayBroken({ name, value, isRegex, isEqual }: Matcher, labels: Labels): string {
  const has = sayValue(name, labels);
  if (!isRegex) return isEqual ? `${has}, not ${JSON.stringify(value)}` : `${has}, and it must not be`;
  return isEqual ? `${has}, which does not fit ${JSON.stringify(value)}` : `${has}, and must not fit ${JSON.stringify(value)}`;
}

function sayValue(name: string, labels: Labels): string {
  const value = labelOf(labels, name);
  return value === "" ? `it has no label ${name}` : `${name} is ${JSON.stringify(value)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
