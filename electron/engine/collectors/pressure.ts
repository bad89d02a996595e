// /proc/pressure: Documentation/accounting/psi.rst. Names as node_exporter's pressure collector has them: "some" is time in
// which at least one task waited, "full" time in which all did.
import { counter, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "./collector";

const resources = ["cpu", "io", "memory", "irq"];

export const pressure: Collector = {
  name: "pressure",
  about: "Time lost waiting for processor, memory and disks, from /proc/pressure.",
  help: {},
  platforms: ["linux"],
  every: seconds(5),
  async collect({ host, signal }) {
    const readings: Reading[] = [];
    for (const resource of resources) {
      try {
        readings.push(...parsePressure(resource, await host.readText(`/proc/pressure/${resource}`, signal)));
      } catch {
        // Kernels without this resource have no such file; with pressure accounting switched off, reading it fails.
      }
    }
    if (readings.length === 0)
      throw new NoData("this kernel does not account for pressure (psi=1 on its command line switches it on)");
    return readings;
  },
};

export function parsePressure(resource: string, text: string): Reading[] {
  const readings: Reading[] = [];
  for (const line of text.split("\n")) {
    const found = /^(some|full) .*\btotal=(\d+)/.exec(line);
    // For the processor as a whole "full" is undefined and always 0, so it is no series.
    if (!found || (resource === "cpu" && found[1] === "full")) continue;
    const microseconds = Number(found[2]);
    readings.push(
      counter(`node_pressure_${resource}_${found[1] === "some" ? "waiting" : "stalled"}_seconds_total`, microseconds / 1e6),
    );
  }
  return readings;
}
