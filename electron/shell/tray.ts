import { execFile } from "node:child_process";
import { nativeImage, Tray } from "electron";
import { type Milliseconds, seconds } from "#shared/units/time";

const askFor: Milliseconds = seconds(2);

/**
 * Whether an icon in the tray would be seen. On Linux a Tray can be made where no desktop draws it, and a window hidden into
 * such a one could not be got back: so the session bus is asked whether anybody takes care of status icons.
 */
export function hasTrayHost(): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(true);
  const question = [
    "--session",
    "--print-reply",
    "--dest=org.freedesktop.DBus",
    "/org/freedesktop/DBus",
    "org.freedesktop.DBus.NameHasOwner",
    "string:org.kde.StatusNotifierWatcher",
  ];
  return new Promise((resolve) => {
    // No dbus-send or no bus: then there is no tray that we could be sure of.
    execFile("dbus-send", question, { timeout: askFor }, (error, output) => resolve(!error && output.includes("boolean true")));
  });
}

/** The icon that stands for Watchdeck while its window is closed; undefined where nobody would draw it. */
export async function setUpTray({ icon, show }: { icon: string; show(): void }): Promise<Tray | undefined> {
  if (!(await hasTrayHost())) return undefined;
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.on("click", show);
  return tray;
}
