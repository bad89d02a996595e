// The tree of routes as it works: what each node inherits is filled in, its matchers are compiled. Which nodes an alert ends
// at, and as part of which group. https://prometheus.io/docs/alerting/latest/configuration/#route
import type { Labels } from "../model/labels";
import type { Matcher } from "../model/matcher";
import type { Route, RoutingConfig } from "../model/routing";
import { quote } from "../promql/go-text";
import { hours, type Milliseconds, minutes, seconds } from "../units/time";
import { compareMatchers, compileMatchers, formatMatchers, labelOf } from "./matchers";

/** What the root has where it says nothing, as in Alertmanager. */
export const routeDefaults = { groupWaitMs: seconds(30), groupIntervalMs: minutes(5), repeatIntervalMs: hours(4) };

/**
 * Labels that an alert has only while it is routed: where it comes from, and who evaluates it. They can be matched and named in
 * `groupBy`; they are no part of `...` and are never sent.
 */
export const sourceLabel = "__source__";
export const originLabel = "__origin__";
export const isPseudoLabel = (name: string): boolean => name === sourceLabel || name === originLabel;

export interface ResolvedRoute {
  /** `[]` is the root, `[1, 0]` the first child of its second. */
  path: readonly number[];
  /** `{}/{team="db"}`: the matchers on the way to it. Two siblings may have the same. */
  key: string;
  receiver: string;
  /** `all`: every label, each alert its own group. */
  groupBy: readonly string[] | "all";
  groupWaitMs: Milliseconds;
  groupIntervalMs: Milliseconds;
  repeatIntervalMs: Milliseconds;
  matchers: readonly Matcher[];
  matches(labels: Labels): boolean;
  continue: boolean;
  muteTimeIntervals: readonly string[];
  activeTimeIntervals: readonly string[];
  routes: readonly ResolvedRoute[];
}

/** Throws a plain Error where a regular expression is wrong; `checkRouting` tells of it in words. */
export function resolveRoutes(route: Route): ResolvedRoute {
  const root = { receiver: "", groupBy: [], ...routeDefaults };
  return resolve(route, [], "", root);
}

type Inherited = Pick<ResolvedRoute, "receiver" | "groupBy" | "groupWaitMs" | "groupIntervalMs" | "repeatIntervalMs">;

function resolve(route: Route, path: readonly number[], parentKey: string, parent: Inherited): ResolvedRoute {
  const matchers = route.matchers.toSorted(compareMatchers);
  const key = (path.length === 0 ? "" : `${parentKey}/`) + formatMatchers(matchers);
  const own: Inherited = {
    receiver: route.receiver ?? parent.receiver,
    groupBy: route.groupBy === undefined ? parent.groupBy : route.groupBy.includes("...") ? "all" : route.groupBy.toSorted(),
    groupWaitMs: route.groupWaitMs ?? parent.groupWaitMs,
    groupIntervalMs: route.groupIntervalMs ?? parent.groupIntervalMs,
    repeatIntervalMs: route.repeatIntervalMs ?? parent.repeatIntervalMs,
  };
  return {
    ...own,
    path,
    key,
    matchers,
    matches: compileMatchers(matchers),
    continue: route.continue,
    muteTimeIntervals: route.muteTimeIntervals,
    activeTimeIntervals: route.activeTimeIntervals,
    routes: route.routes.map((child, index) => resolve(child, [...path, index], key, own)),
  };
}

/** The nodes that an alert ends at, in the order in which they are asked. At least one: the root takes what nobody else does. */
export function endsOf(root: ResolvedRoute, labels: Labels): ResolvedRoute[] {
  const ends: ResolvedRoute[] = [];
  visit(root);
  return ends;

  function visit(route: ResolvedRoute): void {
    const before = ends.length;
    for (const child of route.routes) {
      if (!child.matches(labels)) continue;
      visit(child);
      if (!child.continue) break;
    }
    if (ends.length === before) ends.push(route);
  }
}

/** The same for a tree as it is kept. For one label set; for many, resolve it once. */
export const findEnds = (config: RoutingConfig, labels: Labels): ResolvedRoute[] => endsOf(resolveRoutes(config.route), labels);

/** The labels that name the group, of those that the alert has. */
export function groupLabelsOf({ groupBy }: Pick<ResolvedRoute, "groupBy">, labels: Labels): Labels {
  const names = groupBy === "all" ? Object.keys(labels).filter((name) => !isPseudoLabel(name)) : groupBy;
  const pairs: [string, string][] = [];
  for (const name of names) if (Object.hasOwn(labels, name)) pairs.push([name, labels[name] ?? ""]);
  return Object.fromEntries(pairs);
}

/** `{}/{team="db"}:{alertname="DiskFull"}`, as Alertmanager writes it. */
export function groupKeyOf({ key }: Pick<ResolvedRoute, "key">, groupLabels: Labels): string {
  const pairs = Object.keys(groupLabels)
    .sort()
    .map((name) => `${name}=${quote(labelOf(groupLabels, name))}`);
  return `${key}:{${pairs.join(", ")}}`;
}

export function withoutPseudoLabels(labels: Labels): Labels {
  if (!Object.hasOwn(labels, sourceLabel) && !Object.hasOwn(labels, originLabel)) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !isPseudoLabel(name)));
}

/** How many routes name a receiver themselves. */
export function countUses(route: Route, receiver: string): number {
  return route.routes.reduce((sum, child) => sum + countUses(child, receiver), route.receiver === receiver ? 1 : 0);
}

/** The tree with a receiver's new name. */
export const renameReceiver = (route: Route, was: string, name: string): Route => ({
  ...route,
  ...(route.receiver === was && { receiver: name }),
  routes: route.routes.map((child) => renameReceiver(child, was, name)),
});
