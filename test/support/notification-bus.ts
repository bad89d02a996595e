// A private D-Bus session with a real notification daemon (dunst) on it and a monitor that hears every call. Programs
// started with `env` raise their notifications here and nowhere else.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually";
import { isOnPath } from "./programs";

/** One call of org.freedesktop.Notifications.Notify, as the bus saw it. */
export interface NotifyCall {
  app: string;
  /** The id of the notification that this one takes the place of; 0: a new one. */
  replaces: number;
  summary: string;
  body: string;
  /** The freedesktop hint: 0 low, 1 normal, 2 critical. */
  urgency: number | undefined;
}

export interface NotificationBus {
  env: NodeJS.ProcessEnv;
  /** All calls so far, oldest first. */
  calls(): NotifyCall[];
  /** How often a notice was taken away. */
  closings(): number;
  /** Clicks the newest notice that is on the screen (its default action). */
  clickNewest(): void;
  /** Chooses what one of the buttons of the notices on the screen says. */
  choose(button: string): void;
  /** The user asks the daemon for quiet, or ends that. */
  setPaused(isPaused: boolean): void;
  /** The user closes all that is on the screen. */
  closeAll(): void;
  /** Notices on the screen now. */
  displayed(): number;
  stop(): void;
}

/** What the machine lacks for a private bus, by name; empty when nothing. */
export const missingForNotificationBus = () =>
  ["dbus-daemon", "dbus-monitor", "dunst", "dunstctl"].filter((name) => !isOnPath(name));

export async function startNotificationBus(base: NodeJS.ProcessEnv = process.env): Promise<NotificationBus> {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bus-"));
  const started: ChildProcess[] = [];
  const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: base,
  });
  started.push(daemon);
  let address = "";
  daemon.stdout.on("data", (part) => {
    address += part;
  });
  await eventually(() => address.includes("\n") || undefined, "the bus prints its address");
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address.trim() };

  let heard = "";
  const monitor = spawn(
    "dbus-monitor",
    ["--address", address.trim(), "type='method_call',interface='org.freedesktop.Notifications'"],
    {
      stdio: ["ignore", "pipe", "ignore"],
      env,
    },
  );
  started.push(monitor);
  monitor.stdout.on("data", (part) => {
    heard += part;
  });

  const config = join(folder, "dunstrc");
  // dunst shows the buttons of notices in the menu of another program, which prints the line that was chosen.
  const menu = join(folder, "menu");
  const wanted = join(folder, "wanted");
  writeFileSync(menu, `#!/bin/sh\ngrep -m 1 -F -f ${wanted}\n`, { mode: 0o700 });
  writeFileSync(
    config,
    `[global]\n  monitor = 0\n  idle_threshold = 0\n  dmenu = ${menu}\n[urgency_low]\n  timeout = 0\n[urgency_normal]\n  timeout = 0\n`,
  );
  started.push(spawn("dunst", ["-config", config], { stdio: "ignore", env }));
  await eventually(() => {
    const owner = spawnSync(
      "dbus-send",
      [
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/",
        "org.freedesktop.DBus.NameHasOwner",
        "string:org.freedesktop.Notifications",
      ],
      { env, encoding: "utf8" },
    );
    return owner.stdout.includes("boolean true") || undefined;
  }, "dunst owns its name on the bus");

  return {
    env,
    calls: () => parseNotifyCalls(heard),
    closings: () => heard.split(/^(?=method call )/m).filter((call) => call.includes("member=CloseNotification")).length,
    choose(button) {
      writeFileSync(wanted, button);
      spawnSync("dunstctl", ["context"], { env });
    },
    setPaused: (isPaused) => void spawnSync("dunstctl", ["set-paused", String(isPaused)], { env }),
    closeAll: () => void spawnSync("dunstctl", ["close-all"], { env }),
    displayed: () => Number(spawnSync("dunstctl", ["count", "displayed"], { env, encoding: "utf8" }).stdout),
    clickNewest: () => void spawnSync("dunstctl", ["action", "0"], { env }),
    stop() {
      for (const child of started.reverse()) child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads dbus-monitor's text: a header line per message, then its arguments, those of the call itself three spaces deep. */
export function parseNotifyCalls(text: string): NotifyCall[] {
  const messages = text.split(/^(?=(?:method call|signal|method return|error) )/m);
  return messages
    .filter((message) => message.startsWith("method call") && message.includes("member=Notify") && isWhole(message))
    .map(parseNotifyCall);
}

/** The text comes in pieces; the last argument of a call is how long the notice is to stay. */
const isWhole = (message: string): boolean => /^ {3}int32 -?\d+\n/m.test(message);

function parseNotifyCall(message: string): NotifyCall {
  // A string may hold line feeds, so it ends at the quote that the next argument's line follows.
  const strings = [...message.matchAll(/^ {3}string "([\s\S]*?)"\n(?= {3}\w)/gm)].map((match) => match[1] ?? "");
  const [app = "", , summary = "", body = ""] = strings;
  return {
    app,
    replaces: Number(/^ {3}uint32 (\d+)/m.exec(message)?.[1] ?? 0),
    summary,
    body,
    urgency: numberOrUndefined(/string "urgency"\s+variant\s+byte (\d+)/.exec(message)?.[1]),
  };
}

const numberOrUndefined = (text: string | undefined) => (text === undefined ? undefined : Number(text));
