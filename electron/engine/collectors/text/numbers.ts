// Reading numbers out of the kernel's text files, where a field that is missing must not become a 0.

/** The number, or undefined where the text has none. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The words of a line; none for an empty one. */
export const wordsOf = (line: string): string[] => line.trim().split(/\s+/).filter(Boolean);
