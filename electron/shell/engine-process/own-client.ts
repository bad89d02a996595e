import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { Api } from "../../engine/api/api";

/** A client of the engine in its own process, which asks and listens as a window does. */
export function openOwnClient(api: Api): Bridge {
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
  return bridge;
}
