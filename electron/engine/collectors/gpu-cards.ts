// Which graphics cards the PCI bus has, and whether they sleep. None of these files wakes a card:
// Documentation/ABI/testing/sysfs-bus-pci and sysfs-devices-power.
import type { HostInfo } from "#shared/contract/host";
import type { Host } from "./collector";

export interface GpuCard {
  /** "0000:01:00.0" */
  address: string;
  /** Its folder under /sys/bus/pci/devices. */
  path: string;
  vendor: HostInfo["gpus"][number]["vendor"];
  /** As the files have them, without the 0x: "10de", "2684". */
  vendorId: string;
  deviceId: string;
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
  const addresses = await host.listFolder(devices, signal).catch(() => []);
  const cards = await Promise.all(
    addresses.sort().map(async (address): Promise<GpuCard | undefined> => {
      const path = `${devices}/${address}`;
      const id = async (name: string) => (await readOptional(host, `${path}/${name}`, signal))?.replace(/^0x/, "") ?? "";
      if (!displayClass.test((await readOptional(host, `${path}/class`, signal)) ?? "")) return undefined;
      const vendorId = await id("vendor");
      return { address, path, vendor: vendors.get(vendorId) ?? "other", vendorId, deviceId: await id("device") };
    }),
  );
  return cards.filter((card) => card !== undefined);
}

/** Whether the kernel has put the card to sleep; a program that asks the card for anything would wake it. */
export const isAsleep = async (host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> =>
  (await readOptional(host, `${card.path}/power/runtime_status`, signal)) === "suspended";

/** Whether the kernel may put it to sleep once nothing uses it. */
export const maySleep = async (host: Host, card: GpuCard, signal: AbortSignal): Promise<boolean> =>
  (await readOptional(host, `${card.path}/power/control`, signal)) === "auto";

/** A file's trimmed text; undefined where it is not there or cannot be read, which means the driver does not offer it. */
export async function readOptional(host: Host, path: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return (await host.readText(path, signal)).trim() || undefined;
  } catch {
    return undefined;
  }
}
