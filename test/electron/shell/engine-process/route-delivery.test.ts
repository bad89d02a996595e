import { expect, test } from "vitest";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { createApi } from "../../../../electron/engine/api/api";
import { createLog } from "../../../../electron/engine/log";
import { createRouteDelivery } from "../../../../electron/shell/engine-process/route-delivery";

const quiet = createLog(() => {});

function windowOn(delivery: ReturnType<typeof createRouteDelivery>) {
  const heard: ToWindow[] = [];
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => heard.push(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  delivery.serve(port);
  return { heard, say: (message: ToEngine) => port.onMessage?.(message) };
}

const goTo = (route: string): ToWindow => ({ t: "event", name: "navigation.open", value: { route } });

test("a window that listens is led at once", () => {
  const delivery = createRouteDelivery(createApi(quiet));
  const window = windowOn(delivery);
  window.say({ t: "listen", name: "navigation.open" });
  delivery.deliver("/alerts/1");
  expect(window.heard).toEqual([goTo("/alerts/1")]);
});

test("a route waits for a window that is only opened for it, and is followed once", () => {
  const delivery = createRouteDelivery(createApi(quiet));
  delivery.deliver("/alerts/1");
  delivery.deliver("/alerts/2");
  const window = windowOn(delivery);
  window.say({ t: "listen", name: "engine.status" });
  expect(window.heard).toEqual([]);
  window.say({ t: "listen", name: "navigation.open" });
  window.say({ t: "listen", name: "alerts.changed" });
  expect(window.heard).toEqual([goTo("/alerts/2")]);
});
