// Text that was written in one encoding and read in another: each character of UTF-8 became two or three of Windows-1252.

/** What the bytes 0x80 to 0x9f are in Windows-1252; the rest of the upper half is as in Unicode. */
const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** First bytes of the characters that people write: Latin, Greek, Cyrillic, punctuation, the byte order mark, emoji. */
const usualLeads: readonly number[] = [0xc2, 0xc3, 0xc4, 0xc5, 0xce, 0xcf, 0xd0, 0xd1, 0xe2, 0xef, 0xf0];

function byteOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const at = upper.indexOf(character);
  return at >= 0 ? 0x80 + at : code <= 0xff ? code : -1;
}

export interface Damage {
  from: number;
  to: number;
  /** The damaged characters, and what they were; absent where nothing can tell any more. */
  was?: string;
}

/** The places where a text looks damaged. What happens to look so but is no UTF-8 underneath is left alone. */
export function findDamage(text: string): Damage[] {
  const found: Damage[] = [];
  for (const { 0: run, index } of text.matchAll(/[\u0080-\u00ffŒœŠšŽžŸƒˆ˜–—‘-„†-•…‰‹›€™]{2,}|\ufffd+/g)) {
    const place = { from: index, to: index + run.length };
    if (run.startsWith("\ufffd")) {
      found.push(place);
      continue;
    }
    const was = original(run);
    if (was !== undefined) found.push({ ...place, was });
  }
  return found;
}

function original(run: string): string | undefined {
  const bytes = [...run].map(byteOf);
  // "CAFÉ»" is right as it is, though these two could be one letter of a script that nobody writes rules in.
  if (bytes.includes(-1) || !usualLeads.includes(bytes[0] ?? 0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
