import { ipcMain, MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from "electron";
import type { Milliseconds } from "#shared/units/time";
import { seconds } from "#shared/units/time";
import type { Log } from "../engine/log";
import { deathsInARow, deathsWorthTelling, restartDelay } from "../restart-delay";
import { isOurs } from "./app-origin";
import { portGiven, portWanted } from "./channels";
import type { FromEngineProcess, ToEngineProcess } from "./messages";

/** As the system's list of processes and the app's own metrics have it. */
export const engineName = "Watchdeck engine";

/** How long the engine may take to put its things away before it is killed. */
const farewell: Milliseconds = seconds(3);

export interface EngineHost {
  /** Starts the engine's process, and starts it again whenever it ends, until `close`. */
  start(first: Extract<ToEngineProcess, { t: "start" }>): void;
  /** Dropped while there is no engine: what must survive a restart lies in its data folder. */
  post(message: ToEngineProcess): void;
  onMessage(run: (message: FromEngineProcess) => void): void;
  /** Called whenever the engine ended without being asked to: what it said last may not hold any more. */
  onEnd(run: () => void): void;
  /** Called when the engine has died several times in a row, soon after its start each time. */
  onHopeless(run: () => void): void;
  close(): Promise<void>;
}

/** The engine in a process of its own, so that no query can freeze a window; windows get their ports to it here. */
export function setUpEngineHost({ entry, log }: { entry: string; log: Log }): EngineHost {
  let first: Extract<ToEngineProcess, { t: "start" }> | undefined;
  let engine: UtilityProcess | undefined;
  let isClosing = false;
  let deaths = 0;
  const windows = new Set<WebContents>();
  const listeners: ((message: FromEngineProcess) => void)[] = [];
  const hopeless: (() => void)[] = [];
  const ended: (() => void)[] = [];

  function spawn(): void {
    if (isClosing || !first) return;
    const startedAt = performance.now();
    const child = utilityProcess.fork(entry, [], { serviceName: engineName, stdio: "pipe" });
    engine = child;
    // What it prints is not for its own log: warnings of Node, and the last words of a crash.
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text: Buffer) => log.warn(`engine process: ${text.toString().trimEnd()}`));
    }
    child.on("message", (message: FromEngineProcess) => {
      for (const listener of listeners) listener(message);
    });
    child.on("exit", (code) => {
      if (engine === child) engine = undefined;
      if (isClosing) return;
      for (const run of ended) run();
      deaths = deathsInARow(deaths, performance.now() - startedAt);
      const delay = restartDelay(deaths);
      log.error(`the engine ended with code ${code}; starting it again in ${delay} ms (time ${deaths} in a row)`);
      if (deaths === deathsWorthTelling) for (const run of hopeless) run();
      setTimeout(spawn, delay);
    });
    child.postMessage(first);
    for (const window of windows) givePort(window);
  }

  function givePort(window: WebContents): void {
    if (!engine || window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.postMessage({ t: "window" } satisfies ToEngineProcess, [port1]);
    try {
      window.postMessage(portGiven, null, [port2]);
    } catch (error) {
      // Its page is just going (a crash, the end of the app); one that comes after it asks for a port itself.
      log.info(`a page was gone before it got its port: ${error}`);
    }
  }

  ipcMain.on(portWanted, (event) => {
    const frame = event.senderFrame;
    // The empty document that a window may begin with has no use for a port; our page asks again.
    if (frame?.url === "") return;
    if (!frame || frame !== event.sender.mainFrame || !isOurs(frame.url)) {
      log.warn(`refused a port to ${frame?.url.slice(0, 200) ?? "a frame that is gone"}`);
      return;
    }
    if (!windows.has(event.sender)) {
      windows.add(event.sender);
      event.sender.once("destroyed", () => windows.delete(event.sender));
    }
    givePort(event.sender);
  });

  return {
    start(message) {
      first = message;
      spawn();
    },
    post: (message) => engine?.postMessage(message),
    onMessage: (run) => listeners.push(run),
    onEnd: (run) => ended.push(run),
    onHopeless: (run) => hopeless.push(run),
    close() {
      isClosing = true;
      const last = engine;
      if (!last) return Promise.resolve();
      return new Promise((resolve) => {
        const impatience = setTimeout(() => {
          log.warn("the engine did not close in time and is killed");
          last.kill();
          resolve();
        }, farewell);
        last.on("exit", () => {
          clearTimeout(impatience);
          resolve();
        });
        last.postMessage({ t: "close" } satisfies ToEngineProcess);
      });
    },
  };
}
