import { hostname, release, type, version } from "node:os";
import { gauge } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import type { Collector } from "../collector";
import { osInfoHelp } from "../kernel/os-release";
import { both, type LoadInformation } from "./information";

export const createPortableSystemName = (information: LoadInformation): Collector => ({
  name: "system-name",
  about: "Name and version of the system and its kernel, and the machine's name.",
  help: {
    node_uname_info: "Labeled system information as provided by the uname system call.",
    node_os_info: osInfoHelp,
  },
  platforms: both,
  every: minutes(10),
  deadline: minutes(1),
  async collect({ host }) {
    const { distro, release: versionId, codename, build } = await (await information()).osInfo();
    const uname = { sysname: type(), release: release(), version: version(), machine: host.machine, nodename: hostname() };
    const os = {
      name: distro,
      version_id: versionId,
      version_codename: codename,
      build_id: build,
      pretty_name: [distro, versionId].filter(Boolean).join(" "),
    };
    return [gauge("node_uname_info", 1, uname), gauge("node_os_info", 1, os)];
  },
});
