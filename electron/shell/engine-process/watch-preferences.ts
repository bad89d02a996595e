import { createClient } from "#shared/contract/client";
import type { Preferences } from "#shared/contract/settings";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { Api } from "../../engine/api/api";

/** Tells the preferences now and at each change, by listening as a window does. */
export function watchPreferences(api: Api, onPreferences: (preferences: Preferences) => void): void {
  const ours: Port<ToEngine, ToWindow> = {
    send: (message) => theirs.onMessage?.(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  const theirs: Port<ToWindow, ToEngine> = {
    send: (message) => ours.onMessage?.(message),
    close() {},
    onMessage: undefined,
    onClose: undefined,
  };
  api.serve(theirs);
  const { bridge, attach } = createClient();
  attach(ours);
  bridge.listen("settings.changed", onPreferences);
  void bridge.call("settings.get", {}).reply.then((reply) => {
    if (reply.ok) onPreferences(reply.value);
  });
}
