import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";

/** Two ends of a transport in memory; what one sends the other hears, a moment later. */
export function portPair(): { engine: Port<ToWindow, ToEngine>; window: Port<ToEngine, ToWindow> } {
  const engine: Port<ToWindow, ToEngine> = {
    send: (message) => queueMicrotask(() => window.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  const window: Port<ToEngine, ToWindow> = {
    send: (message) => queueMicrotask(() => engine.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  return { engine, window };
}
