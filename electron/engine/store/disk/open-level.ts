// Opens a LevelDB whatever has become of its files: as it is, else repaired, else begun anew with the old one set aside.
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";
import { createDatabase, isDamage } from "./database";
import { systemCode, toWriteFailed } from "./disk-full";
import { createLevel, type Level } from "./level";
import { finishRebuilding, moveAside, namesIn, type RescueOptions, rebuild, repair } from "./rescue";

export interface OpenLevelOptions extends RescueOptions {
  writeBufferSize: Bytes;
}

export interface OpenedLevel {
  level: Level;
  outcome: "new" | "as it was" | "repaired" | "begun anew";
}

export async function openLevel(options: OpenLevelOptions): Promise<OpenedLevel> {
  const { folder, writeBufferSize, log } = options;
  const database = createDatabase(folder, writeBufferSize);
  const level = () => createLevel(database, (before) => (before === 0 ? repair(options) : rebuild(options)));
  if (await isFile(folder)) {
    await moveAside(folder, options.asideFolder, basename(folder));
    await open(() => database.open({ createIfMissing: true }), folder);
    return { level: level(), outcome: "begun anew" };
  }
  await finishRebuilding(folder);
  // Without its file CURRENT LevelDB takes a database for a new one, and removes the old tables.
  if (await isNew(folder)) {
    await open(() => database.open({ createIfMissing: true }), folder);
    return { level: level(), outcome: "new" };
  }
  const damage = await open(() => database.open({ createIfMissing: false }), folder);
  if (damage === undefined) return { level: level(), outcome: "as it was" };
  log.warn(`${folder} does not open and will be repaired`, damage);
  try {
    await repair(options);
    await database.open({ createIfMissing: false });
    return { level: level(), outcome: "repaired" };
  } catch (error) {
    log.warn(`${folder} could not be repaired and is set aside`, error);
  }
  await moveAside(folder, options.asideFolder, basename(folder));
  await open(() => database.open({ createIfMissing: true }), folder);
  return { level: level(), outcome: "begun anew" };
}

/** Damage may show only when something is read: then the part is repaired, and read again. */
export async function insist<T>(part: OpenedLevel, read: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!isDamage(error) || attempt === mostRepairs) throw error;
      await part.level.repair();
      if (part.outcome === "as it was") part.outcome = "repaired";
    }
  }
}

const mostRepairs = 2;

/** Undefined when it went well; what is damaged, when something is; all other trouble is thrown. */
async function open(run: () => Promise<void>, folder: string): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (isLocked(error)) {
      throw new AppError(
        { kind: "refused", say: `${folder} is in use by another Watchdeck: close that one first.` },
        { cause: error },
      );
    }
    if (systemCode(error) !== undefined) throw toWriteFailed(error, folder);
    return error;
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && (("code" in error && error.code === "LEVEL_LOCKED") || isLocked(error.cause));
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;

async function isNew(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  // A first manifest comes before CURRENT, and the first log after it: a kill between them leaves nothing to lose.
  return !names.some((name) => name === "CURRENT" || /\.(ldb|sst|log)$/.test(name));
}
