// What a node of the tree says itself, and what it has from above.
import { routeDefaults } from "#shared/alerting/route";
import type { Route } from "#shared/model/routing";

export interface Effective {
  receiver: string;
  groupBy: readonly string[];
  groupWaitMs: number;
  groupIntervalMs: number;
  repeatIntervalMs: number;
}

/** What the root has where it says nothing itself. */
export const aboveRoot: Effective = { receiver: "", groupBy: [], ...routeDefaults };

/** What holds for a node, below a parent for which that holds. */
export const effectiveOf = (route: Route, parent: Effective): Effective => ({
  receiver: route.receiver ?? parent.receiver,
  groupBy: route.groupBy ?? parent.groupBy,
  groupWaitMs: route.groupWaitMs ?? parent.groupWaitMs,
  groupIntervalMs: route.groupIntervalMs ?? parent.groupIntervalMs,
  repeatIntervalMs: route.repeatIntervalMs ?? parent.repeatIntervalMs,
});

/** What holds for the parent of the node at that path. */
export function effectiveAbove(root: Route, path: readonly number[]): Effective {
  let effective = aboveRoot;
  let route: Route | undefined = root;
  for (const index of path) {
    if (!route) break;
    effective = effectiveOf(route, effective);
    route = route.routes[index];
  }
  return effective;
}
