// /proc/sys/kernel/random: random(4). Names as node_exporter's entropy collector has them.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { numberOf } from "../text/numbers";

const folder = "/proc/sys/kernel/random";

export const entropy: Collector = {
  name: "entropy",
  about: "Bits of randomness the kernel has at hand and the most it keeps, from /proc/sys/kernel/random.",
  help: {
    node_entropy_available_bits: "Bits of available entropy.",
    node_entropy_pool_size_bits: "Bits of entropy pool.",
  },
  platforms: ["linux"],
  every: seconds(15),
  async collect({ host, signal }) {
    const available = numberOf(await readIfThere(host, `${folder}/entropy_avail`, signal, "seldom"));
    const poolSize = numberOf(await readIfThere(host, `${folder}/poolsize`, signal, "seldom"));
    if (available === undefined || poolSize === undefined) throw new NoData("the kernel does not say how much randomness it has");
    return [gauge("node_entropy_available_bits", available), gauge("node_entropy_pool_size_bits", poolSize)];
  },
};
