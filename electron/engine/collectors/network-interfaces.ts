// /sys/class/net: Documentation/ABI/testing/sysfs-class-net. Names as node_exporter's netclass collector has them.
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, type Host, NoData } from "./collector";
import { deviceLabels } from "./device-labels";
import { numberOf } from "./numbers";

const folder = "/sys/class/net";

export const networkInterfaces: Collector = {
  name: "network-interfaces",
  about: "Whether each network interface is up, and how fast its link is, from /sys/class/net.",
  help: {},
  platforms: ["linux"],
  // A driver may have to ask the card for the speed, which is too slow for every second.
  every: seconds(10),
  async collect({ host, signal }) {
    const devices = await host.listFolder(folder, signal);
    if (devices.length === 0) throw new NoData("this machine has no network interface");
    return (await Promise.all(devices.map((device) => readInterface(host, device, signal)))).flat();
  },
};

async function readInterface(host: Host, device: string, signal: AbortSignal): Promise<Reading[]> {
  const attribute = (name: string) =>
    // Absent for the `bonding_masters` file, and an error (EINVAL) while the interface is down: then it has no such reading.
    host.readText(`${folder}/${device}/${name}`, signal).catch(() => undefined);
  const [state, speed, mtu] = await Promise.all([attribute("operstate"), attribute("speed"), attribute("mtu")]);
  const labels = deviceLabels(device);
  const readings: Reading[] = [];
  if (state !== undefined) readings.push(gauge("node_network_up", state.trim() === "up" ? 1 : 0, labels));
  const megabits = numberOf(speed);
  // -1 stands for "unknown", as on virtual interfaces.
  if (megabits !== undefined && megabits > 0)
    readings.push(gauge("node_network_speed_bytes", (megabits * 1_000_000) / 8, labels));
  const mtuBytes = numberOf(mtu);
  if (mtuBytes !== undefined) readings.push(gauge("node_network_mtu_bytes", mtuBytes, labels));
  return readings;
}
