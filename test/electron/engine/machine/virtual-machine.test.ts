import { expect, test } from "vitest";
import { findVirtualMachine } from "../../../../electron/engine/machine/virtual-machine";
import { createFakeHost } from "../../../support/fake-host";

const { signal } = new AbortController();

interface Case {
  name: string;
  vendor?: string;
  product?: string;
  kernel?: string;
  cpuinfo?: string;
  expected: unknown;
}

const hypervisor = "processor\t: 0\nflags\t\t: fpu vme hypervisor lahf_lm\nbugs\t\t: none\n";
const bare = "processor\t: 0\nmodel name\t: no hypervisor here\nflags\t\t: fpu vme lahf_lm\n";

test.each<Case>([
  { name: "a server", vendor: "Dell Inc.", product: "PowerEdge R6515", cpuinfo: bare, expected: undefined },
  { name: "a machine that says nothing", expected: undefined },
  { name: "QEMU", vendor: "QEMU", product: "Standard PC (Q35 + ICH9, 2009)", cpuinfo: hypervisor, expected: { kind: "KVM" } },
  { name: "VMware", vendor: "VMware, Inc.", product: "VMware7,1", expected: { kind: "VMware" } },
  { name: "VirtualBox", vendor: "innotek GmbH", product: "VirtualBox", expected: { kind: "VirtualBox" } },
  { name: "Hyper-V", vendor: "Microsoft Corporation", product: "Virtual Machine", expected: { kind: "Hyper-V" } },
  { name: "a Surface", vendor: "Microsoft Corporation", product: "Surface Pro 9", cpuinfo: bare, expected: undefined },
  { name: "Amazon", vendor: "Amazon EC2", product: "m5.large", expected: { kind: "Amazon EC2" } },
  { name: "a whole machine of Amazon", vendor: "Amazon EC2", product: "m5.metal", cpuinfo: bare, expected: undefined },
  { name: "Google", vendor: "Google", product: "Google Compute Engine", expected: { kind: "Google Compute Engine" } },
  { name: "a machine without firmware, as Firecracker's", cpuinfo: hypervisor, expected: {} },
  { name: "WSL 2", kernel: "5.15.90.1-microsoft-standard-WSL2\n", cpuinfo: hypervisor, expected: { kind: "WSL 2" } },
  { name: "WSL 1", kernel: "4.4.0-19041-Microsoft\n", cpuinfo: bare, expected: { kind: "WSL 1" } },
])("$name", async ({ vendor, product, kernel, cpuinfo, expected }) => {
  const files = {
    ...(vendor && { "/sys/class/dmi/id/sys_vendor": `${vendor}\n` }),
    ...(product && { "/sys/class/dmi/id/product_name": `${product}\n` }),
    ...(kernel && { "/proc/sys/kernel/osrelease": kernel }),
    ...(cpuinfo && { "/proc/cpuinfo": cpuinfo }),
  };
  expect(await findVirtualMachine({ host: createFakeHost({ files }), signal })).toEqual(expected);
});
