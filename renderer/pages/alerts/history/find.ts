// Words in the history: the engine gives entries by time, kind and alert; names and texts are looked for here.
import type { LedgerEntry } from "#shared/contract/alerts";
import { wordFilter } from "../../../components/word-filter";

export function findEntries(entries: readonly LedgerEntry[], words: string): readonly LedgerEntry[] {
  if (words.trim() === "") return entries;
  const isFound = wordFilter(words);
  return entries.filter(({ alertName, text, receiver, summary, labels }) =>
    isFound([alertName, text, receiver ?? "", summary ?? "", ...Object.values(labels ?? {})].join("\n")),
  );
}
