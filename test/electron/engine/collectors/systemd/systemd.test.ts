import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import type { SystemBus } from "../../../../../electron/engine/collectors/systemd/system-bus";
import { createSystemBus } from "../../../../../electron/engine/collectors/systemd/system-bus";
import { createSystemd, parseUnits } from "../../../../../electron/engine/collectors/systemd/systemd";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

/** A row as ListUnits has it. */
const unit = (name: string, activeState: string, loadState = "loaded") => [
  name,
  "words",
  loadState,
  activeState,
  "sub",
  "",
  `/unit/${name}`,
  0,
  "",
  "/",
];

/** A bus that answers from tables; a property that is not in them is one this systemd does not know. */
function fakeBus({ units = [] as unknown, properties = {} as Record<string, unknown> }): SystemBus & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    call: async () => units,
    async property({ path }, name) {
      const key = path.startsWith("/unit/") ? `${path.slice(6)} ${name}` : name;
      asked.push(key);
      if (key in properties) return properties[key];
      throw Object.assign(new Error("Unknown property"), { dbusName: "org.freedesktop.DBus.Error.UnknownProperty" });
    },
    close: () => undefined,
  };
}

const facts = { Version: "252.39-1~deb12u2", Virtualization: "kvm", SystemState: "degraded" };

test("units, their summary, timers and sockets get the names that node_exporter gives them", async () => {
  const bus = fakeBus({
    units: [
      unit("nginx.service", "failed"),
      unit("backup.timer", "active"),
      unit("ssh.socket", "active"),
      unit("-.mount", "active"),
      unit("gone.service", "inactive", "not-found"),
      unit("odd.target", "maintenance"),
    ],
    properties: {
      ...facts,
      "nginx.service Type": "forking",
      "backup.timer LastTriggerUSec": 1_700_000_000_500_000,
      "ssh.socket NAccepted": 7,
      "ssh.socket NConnections": 2,
    },
  });
  const states = (name: string, type: string, active: string) =>
    ["active", "activating", "deactivating", "inactive", "failed"].map(
      (state) => `node_systemd_unit_state{name="${name}", state="${state}", type="${type}"} ${state === active ? 1 : 0}`,
    );
  expect(linesOf(await collectOnce(createSystemd(bus), createFakeHost()))).toEqual([
    'node_systemd_version{version="252.39-1~deb12u2"} 252.39',
    'node_systemd_virtualization_info{virtualization_type="kvm"} 1',
    "node_systemd_system_running 0",
    'node_systemd_units{state="active"} 3',
    'node_systemd_units{state="activating"} 0',
    'node_systemd_units{state="deactivating"} 0',
    'node_systemd_units{state="inactive"} 1',
    'node_systemd_units{state="failed"} 1',
    'node_systemd_units{state="maintenance"} 1',
    ...states("nginx.service", "forking", "failed"),
    ...states("backup.timer", "", "active"),
    'node_systemd_timer_last_trigger_seconds{name="backup.timer"} 1700000000.5',
    ...states("ssh.socket", "", "active"),
    'node_systemd_socket_accepted_connections_total{name="ssh.socket"} 7',
    'node_systemd_socket_current_connections{name="ssh.socket"} 2',
    ...states("odd.target", "", "maintenance"),
  ]);
});

test("what never changes about a unit is asked once", async () => {
  const bus = fakeBus({ units: [unit("a.service", "active")], properties: { ...facts, "a.service Type": "simple" } });
  const systemd = createSystemd(bus);
  await collectOnce(systemd, createFakeHost());
  bus.asked.length = 0;
  await collectOnce(systemd, createFakeHost());
  expect(bus.asked).toEqual(["SystemState"]);
});

test.each([
  { name: "no list", answer: "no", expected: "systemd's answer to ListUnits is no list" },
  { name: "rows that are no rows, or too short", answer: [1, null, ["a.service"], unit("b.service", "active")], expected: 1 },
])("an answer with $name", ({ answer, expected }) => {
  if (typeof expected === "string") expect(() => parseUnits(answer)).toThrow(expected);
  else expect(parseUnits(answer)).toHaveLength(expected);
});

test("a machine without the bus has no data, and says so", async () => {
  const systemd = createSystemd(createSystemBus("unix:path=/no/such/bus"));
  await expect(collectOnce(systemd, createFakeHost())).rejects.toEqual(new NoData("this machine has no system D-Bus"));
});
