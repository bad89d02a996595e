import { accessSync, constants, mkdirSync } from "node:fs";
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
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new AppError(
      { kind: "refused", say: `The data folder ${folder} cannot be written to; choose another with --data-folder.` },
      { cause: error },
    );
  }
  return folder;
}
