import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { both, type LoadInformation, type SystemInformation } from "./information";

const battery = { power_supply: "BAT0" };
const mains = { power_supply: "AC" };

export const createPortableBattery = (information: LoadInformation): Collector => ({
  name: "battery",
  about: "Charge of the battery, and whether the machine is plugged in.",
  help: {
    node_power_supply_capacity: "capacity value of /sys/class/power_supply/<power_supply>.",
    node_power_supply_cyclecount: "cyclecount value of /sys/class/power_supply/<power_supply>.",
    node_power_supply_online: "online value of /sys/class/power_supply/<power_supply>.",
    watchdeck_battery_charging: "Whether the battery is being charged.",
  },
  platforms: both,
  every: seconds(60),
  deadline: seconds(20),
  collect: async () => batteryReadings(await (await information()).battery()),
});

/** Not the voltage: on Windows what is called so is the one it was designed for. */
export function batteryReadings({
  hasBattery,
  percent,
  cycleCount,
  acConnected,
  isCharging,
}: Awaited<ReturnType<SystemInformation["battery"]>>): Reading[] {
  if (!hasBattery) throw new NoData("this machine has no battery");
  return [
    gauge("node_power_supply_capacity", percent, battery),
    // Windows does not tell; it is 0 then, which a battery in use is not.
    ...(cycleCount > 0 ? [gauge("node_power_supply_cyclecount", cycleCount, battery)] : []),
    gauge("node_power_supply_online", acConnected ? 1 : 0, mains),
    gauge("watchdeck_battery_charging", isCharging ? 1 : 0, battery),
  ];
}
