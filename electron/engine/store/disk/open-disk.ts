// Opens the history's folder: whatever a kill or a damaged file has left there, it opens, and says what was lost.
import { basename, join } from "node:path";
import type { Bytes } from "#shared/units/size";
import type { EpochMs } from "#shared/units/time";
import type { Log } from "../../log";
import { type Catalogue, readCatalogue } from "./catalogue";
import { createDisk } from "./create-disk";
import type { Disk } from "./disk";
import { defaultReserve, toWriteFailed } from "./disk-full";
import type { Level } from "./level";
import { insist, type OpenedLevel, openLevel } from "./open-level";
import { reconcile } from "./reconcile";
import { levelFolders, prepareFolder } from "./store-folder";

export interface OpenDiskOptions {
  folder: string;
  log: Log;
  /** Room that is left to others on a disk that is nearly full. */
  reserve?: Bytes;
  now?: () => EpochMs;
}

export interface OpenedDisk {
  disk: Disk;
  /** Sentences for the user about what was damaged and what became of it. */
  remarks: string[];
}

/** LevelDB's logs and what it keeps in memory. Blocks come every ten minutes, so a larger one would only be a longer log. */
const writeBufferSizes: Record<(typeof levelFolders)[number], Bytes> = {
  index: 512 * 1024,
  raw: 2 * 1024 * 1024,
  "ten-seconds": 1024 * 1024,
  minutes: 512 * 1024,
};

export async function openDisk(options: OpenDiskOptions): Promise<OpenedDisk> {
  const { folder, log, reserve = defaultReserve, now = Date.now } = options;
  const remarks = await prepareFolder(folder);
  // Colons are not allowed in names on Windows.
  const asideFolder = `${folder}.damaged-${new Date(now()).toISOString().replaceAll(":", "-")}`;
  const opened: OpenedLevel[] = [];
  try {
    const openPart = async (name: (typeof levelFolders)[number]) => {
      const part = await openLevel({ folder: join(folder, name), writeBufferSize: writeBufferSizes[name], asideFolder, log });
      opened.push(part);
      return part;
    };
    // The index first: as long as it is open no other process gets further than to ask for it.
    const [indexName, ...tierNames] = levelFolders;
    const index = await openPart(indexName);
    const opening = tierNames.map(openPart);
    // All of them, so that none is still opening when the others are closed because of it.
    await Promise.allSettled(opening);
    const tiers = await Promise.all(opening);
    const catalogue = await insist(index, () => readCatalogue(index.level));
    const reconciled = await reconcile({ index, tiers, catalogue });
    remarks.push(...sayOutcomes([index, ...tiers], catalogue, asideFolder), ...reconciled.remarks);
    const disk = createDisk({
      folder,
      index: index.level,
      tiers: tiers.map(({ level }) => level),
      catalogue: reconciled.catalogue,
      reserve,
      log,
    });
    if (catalogue.dropping.length > 0) await disk.dropSeries(catalogue.dropping);
    return { disk, remarks };
  } catch (error) {
    for (const { level } of opened) await closeQuietly(level, log);
    throw toWriteFailed(error, folder);
  }
}

function sayOutcomes(opened: readonly OpenedLevel[], catalogue: Catalogue, asideFolder: string): string[] {
  const isUsed = catalogue.blocks.length > 0 || catalogue.series.length > 0;
  const say: Record<OpenedLevel["outcome"], string | undefined> = {
    "as it was": undefined,
    new: isUsed ? "was missing and was begun anew." : undefined,
    repaired: "was damaged and has been repaired.",
    "begun anew": `was damaged and was begun anew; the old one is kept as ${basename(asideFolder)}.`,
  };
  return opened.flatMap(({ outcome }, at) =>
    say[outcome] ? [`The part "${levelFolders[at]}" of the history ${say[outcome]}`] : [],
  );
}

async function closeQuietly(level: Level, log: Log): Promise<void> {
  try {
    await level.close();
  } catch (error) {
    // What made the opening fail is what the user is told.
    log.warn("a part of the history could not be closed", error);
  }
}
