import { type AnswerRead, getTraceReader } from "./reader";

/** Reads files one after the other, so that only one of them is in memory as text. */
export async function openFiles(files: readonly File[]): Promise<AnswerRead[]> {
  const answers: AnswerRead[] = [];
  for (const file of files) answers.push(await getTraceReader().readFile(file));
  return answers;
}
