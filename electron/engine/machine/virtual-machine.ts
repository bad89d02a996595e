// Whether this machine is a virtual one, and what it runs on. The firmware mostly says so; where it does not, the processor
// tells at least that somebody stands between it and the kernel.
import type { CollectContext } from "../collectors/collector";
import { readDmi } from "../collectors/kernel/dmi";
import { readIfThere } from "../collectors/optional-file";

/** What the firmware's maker and product say, together. */
const byFirmware = [
  { pattern: /VMware/i, name: "VMware" },
  { pattern: /innotek|VirtualBox/i, name: "VirtualBox" },
  { pattern: /Microsoft Corporation Virtual Machine/i, name: "Hyper-V" },
  { pattern: /Parallels/i, name: "Parallels" },
  { pattern: /Google Compute Engine/i, name: "Google Compute Engine" },
  { pattern: /DigitalOcean/i, name: "DigitalOcean" },
  { pattern: /OpenStack/i, name: "OpenStack" },
  { pattern: /Apple.*Virtualization/i, name: "Apple Virtualization" },
  { pattern: /\bXen\b/i, name: "Xen" },
  { pattern: /\bBHYVE\b/i, name: "bhyve" },
  { pattern: /QEMU|\bKVM\b/i, name: "KVM" },
];

export interface VirtualMachine {
  /** "KVM", "WSL 2"; undefined where nothing tells. */
  kind?: string;
}

export async function findVirtualMachine(context: CollectContext): Promise<VirtualMachine | undefined> {
  const { host, signal } = context;
  const kernel = (await readIfThere(host, "/proc/sys/kernel/osrelease", signal, "seldom")) ?? "";
  // "5.15.90.1-microsoft-standard-WSL2"; the first WSL, which is no virtual machine, says "4.4.0-19041-Microsoft".
  if (/microsoft/i.test(kernel)) return { kind: /WSL2|microsoft-standard/.test(kernel) ? "WSL 2" : "WSL 1" };

  const firmware = `${await readDmi(host, "system_vendor", signal)} ${await readDmi(host, "product_name", signal)}`;
  const known = byFirmware.find(({ pattern }) => pattern.test(firmware));
  if (known) return { kind: known.name };
  // Amazon says the same of its whole machines, and calls those "m5.metal".
  if (/^Amazon EC2/.test(firmware)) return /metal/.test(firmware) ? undefined : { kind: "Amazon EC2" };

  const flags = (await readIfThere(host, "/proc/cpuinfo", signal, "seldom")) ?? "";
  return /^flags\s*:.*\bhypervisor\b/m.test(flags) ? {} : undefined;
}
