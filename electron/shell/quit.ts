import { app } from "electron";
import type { EngineHost } from "./engine-host";

/** Ends in order: windows, then the engine, then the app. `isQuitting` tells the window that closing means closing now. */
export function setUpQuit(host: EngineHost, staysWithoutWindows: () => boolean): { isQuitting(): boolean } {
  let isQuitting = false;
  let isEngineClosed = false;
  app.on("before-quit", () => {
    isQuitting = true;
  });
  app.on("window-all-closed", () => {
    // On macOS an app stays in the Dock without windows, as every other one does.
    if (process.platform !== "darwin" && !staysWithoutWindows()) app.quit();
  });
  app.on("will-quit", (event) => {
    if (isEngineClosed) return;
    event.preventDefault();
    void host.close().finally(() => {
      isEngineClosed = true;
      // Not within this event (the engine may be down already): Electron would take the wish for the one just refused.
      setImmediate(() => app.quit());
    });
  });
  return { isQuitting: () => isQuitting };
}
