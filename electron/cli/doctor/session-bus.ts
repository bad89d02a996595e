// What the desktop offers over D-Bus: asked with whichever tool is there, without starting a bus.
import type { System } from "./system";

export type BusName = { state: "there" } | { state: "missing" } | { state: "unknown"; why: string };

const queries: { program: string; args: string[][] }[] = [
  { program: "busctl", args: [["--user", "--no-pager", "list"]] },
  {
    program: "gdbus",
    args: ["ListNames", "ListActivatableNames"].map((method) => [
      "call",
      "--session",
      "--dest=org.freedesktop.DBus",
      "--object-path=/org/freedesktop/DBus",
      `--method=org.freedesktop.DBus.${method}`,
    ]),
  },
  {
    program: "dbus-send",
    args: ["ListNames", "ListActivatableNames"].map((method) => [
      "--session",
      "--print-reply",
      "--dest=org.freedesktop.DBus",
      "/org/freedesktop/DBus",
      `org.freedesktop.DBus.${method}`,
    ]),
  },
];

/** Looks a service up among the names that are owned and those that would be started when called. */
export async function findBusName(system: System, name: string): Promise<BusName> {
  const { env } = system;
  // Without an address the tools would start a bus of their own, which has nothing on it.
  const hasBus =
    Boolean(env.DBUS_SESSION_BUS_ADDRESS) ||
    (env.XDG_RUNTIME_DIR !== undefined && (await system.exists(`${env.XDG_RUNTIME_DIR}/bus`)));
  if (!hasBus) return { state: "unknown", why: "there is no D-Bus session here" };
  let isToolThere = false;
  for (const { program, args } of queries) {
    if (system.find(program) === undefined) continue;
    isToolThere = true;
    const answers = await Promise.all(args.map((each) => system.run(program, each)));
    if (answers.every((answer) => answer === undefined)) continue;
    const words = answers.join("\n").split(/[\s"',[\]()]+/);
    return { state: words.includes(name) ? "there" : "missing" };
  }
  return {
    state: "unknown",
    why: isToolThere ? "the D-Bus session did not answer" : "none of busctl, gdbus and dbus-send is installed",
  };
}
