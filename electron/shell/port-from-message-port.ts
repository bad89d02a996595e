import type { MessagePortMain } from "electron";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";

/** The engine's end of a window's MessagePort. It holds back what arrives until `onMessage` is set. */
export function portFromMessagePort(channel: MessagePortMain): Port<ToWindow, ToEngine> {
  let receive: ((message: ToEngine) => void) | undefined;
  const port: Port<ToWindow, ToEngine> = {
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
    get onMessage() {
      return receive;
    },
    set onMessage(run) {
      receive = run;
      if (run) channel.start();
    },
    onClose: undefined,
  };
  channel.on("message", (event) => receive?.(event.data as ToEngine));
  channel.on("close", () => port.onClose?.());
  return port;
}
