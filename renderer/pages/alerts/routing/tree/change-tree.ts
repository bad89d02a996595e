// The tree of routes changed at one place. Nothing is changed in place: each gives a new root.
import type { Route } from "#shared/model/routing";

/** Which node: `[]` is the root, `[1, 0]` the first child of its second. */
export type Path = readonly number[];

export const pathKey = (path: Path): string => path.join(".");
export const isSamePath = (one: Path, other: Path): boolean => pathKey(one) === pathKey(other);
/** Whether a node is another one, or somewhere below it. */
export const isWithin = (path: Path, ancestor: Path): boolean => ancestor.every((index, depth) => path[depth] === index);

/** Takes all that comes to its parent, until somebody gives it matchers. */
export const newRoute: Route = { matchers: [], continue: false, muteTimeIntervals: [], activeTimeIntervals: [], routes: [] };

export function routeAt(root: Route, path: Path): Route | undefined {
  return path.reduce<Route | undefined>((route, index) => route?.routes[index], root);
}

/** The tree with one node changed. */
export function changeRoute(root: Route, path: Path, change: (route: Route) => Route): Route {
  const [index, ...rest] = path;
  if (index === undefined) return change(root);
  return { ...root, routes: root.routes.map((child, at) => (at === index ? changeRoute(child, rest, change) : child)) };
}

/** The tree with a new last child, and where that is. */
export function addChild(root: Route, parent: Path, child: Route): { root: Route; path: Path } {
  const at = routeAt(root, parent)?.routes.length ?? 0;
  return {
    root: changeRoute(root, parent, (route) => ({ ...route, routes: [...route.routes, child] })),
    path: [...parent, at],
  };
}

/** The tree with a copy of a node right behind it. */
export function duplicateRoute(root: Route, path: Path): { root: Route; path: Path } {
  const { parent, index } = placeOf(path);
  const copied = routeAt(root, path);
  if (!copied) return { root, path };
  return {
    root: changeRoute(root, parent, (route) => ({ ...route, routes: route.routes.toSpliced(index + 1, 0, copied) })),
    path: [...parent, index + 1],
  };
}

/** The tree without a node and all below it. The root stays. */
export function removeRoute(root: Route, path: Path): Route {
  if (path.length === 0) return root;
  const { parent, index } = placeOf(path);
  return changeRoute(root, parent, (route) => ({ ...route, routes: route.routes.toSpliced(index, 1) }));
}

/** Earlier or later among its siblings, which is the order in which they are asked; undefined where there is no further. */
export function moveRoute(root: Route, path: Path, by: -1 | 1): { root: Route; path: Path } | undefined {
  const { parent, index } = placeOf(path);
  const siblings = routeAt(root, parent)?.routes ?? [];
  const [moved, other] = [siblings[index], siblings[index + by]];
  if (path.length === 0 || !moved || !other) return undefined;
  const routes = siblings.with(index, other).with(index + by, moved);
  return { root: changeRoute(root, parent, (route) => ({ ...route, routes })), path: [...parent, index + by] };
}

/** Where the choice goes when a node is removed: to its next sibling, the one before, or its parent. */
export function besides(root: Route, path: Path): Path {
  const { parent, index } = placeOf(path);
  const count = routeAt(root, parent)?.routes.length ?? 0;
  if (count <= 1) return parent;
  return [...parent, index < count - 1 ? index : index - 1];
}

const placeOf = (path: Path) => ({ parent: path.slice(0, -1), index: path[path.length - 1] ?? 0 });

/** All nodes from the top down, each before its children. */
export function* walk(root: Route, path: Path = []): Generator<{ route: Route; path: Path }> {
  yield { route: root, path };
  for (const [index, child] of root.routes.entries()) yield* walk(child, [...path, index]);
}
