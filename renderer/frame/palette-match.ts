/**
 * How well an entry fits what was typed, 0 for not at all: every word has to begin a word of the entry's own name, or of
 * the other words it is found by, which count less. No guessing by scattered letters: "dark theme" is not "Settings".
 */
export function matchScore(typed: string, name: string, others: readonly string[]): number {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [own, other] = [wordsOf(name), wordsOf(others.join(" "))];
  let score = 1;
  for (const word of words) {
    if (own[0]?.startsWith(word)) continue;
    if (own.some((each) => each.startsWith(word))) score *= 0.9;
    else if (other.some((each) => each.startsWith(word))) score *= 0.5;
    else return 0;
  }
  return score;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
