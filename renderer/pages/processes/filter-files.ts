import type { OpenFile } from "#shared/contract/processes";
import { wordTest } from "../../components/word-test";

/** Those with all the words of the filter in their kind or target. */
export function filterFiles(files: readonly OpenFile[], filter: string): readonly OpenFile[] {
  const isWanted = wordTest(filter);
  return files.filter(({ kind, target }) => isWanted(`${kind} ${target}`));
}
