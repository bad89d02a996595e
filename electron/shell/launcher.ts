import { app } from "electron";

/**
 * Tells `npm start`, where that is what started the app, that the user hears of everything from us now; before, it takes the
 * app's end for an Electron that does not run here. Ended by force, it takes the app along.
 */
export function takeCharge(): void {
  if (!process.connected || !process.send) return;
  process.send("in charge");
  process.once("disconnect", () => app.quit());
}
