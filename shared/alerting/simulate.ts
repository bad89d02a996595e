// Where an alert of some labels would go, node by node and with the reason at each.

import type { Muted } from "../model/alert";
import type { Labels } from "../model/labels";
import type { RoutingConfig } from "../model/routing";
import type { EpochMs } from "../units/time";
import { intervalMuting } from "./interval-muting";
import { endsOf, groupKeyOf, groupLabelsOf, type ResolvedRoute, resolveRoutes, withoutPseudoLabels } from "./route";
import { sayMatched, sayNotMatched } from "./routing-words";

export interface RouteStep {
  path: number[];
  matched: boolean;
  say: string;
}

export interface RouteEnd {
  path: number[];
  receiver: string;
  groupLabels: Labels;
  groupKey: string;
  groupWaitMs: number;
  groupIntervalMs: number;
  repeatIntervalMs: number;
  /** By the route's time intervals: silences and inhibition are for the engine to say. */
  muted?: Muted | undefined;
}

/** Throws a plain Error where a regular expression of the tree is wrong. */
export function simulate(config: RoutingConfig, labels: Labels, at: EpochMs): { steps: RouteStep[]; ends: RouteEnd[] } {
  const root = resolveRoutes(config.route);
  const ends = endsOf(root, labels);
  const steps: RouteStep[] = [];
  ask(root);
  return { steps, ends: ends.map((route) => endOf(route, config, labels, at)) };

  function ask(route: ResolvedRoute): void {
    const path = [...route.path];
    const isRoot = path.length === 0;
    if (!isRoot && !route.matches(labels)) {
      steps.push({ path, matched: false, say: sayNotMatched(route.matchers, labels) });
      return;
    }
    const why = isRoot ? "every alert begins here" : sayMatched(route.matchers, labels);
    steps.push({ path, matched: true, say: `${why}${whatNext(route, ends)}` });
    for (const child of route.routes) {
      ask(child);
      if (child.matches(labels) && !child.continue) break;
    }
  }
}

/** What being here means: it stays, or one of the children takes it. */
function whatNext(route: ResolvedRoute, ends: readonly ResolvedRoute[]): string {
  const goesOn = route.continue && route.path.length > 0 ? "; the routes after it are asked too" : "";
  if (!ends.includes(route)) return route.path.length === 0 ? goesOn : `; its own routes take it${goesOn}`;
  const nobody = route.routes.length > 0 ? "none of its own routes takes it, so " : "";
  const receiver = JSON.stringify(route.receiver);
  return `; ${nobody}it goes to ${receiver}${goesOn}`;
}

function endOf(route: ResolvedRoute, config: RoutingConfig, labels: Labels, at: EpochMs): RouteEnd {
  const groupLabels = groupLabelsOf(route, labels);
  return {
    path: [...route.path],
    receiver: route.receiver,
    groupLabels: withoutPseudoLabels(groupLabels),
    groupKey: groupKeyOf(route, groupLabels),
    groupWaitMs: route.groupWaitMs,
    groupIntervalMs: route.groupIntervalMs,
    repeatIntervalMs: route.repeatIntervalMs,
    muted: intervalMuting(route, config.timeIntervals, at),
  };
}
