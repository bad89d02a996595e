import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { both, type LoadInformation } from "./information";

const labels = { chip: "cpu", sensor: "temp1" };

export const createPortableTemperature = (information: LoadInformation): Collector => ({
  name: "temperature",
  about: "Temperature of the processor, where the system lets it be read.",
  help: { node_hwmon_temp_celsius: "Hardware monitor for temperature (input)" },
  platforms: both,
  every: seconds(30),
  deadline: seconds(20),
  async collect() {
    const { main } = await (await information()).cpuTemperature();
    // 0 stands for "not told": macOS needs a helper program for it, Windows an administrator.
    if (main === null || !(main > 0)) throw new NoData("this system does not let the processor's temperature be read");
    return [gauge("node_hwmon_temp_celsius", main, labels)];
  },
});
