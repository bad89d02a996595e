// The packs as they lie in assets/, for tests that ask their queries.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pack } from "../../renderer/pages/dashboards/packs/pack";

const folder = join(import.meta.dirname, "../../assets/dashboards");
const list = "packs.json";

export const packs: readonly Pack[] = JSON.parse(readFileSync(join(folder, list), "utf8"));

export const packFiles: readonly string[] = readdirSync(folder).filter((name) => name !== list);

export const readPackFile = (file: string): { title: string } => JSON.parse(readFileSync(join(folder, file), "utf8"));

/** Panels of what this machine need not have: sensors, disks of its own, a kernel that tells of pressure, systemd, a slow clock. */
export const mayBeEmpty: ReadonlySet<string> = new Set([
  ...["Pressure", "Read and written", "Operations", "Busy", "Time of one operation", "Temperatures", "Units that failed"],
  ...["Clock", "Disk I/O"],
]);
