import type { OpenFile } from "#shared/contract/processes";

/** Those with all the words of the filter in their kind or target; upper and lower case are alike. */
export function filterFiles(files: readonly OpenFile[], filter: string): readonly OpenFile[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter(({ kind, target }) => {
    const text = `${kind} ${target}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
