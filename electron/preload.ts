// Runs in the window's isolated world: holds the port to the engine and shows the page only `window.bridge`, plain functions
// that pass on names found in the contract and nothing else.
import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import { isCallName, isEventName, isStreamName } from "#shared/contract/index";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import type { Failure } from "#shared/model/failure";
import { portGiven, portWanted } from "./shell/channels";

const { bridge, attach } = createClient();

ipcRenderer.on(portGiven, (event) => {
  const channel = event.ports[0] as WindowPort | undefined;
  if (channel) attach(portOf(channel));
});
ipcRenderer.send(portWanted);

/** What is used of a DOM MessagePort; electron/ is checked without the DOM's types. */
interface WindowPort {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  addEventListener(name: "close", run: () => void): void;
}

function portOf(channel: WindowPort): Port<ToEngine, ToWindow> {
  const port: Port<ToEngine, ToWindow> = {
    send: (message) => channel.postMessage(message),
    close: () => channel.close(),
    onMessage: undefined,
    onClose: undefined,
  };
  channel.onmessage = (event) => port.onMessage?.(event.data as ToWindow);
  // The engine's process died; a fresh port follows.
  channel.addEventListener("close", () => port.onClose?.());
  return port;
}

const unknown = (what: string): Failure => ({ kind: "bad-request", say: `There is no such ${what}.`, retry: false });

const exposed: Bridge = {
  call: (name, input) =>
    isCallName(name)
      ? bridge.call(name, input)
      : { reply: Promise.resolve({ ok: false, failure: unknown("call") }), cancel() {} },
  listen: (name, onValue) => (isEventName(name) ? bridge.listen(name, onValue) : () => {}),
  open(name, input, credit, onFrame, onEnd) {
    if (isStreamName(name)) return bridge.open(name, input, credit, onFrame, onEnd);
    void Promise.resolve().then(() => onEnd(unknown("stream")));
    return { grant() {}, close() {} };
  },
  onLink: (onState) => bridge.onLink(onState),
};

contextBridge.exposeInMainWorld("bridge", exposed);
