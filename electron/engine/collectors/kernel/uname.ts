// uname(2) by way of /proc/sys/kernel. The series and its labels as node_exporter's uname collector has them.
import { gauge } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import type { Collector } from "../collector";

export const uname: Collector = {
  name: "uname",
  about: "Kernel name, release and version, and the machine's name, from /proc/sys/kernel.",
  help: { node_uname_info: "Labeled system information as provided by the uname system call." },
  platforms: ["linux"],
  every: minutes(1),
  async collect({ host, signal }) {
    const read = async (name: string) => (await host.readText(`/proc/sys/kernel/${name}`, signal, "seldom")).trim();
    const labels = {
      sysname: await read("ostype"),
      release: await read("osrelease"),
      version: await read("version"),
      machine: host.machine,
      nodename: await read("hostname"),
      domainname: await read("domainname"),
    };
    return [gauge("node_uname_info", 1, labels)];
  },
};
