// What is wrong with a config that is being edited, by the place where it shows.
import { checkRouting, inhibitsEverything } from "#shared/alerting/check-routing";
import type { Route, RoutingConfig } from "#shared/model/routing";
import { type Path, pathKey, walk } from "./tree/change-tree";

export interface Problem {
  /** A warning does not keep it from being saved. */
  severity: "error" | "warning";
  say: string;
}

export interface ProblemsByPlace {
  /** By the key of the path. */
  routes: ReadonlyMap<string, readonly Problem[]>;
  /** By their place in the list. */
  intervals: ReadonlyMap<number, readonly Problem[]>;
  inhibitRules: ReadonlyMap<number, readonly Problem[]>;
  errors: number;
}

const none: readonly Problem[] = [];

/** `hasReceiver`: whether there is one of that name. */
export function findProblems(config: RoutingConfig, hasReceiver: (name: string) => boolean): ProblemsByPlace {
  const routes = new Map<string, Problem[]>();
  const intervals = new Map<number, Problem[]>();
  const inhibitRules = new Map<number, Problem[]>();
  const mistakes = checkRouting(config, hasReceiver);
  for (const { path, interval, inhibitRule, say } of mistakes) {
    const problem: Problem = { severity: "error", say };
    if (path) push(routes, pathKey(path), problem);
    else if (interval !== undefined) push(intervals, interval, problem);
    else if (inhibitRule !== undefined) push(inhibitRules, inhibitRule, problem);
  }
  for (const { path, route } of walk(config.route)) {
    for (const [index, say] of unreached(route)) push(routes, pathKey([...path, index]), { severity: "warning", say });
  }
  for (const [index, rule] of config.inhibitRules.entries()) {
    if (inhibitsEverything(rule)) push(inhibitRules, index, { severity: "warning", say: holdsBackAll });
  }
  return { routes, intervals, inhibitRules, errors: mistakes.length };
}

const holdsBackAll = "While its source fires, this holds back every other alert there is.";

export const problemsAt = ({ routes }: ProblemsByPlace, path: Path): readonly Problem[] => routes.get(pathKey(path)) ?? none;

/** The children that no alert gets to: one before them takes everything and lets nothing on. */
function unreached({ routes }: Route): [number, string][] {
  const taker = routes.findIndex((child) => child.matchers.length === 0 && !child.continue);
  if (taker < 0) return [];
  return routes
    .slice(taker + 1)
    .map((_, index) => [taker + 1 + index, "No alert gets here: the route above that takes everything does not go on."]);
}

function push<Key>(map: Map<Key, Problem[]>, key: Key, problem: Problem): void {
  map.set(key, [...(map.get(key) ?? []), problem]);
}
