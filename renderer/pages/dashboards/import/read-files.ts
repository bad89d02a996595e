import { largestText, tooLargeWords } from "#shared/dashboards/dashboard-text";
import type { Given } from "./import-store";

/** So many at once; a folder dropped by mistake is not read to its end. */
const mostFiles = 200;

/** The texts of files. One that is too large is told by its size and not read. */
export async function readFiles(files: readonly Pick<File, "name" | "size" | "text">[]): Promise<Given[]> {
  const given = await Promise.all(files.slice(0, mostFiles).map(readOne));
  if (files.length <= mostFiles) return given;
  const problem = `Only the first ${mostFiles} files are read at once; ${files.length - mostFiles} were left out.`;
  return [...given, { name: "More files", text: "", problem }];
}

async function readOne(file: Pick<File, "name" | "size" | "text">): Promise<Given> {
  const { name } = file;
  if (file.size > largestText) return { name, text: "", problem: tooLargeWords };
  try {
    return { name, text: await file.text() };
  } catch {
    // The browser's reasons are code names; what the user can do is the same for all of them.
    return {
      name,
      text: "",
      problem: "This could not be read: check that it is a file, that it is still there, and that you may read it.",
    };
  }
}
