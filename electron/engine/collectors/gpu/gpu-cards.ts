// Which graphics cards the PCI bus has, and whether they sleep. None of these files wakes a card:
// Documentation/ABI/testing/sysfs-bus-pci and sysfs-devices-power.
import { posix } from "node:path";
import type { HostInfo } from "#shared/contract/host";
import { listSorted, readAttribute } from "../attributes";
import type { Host } from "../collector";

export interface GpuCard {
  /** "0000:01:00.0" */
  address: string;
  /** Its folder under /sys/bus/pci/devices. */
  path: string;
  vendor: HostInfo["gpus"][number]["vendor"];
  /** As the files have them, without the 0x: "10de", "2684". */
  vendorId: string;
  deviceId: string;
  /** Of the kernel: "nvidia", "nouveau", "amdgpu"; "vfio-pci" for one that was given to a virtual machine. */
  driver?: string;
}

const devices = "/sys/bus/pci/devices";
// Base class 03 of the PCI code and ID assignment: display controllers.
const displayClass = /^0x03/;
const vendors = new Map<string, GpuCard["vendor"]>([
  ["10de", "nvidia"],
  ["1002", "amd"],
  ["8086", "intel"],
  ["106b", "apple"],
]);

/** In the order of their addresses; none where there is no PCI bus to look at. */
export async function findGpuCards(host: Host, signal: AbortSignal): Promise<GpuCard[]> {
  // A machine without a PCI bus (many containers and small boards) has no such folder.
  const addresses = await listOptional(host, devices, signal);
  const cards = await Promise.all(
    addresses.map(async (address): Promise<GpuCard | undefined> => {
      const path = `${devices}/${address}`;
      const id = async (name: string) => (await readSeldom(host, `${path}/${name}`, signal))?.replace(/^0x/, "") ?? "";
      if (!displayClass.test((await readSeldom(host, `${path}/class`, signal)) ?? "")) return undefined;
      const vendorId = await id("vendor");
      const vendor = vendors.get(vendorId) ?? "other";
      // Without a driver there is no such link.
      const driver = await host.readLink(`${path}/driver`, signal).catch(() => undefined);
      return { address, path, vendor, vendorId, deviceId: await id("device"), driver: driver && posix.basename(driver) };
    }),
  );
  return cards.filter((card) => card !== undefined);
}

/** Whether nvidia-smi tells of it; it knows nothing of those that another driver has. */
export const isNvidiaServed = ({ vendor, driver }: GpuCard): boolean =>
  vendor === "nvidia" && (driver === undefined || driver === "nvidia");

/** Whether the kernel has put the card to sleep; a program that asks the card for anything would wake it. */
export const isAsleep = async (host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> =>
  (await readOptional(host, `${card.path}/power/runtime_status`, signal)) === "suspended";

/** Whether the kernel may put it to sleep once nothing uses it. */
const maySleep = async (host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> =>
  (await readSeldom(host, `${card.path}/power/control`, signal)) === "auto";

/** Part of the processor's own bus: it has no memory of its own and never drains a battery by being awake. */
const isIntegrated = (card: GpuCard): boolean => card.address.slice(5, 7) === "00";

/** Whether a display is lit by the card, which keeps it awake whatever we do. The kernel answers from memory. */
async function drivesDisplay(host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> {
  const folder = `${card.path}/drm`;
  for (const entry of await listOptional(host, folder, signal)) {
    if (!/^card\d+$/.test(entry)) continue;
    for (const connector of await listOptional(host, `${folder}/${entry}`, signal)) {
      if (!connector.startsWith(`${entry}-`)) continue;
      if ((await readSeldom(host, `${folder}/${entry}/${connector}/enabled`, signal)) === "enabled") return true;
    }
  }
  return false;
}

/** Whether being left alone would let it sleep. */
export async function wouldSleep(host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> {
  if (isIntegrated(card) || !(await maySleep(host, card, signal))) return false;
  return !(await drivesDisplay(host, card, signal));
}

/** What is in a folder, sorted; nothing where it is not there: a card that was just pulled out, or a driver without it. */
export const listOptional = (host: Host, path: string, signal: AbortSignal): Promise<string[]> =>
  listSorted(path, { host, signal });

/** A file's text; undefined where it is empty or cannot be read, which means that the driver does not offer it. */
export const readOptional = async (host: Host, path: string, signal: AbortSignal, how?: "seldom"): Promise<string | undefined> =>
  (await readAttribute(path, { host, signal }, how)) || undefined;

/** The same of a file that is not read every second, so that it is not kept open. */
export const readSeldom = (host: Host, path: string, signal: AbortSignal): Promise<string | undefined> =>
  readOptional(host, path, signal, "seldom");
