// Opens the database of the ledger whatever became of its files: as it is, else repaired, else what can be read of it copied into
// a new one, else begun anew. What is damaged is kept beside it.
import { join } from "node:path";
import { ClassicLevel } from "classic-level";
import type { Bytes } from "#shared/units/size";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, setAside } from "../settings/json-file";
import type { Problems } from "../settings/problems";
import { isDamage } from "../store/disk/database";
import { requireRoom } from "../store/disk/disk-full";
import { finishRebuilding, namesIn, rebuild, repair } from "../store/disk/rescue";
import { afterAll, keptPrefix } from "./keys";
import type { LedgerDisk } from "./ledger";

export interface OpenDiskOptions {
  dataFolder: string;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
}

export interface OpenedDisk {
  disk: LedgerDisk;
  /** Closes it and opens it again; in between, damage that showed only later is made whole. Absent for one in memory. */
  mend?(isDamaged: boolean): Promise<void>;
}

/** Entries are small and seldom read: LevelDB's usual buffers would cost megabytes for nothing. */
const sizes = { cacheSize: 128 * 1024, writeBufferSize: 256 * 1024 };

/** Opening writes a few small files. */
const roomToOpen: Bytes = 1024 * 1024;

export async function openDisk({ dataFolder, clock, log, problems }: OpenDiskOptions): Promise<OpenedDisk> {
  const folder = join(dataFolder, "alerting");
  const asideFolder = `${folder}.damaged-${new Date(clock.now()).toISOString().replaceAll(":", "-")}`;
  const rescueOptions = { folder, asideFolder, log };
  const tell = (severity: "warning" | "critical", text: string) => {
    problems.add(severity, text);
    log.warn(text);
  };
  const mendedText = `The alert history in ${folder} was damaged and has been repaired; what could not be read is missing.`;
  const rescues = [
    async () => {
      await repair(rescueOptions);
      return mendedText;
    },
    async () => {
      await rebuild(rescueOptions);
      return mendedText;
    },
    async () => {
      const aside = await setAside(folder, "damaged", clock.now());
      return `The alert history in ${folder} was damaged; it is kept as ${aside}, and a new one was begun.`;
    },
  ];

  function mendable(disk: ClassicLevel<string, string>): OpenedDisk {
    let times = 0;
    return {
      disk,
      async mend(isDamaged) {
        await requireRoom(folder, roomToOpen);
        await disk.close();
        try {
          const text = isDamaged ? await rescues[Math.min(times++, rescues.length - 1)]?.() : undefined;
          if (text) tell("warning", text);
        } finally {
          await disk.open();
        }
      },
    };
  }

  try {
    await finishRebuilding(folder);
    return mendable(await openWhole(folder));
  } catch (error) {
    if (!isDamage(error)) return inMemory(error);
    log.warn(`${folder} is damaged`, error);
  }
  for (const rescue of rescues) {
    try {
      const text = await rescue();
      const disk = await openWhole(folder);
      tell("warning", text);
      return mendable(disk);
    } catch (error) {
      log.error(`mending ${folder} failed`, error);
    }
  }
  return inMemory(new Error(`${folder} can neither be repaired nor set aside`));

  async function inMemory(error: unknown): Promise<OpenedDisk> {
    const { MemoryLevel } = await import("memory-level");
    log.error(`${folder} could not be opened`, error);
    tell(
      "critical",
      `The alert history is kept in memory only: ${folder} cannot be opened (${codeOf(causeOf(error))}). Alerts that were told may be told again.`,
    );
    return { disk: new MemoryLevel<string, string>() };
  }
}

async function openWhole(folder: string): Promise<ClassicLevel<string, string>> {
  const names = await namesIn(folder);
  // LevelDB takes a database without this file for a new one and removes its tables.
  if (!names.includes("CURRENT") && names.some((name) => /\.(ldb|sst|log)$/.test(name))) {
    throw Object.assign(new Error(`${join(folder, "CURRENT")} is missing`), { code: "LEVEL_CORRUPTION" });
  }
  const disk = new ClassicLevel<string, string>(folder, sizes);
  await disk.open();
  try {
    // A database that opens may still be damaged where it is read, and without these the alerts cannot go on.
    for await (const _ of disk.values({ gte: keptPrefix, lt: afterAll(keptPrefix) }));
    return disk;
  } catch (error) {
    await disk.close();
    throw error;
  }
}

const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause !== undefined ? error.cause : error);
