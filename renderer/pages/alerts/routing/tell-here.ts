// Whether this computer is told of anything at all. An alertmanager.yml knows nothing of it: who takes one over would hear no more.
import { nativeReceiver } from "#shared/contract/receivers";
import type { RoutingConfig } from "#shared/model/routing";
import { newRoute, walk } from "./tree/change-tree";

/** Whether any route tells on this computer. */
export const tellsHere = ({ route }: Pick<RoutingConfig, "route">): boolean =>
  [...walk(route)].some((node) => node.route.receiver === nativeReceiver);

/**
 * The same tree, with this computer told of everything as well. The old tree stands as a whole below a new root: put beside its own
 * routes, a route that takes everything would keep the old root from being asked.
 */
export function tellHereToo(config: RoutingConfig): RoutingConfig {
  const { route } = config;
  const here = { ...newRoute, receiver: nativeReceiver, continue: true };
  return { ...config, route: { ...route, routes: [here, { ...newRoute, routes: route.routes }] } };
}
