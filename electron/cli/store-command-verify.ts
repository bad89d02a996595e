import { join } from "node:path";
import { formatLabels } from "#shared/model/labels";
import type { Disk } from "../engine/store/disk/disk";
import { openDisk } from "../engine/store/disk/open-disk";
import { repairDisk, sayFault, type Verification, verifyDisk } from "../engine/store/disk/verify";
import { readArguments } from "./arguments";
import { type Surroundings, UsageError } from "./command";
import { dataFolderOf, quietLog, refuseUnlessFree, refuseWithoutHistory, storeFolder } from "./store-command-place";

/** Enough to see what it is about; a store may have thousands of damaged chunks. */
const mostFaults = 50;

export const storeVerify = (args: string[], surroundings: Surroundings): Promise<number> =>
  withDisk("verify", args, surroundings, async (disk) => {
    const found = await verifyDisk(disk);
    await sayFaults(disk, found, surroundings);
    if (found.faults.length === 0) return 0;
    surroundings.tell("`watchdeck store repair` takes out what is damaged.");
    return 1;
  });

export const storeRepair = (args: string[], surroundings: Surroundings): Promise<number> =>
  withDisk("repair", args, surroundings, async (disk) => {
    const found = await verifyDisk(disk);
    await sayFaults(disk, found, surroundings);
    if (found.faults.length === 0) return 0;
    await repairDisk(disk, found.faults);
    surroundings.out("What is damaged was taken out; all that is left can be read.\n");
    return 0;
  });

async function withDisk(
  action: string,
  args: string[],
  surroundings: Surroundings,
  run: (disk: Disk) => Promise<number>,
): Promise<number> {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: { "data-folder": { type: "string" } } });
  if (positionals.length > 0) throw new UsageError(`store ${action} takes options only, not ${JSON.stringify(positionals[0])}.`);
  const dataFolder = dataFolderOf(values["data-folder"], surroundings);
  await refuseUnlessFree(dataFolder, surroundings);
  await refuseWithoutHistory(dataFolder);
  const { disk, remarks } = await openDisk({ folder: join(storeFolder(dataFolder), "blocks"), log: quietLog });
  try {
    for (const remark of remarks) surroundings.tell(remark);
    return await run(disk);
  } finally {
    await disk.close();
  }
}

async function sayFaults(disk: Disk, { series, blocks, chunks, faults }: Verification, { out }: Surroundings): Promise<void> {
  const names = new Map<number, string>();
  for await (const { id, labels } of disk.loadSeries()) names.set(id, formatLabels(labels));
  const lines = faults.slice(0, mostFaults).map((fault) => sayFault(fault, (id) => names.get(id) ?? ""));
  if (faults.length > mostFaults) lines.push(`And ${faults.length - mostFaults} more like these.`);
  const what = `${series} series and ${counted(chunks, "chunk")} in ${counted(blocks, "block")}`;
  lines.push(faults.length === 0 ? `Read ${what}: nothing is damaged.` : `Read ${what}: ${faults.length} damaged.`);
  out(`${lines.join("\n")}\n`);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
