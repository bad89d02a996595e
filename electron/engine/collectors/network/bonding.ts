// Interfaces that are made of several: Documentation/networking/bonding.rst. Metrics as node_exporter's bonding collector has
// them, whose words ("slaves") are the kernel's file names.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type Collector, type Host, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { wordsOf } from "../text/numbers";

const folder = "/sys/class/net";

export function createBonding(): Collector {
  const list = createReadingList();
  let labels = new Map<string, Labels>();
  return {
    name: "bonding",
    about: "How many interfaces each bond is made of, and how many of them work, from /sys/class/net.",
    help: {
      node_bonding_slaves: "Number of configured slaves per bonding interface.",
      node_bonding_active: "Number of active slaves per bonding interface.",
    },
    platforms: ["linux"],
    every: seconds(15),
    async collect({ host, signal }) {
      const masters = await readIfThere(host, `${folder}/bonding_masters`, signal, "seldom");
      if (masters === undefined) throw new NoData("this machine has no bonded interfaces");
      list.start();
      const present = new Map<string, Labels>();
      for (const master of wordsOf(masters)) {
        const states = await readStates(master, host, signal);
        if (!states) continue;
        const its = labels.get(master) ?? Object.freeze({ master });
        present.set(master, its);
        list.gauge("node_bonding_slaves", states.length, its);
        list.gauge("node_bonding_active", states.filter((state) => state === "up").length, its);
      }
      labels = present;
      return list.readings();
    },
  };
}

/** The state of each interface in the bond; undefined when the bond has just gone. */
async function readStates(master: string, host: Host, signal: AbortSignal): Promise<string[] | undefined> {
  const members = await readIfThere(host, `${folder}/${master}/bonding/slaves`, signal, "seldom");
  if (members === undefined) return undefined;
  const states: string[] = [];
  for (const member of wordsOf(members)) {
    const state =
      (await readState(`lower_${member}`)) ??
      // Kernels before 3.18 call the link so.
      (await readState(`slave_${member}`));
    // One that has just been taken out of the bond is no longer part of it.
    if (state !== undefined) states.push(state.trim());
  }
  return states;

  function readState(link: string): Promise<string | undefined> {
    return readIfThere(host, `${folder}/${master}/${link}/bonding_slave/mii_status`, signal, "seldom");
  }
}
