import { app, shell, type WebContents } from "electron";
import type { Log } from "../engine/log";
import { destinationOf } from "./destination";

/** Holds for every page there will ever be, whoever creates it: no foreign page in our windows, no windows from pages. */
export function setUpNavigation(log: Log): void {
  function sendAway(address: string): void {
    if (destinationOf(address) === "browser") {
      shell.openExternal(address).catch((error: unknown) => log.warn(`the browser could not be opened for ${address}`, error));
    } else log.warn(`refused to open ${address.slice(0, 200)}`);
  }

  app.on("web-contents-created", (_event, contents: WebContents) => {
    contents.on("will-navigate", (event) => {
      // Only a reload of the page itself stays here.
      if (event.isMainFrame && destinationOf(event.url) === "here") return;
      event.preventDefault();
      if (event.isMainFrame) sendAway(event.url);
    });
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (destinationOf(url) !== "here") sendAway(url);
      return { action: "deny" };
    });
  });
}
