// What is to be imported: files, or the standard input.
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { largestText, tooLargeWords } from "#shared/dashboards/dashboard-text";
import { AppError } from "#shared/model/failure";
import { whyUnreadable } from "../unreadable";

export interface Given {
  /** As it was typed. */
  file: string;
  text: string;
  /** For a dashboard without a title of its own. */
  name: string;
}

export async function readGiven(file: string, stdin: NodeJS.ReadableStream = process.stdin): Promise<Given> {
  if (file === "-") return { file: "standard input", text: await text(stdin), name: "Imported" };
  return { file, text: await readText(file), name: basename(file).replace(/\.(json|ya?ml|md|txt)$/i, "") };
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > largestText) throw new AppError({ kind: "bad-file", say: `${file}: ${tooLargeWords}` });
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError({ kind: "bad-file", say: `${file} cannot be read: ${whyUnreadable(error)}.` }, { cause: error });
  }
}
