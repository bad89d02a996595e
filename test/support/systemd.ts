// The systemd that runs this machine. It is only asked, never started: a second one beside the machine's own manages the same
// control groups, and takes the machine down with it.
import { existsSync } from "node:fs";

const standardBus = "/var/run/dbus/system_bus_socket";

/** Address of the bus it is on. */
export const systemdBus = `unix:path=${standardBus}`;

/** What the machine lacks; empty when nothing. */
export const missingForSystemd = (): string[] =>
  existsSync("/run/systemd/system") && existsSync(standardBus) ? [] : ["a machine that systemd runs"];
