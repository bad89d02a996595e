// What graphics cards are called, without waking or asking them: the NVIDIA driver's own file, or the list of PCI ids that
// most Linux systems carry (the format is described in its first lines).
import type { Host } from "../collector";
import { type GpuCard, isAsleep, readSeldom } from "./gpu-cards";

const idLists = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"];
const makers = { nvidia: "NVIDIA", amd: "AMD", intel: "Intel", apple: "Apple", other: "Graphics" } as const;

/** A name per address; where nothing names the card, its maker and ids. */
export async function nameGpuCards(host: Host, cards: GpuCard[], signal: AbortSignal): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let ids: string | undefined;
  for (const card of cards) {
    let name =
      card.vendor === "nvidia"
        ? (await readNvidiaInformation(host, card, signal)).model
        : await readSeldom(host, `${card.path}/product_name`, signal);
    if (!name) {
      ids ??= await firstOf(host, idLists, signal);
      const listed = nameFromPciIds(ids, card);
      name = listed ? `${makers[card.vendor]} ${listed}` : `${makers[card.vendor]} device ${card.vendorId}:${card.deviceId}`;
    }
    names.set(card.address, name);
  }
  return names;
}

/**
 * What NVIDIA's driver says of a card under /proc; nothing of one that sleeps, because the driver wakes it to fill in this
 * file.
 */
export async function readNvidiaInformation(
  host: Host,
  card: GpuCard,
  signal: AbortSignal,
): Promise<{ model?: string; minorNumber?: string }> {
  if (await isAsleep(host, card, signal)) return {};
  const text = (await readSeldom(host, `/proc/driver/nvidia/gpus/${card.address}/information`, signal)) ?? "";
  return { model: /^Model:\s*(.+)$/m.exec(text)?.[1], minorNumber: /^Device Minor:\s*(\d+)$/m.exec(text)?.[1] };
}

async function firstOf(host: Host, paths: string[], signal: AbortSignal): Promise<string> {
  for (const path of paths) {
    const text = await readSeldom(host, path, signal);
    if (text) return text;
  }
  return "";
}

/** `1002  Advanced Micro Devices` starts a maker's block; `<tab>744c  Navi 31 [Radeon RX 7900 XTX]` is a card in it. */
export function nameFromPciIds(ids: string, { vendorId, deviceId }: { vendorId: string; deviceId: string }): string | undefined {
  let isInBlock = false;
  for (const line of ids.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (!line.startsWith("\t")) {
      if (isInBlock) return undefined;
      isInBlock = line.startsWith(`${vendorId}  `);
    } else if (isInBlock && line.startsWith(`\t${deviceId}  `)) {
      return line.slice(deviceId.length + 3).trim();
    }
  }
  return undefined;
}
