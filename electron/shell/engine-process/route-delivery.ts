import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { Api } from "../../engine/api/api";

/**
 * Leads a window to a route. A window that was just opened for it does not listen yet, so the route waits until the first
 * one does.
 */
export function createRouteDelivery(api: Api) {
  let waiting: string | undefined;

  function tryToDeliver(): void {
    if (waiting === undefined || !api.hasListeners("navigation.open")) return;
    api.publish("navigation.open", { route: waiting });
    waiting = undefined;
  }

  return {
    deliver(route: string): void {
      waiting = route;
      tryToDeliver();
    },
    serve(port: Port<ToWindow, ToEngine>): void {
      api.serve(port);
      const receive = port.onMessage;
      port.onMessage = (message) => {
        receive?.(message);
        tryToDeliver();
      };
    },
  };
}
