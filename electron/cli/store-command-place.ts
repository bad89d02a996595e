// Where the history of a data folder is, and who may open it: one process at a time.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#shared/model/failure";
import { systemClock } from "../engine/clock";
import type { Log } from "../engine/log";
import { readJson } from "../engine/settings/json-file";
import { repairSettings } from "../engine/settings/repair";
import { newSettings } from "../engine/settings/schema";
import { type EmbeddedStore, openEmbeddedStore } from "../engine/store/embedded-store";
import { keepRulesOf } from "../engine/store/keep-rules";
import type { KeepRules } from "../engine/store/retention";
import { defaultDataFolder } from "../serve/data-folder";
import { isDesktopRunning } from "../serve/desktop-lock";
import { runningPort } from "../serve/lock";
import type { Surroundings } from "./command";

export const dataFolderOf = (typed: string | undefined, { platform, env }: Surroundings): string =>
  typed ?? defaultDataFolder(platform, env);

export const storeFolder = (dataFolder: string): string => join(dataFolder, "store");

/** What a person needs to know is told by whoever opens the store. */
export const quietLog: Log = { info() {}, warn() {}, error() {} };

/** Throws a sentence where there is no history, or where another process has it. */
export async function refuseUnlessFree(dataFolder: string, { now }: Surroundings): Promise<void> {
  await refuseDesktop(dataFolder);
  const port = await runningPort(dataFolder, now());
  if (port === undefined) return;
  throw new AppError({
    kind: "refused",
    say: `A console runs on the data folder ${dataFolder}, at http://127.0.0.1:${port}/; end it first.`,
  });
}

/** The desktop app has no port to ask. */
export async function refuseDesktop(dataFolder: string): Promise<void> {
  if (!(await isDesktopRunning(dataFolder))) return;
  throw new AppError({ kind: "refused", say: `The desktop app runs on the data folder ${dataFolder}; quit it first.` });
}

export async function refuseWithoutHistory(dataFolder: string): Promise<void> {
  try {
    await access(storeFolder(dataFolder));
  } catch (cause) {
    throw new AppError(
      { kind: "not-found", say: `There is no history in ${dataFolder}; choose another folder with --data-folder.` },
      { cause },
    );
  }
}

/** The store for us alone; remarks on damage are told. */
export async function openOwnStore(dataFolder: string, { tell }: Surroundings): Promise<EmbeddedStore> {
  const rules = await readKeepRules(dataFolder);
  return openEmbeddedStore({
    folder: storeFolder(dataFolder),
    clock: systemClock,
    log: quietLog,
    rules: () => rules,
    onRemark: tell,
  });
}

/** As the console's settings say; nothing of them is written here. */
export async function readKeepRules(dataFolder: string): Promise<KeepRules> {
  const found = await readJson(join(dataFolder, "settings.json"));
  const repair = found.kind === "read" ? repairSettings(found.value) : undefined;
  return keepRulesOf((repair?.kind === "settings" ? repair.settings : newSettings()).preferences);
}
