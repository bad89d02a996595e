// /sys/class/net: Documentation/ABI/testing/sysfs-class-net. Names as node_exporter's netclass collector has them, and one of
// its netdev collector, which /proc/net/dev does not tell.
import { setImmediate } from "node:timers/promises";
import type { Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { listIfThere } from "../optional-file";
import { createInterfaceReader, type InterfaceReader, interfaceHelp } from "./interface-attributes";

const folder = "/sys/class/net";

/**
 * Each interface is some twenty files, so a machine with a thousand of them would spend most of a second on every run.
 * A new one is read at once; of those known only so many are read again, in turn, and the others keep what was read last:
 * up to 250 interfaces their state is that of the run, with a thousand it is at most a minute old.
 */
const mostAgain = 250;
const mostNew = 1000;
/** Files are kept open between two runs as long as there are few enough to leave room for those of other collectors. */
const mostKeptOpen = 8;
/** So many are read before others get their turn on this thread: about 5 ms. */
const atOnce = 20;

export function createNetworkInterfaces(): Collector {
  /** The one that was read longest ago comes first. One that is gone stays until its turn, when it has nothing to say. */
  const known = new Map<string, InterfaceReader>();
  const readings: Reading[] = [];

  function inTurn(present: readonly string[]): string[] {
    const unread = present.filter((device) => !known.has(device));
    return [...unread.slice(0, mostNew), ...[...known.keys()].slice(0, mostAgain)];
  }

  return {
    name: "network-interfaces",
    about: "Whether each network interface is up, how fast its link is and how it is set up, from /sys/class/net.",
    help: interfaceHelp,
    platforms: ["linux"],
    every: seconds(15),
    async collect({ host, signal }) {
      const present = await listIfThere(host, folder, signal);
      const how = present.length > mostKeptOpen ? "seldom" : undefined;
      let count = 0;
      for (const device of inTurn(present)) {
        signal.throwIfAborted();
        const reader = known.get(device) ?? createInterfaceReader(device);
        known.delete(device);
        if (await reader.read({ host, folder: `${folder}/${device}`, signal, how })) known.set(device, reader);
        if (++count % atOnce === 0) await setImmediate();
      }
      readings.length = 0;
      for (const device of present) {
        for (const reading of known.get(device)?.readings() ?? []) readings.push(reading);
      }
      if (readings.length === 0) throw new NoData("this machine has no network interface");
      return readings;
    },
  };
}
