// Stands in for systemd's manager on a real, private D-Bus, for machines that systemd does not run: same name, paths, methods
// and types (org.freedesktop.systemd1(5)), units made up. It proves the talk over the bus, not what systemd says.
import { spawn } from "node:child_process";
import { createClient } from "dbus-native";
import { eventually } from "./eventually";

export interface StandInSystemd {
  /** Of the bus it is on. */
  address: string;
  /** From now on it hears questions and does not answer. */
  fallSilent(): void;
  /** Takes its name from the bus, as when systemd is not there. */
  leaveBus(): Promise<void>;
  stop(): void;
}

const name = "org.freedesktop.systemd1";
const manager = "/org/freedesktop/systemd1";

type Row = [string, string, string, string, string, string, string, number, string, string];
const unit = (id: string, active: string, path: string): Row => [
  id,
  `The unit ${id}`,
  "loaded",
  active,
  "sub",
  "",
  path,
  0,
  "",
  "/",
];

const units: Row[] = [
  unit("nginx.service", "failed", `${manager}/unit/nginx_2eservice`),
  unit('odd "name" ☂.service', "active", `${manager}/unit/odd`),
  unit("backup.timer", "active", `${manager}/unit/backup_2etimer`),
  unit("ssh.socket", "active", `${manager}/unit/ssh_2esocket`),
];

/** Of each object: the interface that has them, and each one's type and value. */
const properties: { path: string; of: string; values: Record<string, [type: string, value: unknown]> }[] = [
  { path: `${manager}/unit/nginx_2eservice`, of: "Service", values: { Type: ["s", "forking"] } },
  { path: `${manager}/unit/odd`, of: "Service", values: { Type: ["s", "simple"] } },
  { path: `${manager}/unit/backup_2etimer`, of: "Timer", values: { LastTriggerUSec: ["t", 1_700_000_000_500_000n] } },
  {
    path: `${manager}/unit/ssh_2esocket`,
    of: "Socket",
    values: { NAccepted: ["u", 7], NConnections: ["u", 2], NRefused: ["u", 0] },
  },
];

export async function startStandInSystemd(): Promise<StandInSystemd> {
  const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"], { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  daemon.stdout.on("data", (part) => {
    printed += part;
  });
  await eventually(() => printed.includes("\n") || undefined, "the bus prints its address");
  const address = printed.trim();

  const bus = createClient({ busAddress: address });
  bus.connection.on("error", () => undefined);
  let isSilent = false;
  const never = new Promise<never>(() => undefined);
  const registered = await bus.ownName(name);
  const facts = { Version: "257.9-1", Virtualization: "", SystemState: "running" };
  const managerObject = { ...facts, ListUnits: () => (isSilent ? never : units) };
  bus.exportInterface(managerObject, manager, {
    name: `${name}.Manager`,
    methods: { ListUnits: ["", "a(ssssssouso)", [], ["units"]] },
    properties: { Version: "s", Virtualization: "s", SystemState: "s" },
  });
  for (const { path, of, values } of properties) {
    bus.exportInterface(Object.fromEntries(Object.entries(values).map(([property, [, value]]) => [property, value])), path, {
      name: `${name}.${of}`,
      properties: Object.fromEntries(Object.entries(values).map(([property, [type]]) => [property, type])),
    });
  }
  return {
    address,
    fallSilent() {
      isSilent = true;
    },
    leaveBus: () => registered.release(),
    stop() {
      bus.connection.end();
      daemon.kill();
    },
  };
}
