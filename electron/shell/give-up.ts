import { app, dialog } from "electron";
import { takeCharge } from "./launcher";

/** The start failed before there was a window to say so in: a data folder that cannot be written to, for one. */
export function giveUp(error: unknown): void {
  takeCharge();
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Watchdeck could not be started: ${reason}\n`);
  dialog.showErrorBox("Watchdeck could not be started", reason);
  app.exit(1);
}
