import type { Host } from "../collector";
import { listIfThere } from "../optional-file";

const folder = "/sys/devices/system/cpu";

/** Where the kernel tells about one processor thread. */
export interface CpuFolder {
  cpu: string;
  path: string;
}

/** Those of all threads, whether online or not, in the order of their names as texts: cpu0, cpu1, cpu10. */
export async function listCpuFolders(host: Host, signal: AbortSignal): Promise<CpuFolder[]> {
  const names = (await listIfThere(host, folder, signal)).filter((name) => /^cpu\d+$/.test(name)).sort();
  return names.map((name) => ({ cpu: name.slice("cpu".length), path: `${folder}/${name}` }));
}
