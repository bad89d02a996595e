import { mkdirSync } from "node:fs";
import { app } from "electron";
import { AppError } from "#shared/model/failure";
import { dataFolderIn } from "./data-folder-argument";

/** Where everything of this console is kept. Set first of all: Electron's single-instance lock lies there as well. */
export function setUpDataFolder(): string {
  const wanted = dataFolderIn(process.argv, process.cwd());
  if (wanted) app.setPath("userData", wanted);
  const folder = app.getPath("userData");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError(
      { kind: "refused", say: `The data folder ${folder} cannot be made or used; name another one with --data-folder.` },
      { cause: error },
    );
  }
  return folder;
}
