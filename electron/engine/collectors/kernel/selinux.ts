// Security-Enhanced Linux: selinux(8). Names and values as node_exporter's selinux collector has them: 1 enforcing, 0
// permissive, -1 disabled.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector, Host } from "../collector";
import { readIfThere } from "../optional-file";
import { numberOf } from "../text/numbers";

const enforcing = 1;
const permissive = 0;
const disabled = -1;

export const selinux: Collector = {
  name: "selinux",
  about: "Whether SELinux is enabled, and whether it enforces its rules, from /sys/fs/selinux and /etc/selinux/config.",
  help: {
    node_selinux_enabled: "SELinux is enabled, 1 is true, 0 is false",
    node_selinux_config_mode: "Configured SELinux enforcement mode",
    node_selinux_current_mode: "Current SELinux enforcement mode",
  },
  platforms: ["linux"],
  every: seconds(15),
  async collect({ host, signal }) {
    if (!(await isEnabled(host, signal))) return [gauge("node_selinux_enabled", 0)];
    const config = (await readIfThere(host, "/etc/selinux/config", signal)) ?? "";
    const current = numberOf(await readIfThere(host, "/sys/fs/selinux/enforce", signal, "seldom")) ?? disabled;
    return [
      gauge("node_selinux_enabled", 1),
      gauge("node_selinux_config_mode", configuredMode(config)),
      gauge("node_selinux_current_mode", current),
    ];
  },
};

/** Its filesystem is there, and a policy has been loaded: until then every process belongs to the kernel. */
async function isEnabled(host: Host, signal: AbortSignal): Promise<boolean> {
  if ((await readIfThere(host, "/sys/fs/selinux/enforce", signal, "seldom")) === undefined) return false;
  const label = (await readIfThere(host, "/proc/self/attr/current", signal, "seldom")) ?? "";
  return label.replaceAll("\0", "").trim() !== "kernel";
}

function configuredMode(config: string): number {
  for (const line of config.split("\n")) {
    const mode = /^\s*SELINUX=\s*"?([a-z]*)"?\s*$/.exec(line)?.[1];
    if (mode !== undefined) return mode === "enforcing" ? enforcing : mode === "permissive" ? permissive : disabled;
  }
  return disabled;
}
