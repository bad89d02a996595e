// How systemd is asked: over a real D-Bus, with a stand-in at the other end.
import { afterEach, beforeEach, expect, test } from "vitest";
import { NoData } from "../../electron/engine/collectors/collector";
import { createSystemBus } from "../../electron/engine/collectors/systemd/system-bus";
import { createSystemd } from "../../electron/engine/collectors/systemd/systemd";
import { collectOnce, linesOf } from "../support/collect";
import { createFakeHost } from "../support/fake-host";
import { isOnPath } from "../support/programs";
import { type StandInSystemd, startStandInSystemd } from "../support/stand-in-systemd";
import { suite } from "../support/suite";

suite("systemd over a real D-Bus", isOnPath("dbus-daemon") ? [] : ["dbus-daemon"], () => {
  let systemd: StandInSystemd;
  let collector: ReturnType<typeof createSystemd>;

  beforeEach(async () => {
    systemd = await startStandInSystemd();
    collector = createSystemd(createSystemBus(systemd.address));
  });
  afterEach(() => {
    collector.close?.();
    systemd.stop();
  });

  test("its units, times and counts come through the bus as they are, names with quotes and signs too", async () => {
    const lines = linesOf(await collectOnce(collector, createFakeHost()));
    expect(lines.filter((line) => line.endsWith(" 1") || !line.includes("unit_state"))).toEqual([
      'node_systemd_version{version="257.9-1"} 257.9',
      'node_systemd_virtualization_info{virtualization_type="none"} 1',
      "node_systemd_system_running 1",
      'node_systemd_units{state="active"} 3',
      'node_systemd_units{state="activating"} 0',
      'node_systemd_units{state="deactivating"} 0',
      'node_systemd_units{state="inactive"} 0',
      'node_systemd_units{state="failed"} 1',
      'node_systemd_unit_state{name="nginx.service", state="failed", type="forking"} 1',
      'node_systemd_unit_state{name="odd \\"name\\" ☂.service", state="active", type="simple"} 1',
      'node_systemd_unit_state{name="backup.timer", state="active", type=""} 1',
      'node_systemd_timer_last_trigger_seconds{name="backup.timer"} 1700000000.5',
      'node_systemd_unit_state{name="ssh.socket", state="active", type=""} 1',
      'node_systemd_socket_accepted_connections_total{name="ssh.socket"} 7',
      'node_systemd_socket_current_connections{name="ssh.socket"} 2',
      'node_systemd_socket_refused_connections_total{name="ssh.socket"} 0',
    ]);
  });

  test("a bus where nobody is systemd has no data, and says so", async () => {
    await systemd.leaveBus();
    await expect(collectOnce(collector, createFakeHost())).rejects.toEqual(
      new NoData("nobody on the system's D-Bus has that name"),
    );
  });

  test("a systemd that does not answer fails that look when the scheduler gives it up, and the connection goes on", async () => {
    systemd.fallSilent();
    const controller = new AbortController();
    const look = collector.collect({ host: createFakeHost(), signal: controller.signal });
    controller.abort();
    await expect(look).rejects.toThrow();
  });

  test("a bus that ends fails the next look, and does not end the engine", async () => {
    await collectOnce(collector, createFakeHost());
    systemd.stop();
    await expect(collectOnce(collector, createFakeHost())).rejects.toThrow();
  });
});
