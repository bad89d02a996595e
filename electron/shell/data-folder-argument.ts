import { resolve } from "node:path";

/** The folder named by `--data-folder DIR` or `--data-folder=DIR`, made absolute; undefined when none is. */
export function dataFolderIn(argv: readonly string[], workingFolder: string): string | undefined {
  const at = argv.findIndex((argument) => argument === "--data-folder" || argument.startsWith("--data-folder="));
  if (at === -1) return undefined;
  const argument = argv[at] ?? "";
  const value = argument.includes("=") ? argument.slice(argument.indexOf("=") + 1) : argv[at + 1];
  return value ? resolve(workingFolder, value) : undefined;
}
