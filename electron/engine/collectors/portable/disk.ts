import { counter } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import type { LoadInformation } from "./information";

const labels = { device: "all" };

export const createPortableDisk = (information: LoadInformation): Collector => ({
  name: "disk",
  about: "Bytes read and written by all disks together.",
  help: {
    node_disk_read_bytes_total: "The total number of bytes read successfully.",
    node_disk_written_bytes_total: "The total number of bytes written successfully.",
  },
  platforms: ["darwin"],
  every: seconds(5),
  deadline: seconds(5),
  async collect() {
    const stats = await (await information()).fsStats();
    if (!stats) throw new NoData("this system does not count what its disks read and write");
    return [counter("node_disk_read_bytes_total", stats.rx, labels), counter("node_disk_written_bytes_total", stats.wx, labels)];
  },
});
