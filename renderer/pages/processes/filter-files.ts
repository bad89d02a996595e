import type { OpenFile } from "#shared/contract/processes";
import { wordFilter } from "../../components/word-filter";

/** Those with all the words of the filter in their kind or target. */
export function filterFiles(files: readonly OpenFile[], filter: string): readonly OpenFile[] {
  const isWanted = wordFilter(filter);
  return files.filter(({ kind, target }) => isWanted(`${kind} ${target}`));
}
