// What the kernel's graphics drivers say of one open card: /proc/<pid>/fdinfo/<fd>,
// Documentation/gpu/drm-usage-stats.rst. Drivers give time (amdgpu, i915, msm, v3d …) or clock cycles (xe).

export interface DrmClient {
  driver: string;
  /** "0000:03:00.0"; absent for cards that sit on no PCI bus. */
  address?: string;
  /** Tells two descriptors of one client from two clients; on one card only. */
  id: string;
  engines: Map<string, DrmEngine>;
  /** Of all buffers that are in memory, the card's own and the machine's; absent when the driver does not count them. */
  memoryBytes?: number;
}

export interface DrmEngine {
  busyNanoseconds?: number;
  busyCycles?: number;
  /** Of the engine's clock, busy or not. */
  totalCycles?: number;
  /** How many alike there are. */
  capacity: number;
}

const units = new Map([
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
]);

/** Undefined for a descriptor that is no card's, and for a driver that tells nothing. */
export function parseDrmFdinfo(text: string): DrmClient | undefined {
  let driver = "";
  let address: string | undefined;
  let id = "";
  const engines = new Map<string, DrmEngine>();
  // The same region has several counts; what lies in memory is the one wanted, and the older names stand in for it.
  const resident = new Map<string, number>();
  const allocated = new Map<string, number>();
  const engine = (name: string): DrmEngine => {
    let found = engines.get(name);
    if (!found) {
      found = { capacity: 1 };
      engines.set(name, found);
    }
    return found;
  };

  for (const line of text.split("\n")) {
    if (!line.startsWith("drm-")) continue;
    const colon = line.indexOf(":");
    const key = line.slice(4, colon);
    const value = line.slice(colon + 1).trim();
    if (key === "driver") driver = value;
    else if (key === "pdev") address = value;
    else if (key === "client-id") id = value;
    else if (key.startsWith("engine-capacity-")) engine(key.slice(16)).capacity = Math.max(1, count(value) ?? 1);
    else if (key.startsWith("engine-")) engine(key.slice(7)).busyNanoseconds = count(value);
    else if (key.startsWith("cycles-")) engine(key.slice(7)).busyCycles = count(value);
    else if (key.startsWith("total-cycles-")) engine(key.slice(13)).totalCycles = count(value);
    else if (key.startsWith("resident-")) add(resident, key.slice(9), value);
    else if (key.startsWith("memory-")) add(allocated, key.slice(7), value);
  }
  if (driver === "" || id === "") return undefined;

  let memoryBytes: number | undefined;
  const regions = resident.size > 0 ? resident : allocated;
  for (const [region, bytes] of regions) {
    // amdgpu's "cpu" are buffers that it moved out of the card's reach.
    if (region !== "cpu") memoryBytes = (memoryBytes ?? 0) + bytes;
  }
  return { driver, address, id, engines, memoryBytes };
}

function add(to: Map<string, number>, region: string, value: string): void {
  const found = /^(\d+)(?: (\S+))?$/.exec(value);
  if (found) to.set(region, Number(found[1]) * (units.get(found[2] ?? "") ?? 1));
}

/** "5 ns" */
function count(value: string): number | undefined {
  const found = /^\d+/.exec(value);
  return found ? Number(found[0]) : undefined;
}
