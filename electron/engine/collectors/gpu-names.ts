// What graphics cards are called, without waking or asking them: the NVIDIA driver's own file, or the list of PCI ids that
// most Linux systems carry (the format is described in its first lines).
import type { Host } from "./collector";
import { type GpuCard, readOptional } from "./gpu-cards";

const idLists = ["/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids"];
const makers = { nvidia: "NVIDIA", amd: "AMD", intel: "Intel", apple: "Apple", other: "Graphics" } as const;

/** A name per address; where nothing names the card, its maker and ids. */
export async function nameGpuCards(host: Host, cards: GpuCard[], signal: AbortSignal): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let ids: string | undefined;
  for (const card of cards) {
    const own =
      card.vendor === "nvidia"
        ? await readOptional(host, `/proc/driver/nvidia/gpus/${card.address}/information`, signal)
        : await readOptional(host, `${card.path}/product_name`, signal);
    let name = card.vendor === "nvidia" ? /^Model:\s*(.+)$/m.exec(own ?? "")?.[1] : own;
    if (!name) {
      ids ??= await firstOf(host, idLists, signal);
      const listed = nameFromPciIds(ids, card);
      name = listed ? `${makers[card.vendor]} ${listed}` : `${makers[card.vendor]} device ${card.vendorId}:${card.deviceId}`;
    }
    names.set(card.address, name);
  }
  return names;
}

async function firstOf(host: Host, paths: string[], signal: AbortSignal): Promise<string> {
  for (const path of paths) {
    const text = await readOptional(host, path, signal);
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
