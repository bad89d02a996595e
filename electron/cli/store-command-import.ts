import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { AppError } from "#shared/model/failure";
import { TextFault } from "../engine/store/open-metrics/fault";
import { type Imported, importOpenMetrics } from "../engine/store/open-metrics/import";
import type { KeepRules } from "../engine/store/retention";
import { readArguments } from "./arguments";
import { type Surroundings, UsageError } from "./command";
import { dataFolderOf, openOwnStore, readKeepRules, refuseUnlessFree } from "./store-command-place";
import { whyUnreadable } from "./unreadable";

export async function storeImport(args: string[], surroundings: Surroundings): Promise<number> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { "data-folder": { type: "string" } },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError("store import takes one file in the OpenMetrics text format.");
  const { out, tell, now } = surroundings;
  const dataFolder = dataFolderOf(values["data-folder"], surroundings);
  await refuseUnreadable(file);
  await refuseUnlessFree(dataFolder, surroundings);
  const store = await openOwnStore(dataFolder, surroundings);
  try {
    const imported = await importOpenMetrics(() => createReadStream(file), store, `import ${new Date(now()).toISOString()}`);
    out(`${sayImported(imported)}\n`);
    for (const line of sayTooOld(imported, await readKeepRules(dataFolder), now())) tell(line);
    return 0;
  } catch (error) {
    if (!(error instanceof TextFault)) throw error;
    out(`${file}:${error.line}:${error.column}: error: ${error.message}\n`);
    tell("Nothing was imported.");
    return 1;
  } finally {
    await store.close();
  }
}

/** The text is read twice, so it has to be a file. */
async function refuseUnreadable(file: string): Promise<void> {
  let why: string | undefined;
  try {
    if (!(await stat(file)).isFile()) why = "it is no file";
  } catch (error) {
    why = whyUnreadable(error);
  }
  if (why !== undefined) throw new AppError({ kind: "bad-file", say: `${file} cannot be read: ${why}.` });
}

function sayImported({ series, samples, from, to }: Imported): string {
  if (from === undefined || to === undefined) return "The file holds no samples.";
  const what = `${samples === 1 ? "1 sample" : `${samples} samples`} of ${series} series`;
  return `Imported ${what}, from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}.`;
}

/** The rules of the history hold for what was imported as well, from the console's next round on. */
function sayTooOld({ from }: Imported, { keep }: KeepRules, now: number): string[] {
  const oldest = now - Math.max(...keep);
  if (from === undefined || from >= oldest) return [];
  return [`What is older than ${new Date(oldest).toISOString()} is not kept; the settings say for how long.`];
}
