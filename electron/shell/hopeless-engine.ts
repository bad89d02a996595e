import { app, dialog, shell } from "electron";
import type { EngineHost } from "./engine-host";

/** Says once, in a window of the system's, that the engine keeps dying: the page can then show nothing but "connecting". */
export function setUpHopelessEngine(host: EngineHost, logFolder: string): void {
  const quitting = new AbortController();
  // An open message would keep the app from ending.
  app.once("before-quit", () => quitting.abort());
  host.onHopeless(async () => {
    const { response } = await dialog.showMessageBox({
      type: "error",
      message: "Watchdeck's engine ends each time it is started.",
      detail: `The reason is at the end of engine.log and main.log in ${logFolder}. Watchdeck goes on trying.`,
      buttons: ["Open the log folder", "Go on", "Quit"],
      defaultId: 0,
      cancelId: 1,
      signal: quitting.signal,
    });
    if (response === 0) await shell.openPath(logFolder);
    if (response === 2) app.quit();
  });
}
