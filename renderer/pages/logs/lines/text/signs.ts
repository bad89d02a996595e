// Characters that are not seen, or that move what stands beside them: written out, so that a line shows all that is in it.
import type { Piece } from "./pieces";

// C0 but tab and line feed, delete and C1; soft hyphen; the marks, embeddings, overrides and isolates of direction; what has no
// width; line and paragraph separators; halves of a pair.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const hiddenRun = new RegExp(`(?:${hidden.source})+`, "g");
const hiddenOrBreak = new RegExp(`(?:${hidden.source}|\\n)+`, "g");

/** With each hidden character as a sign of its own. Where a line may not break, neither may its line breaks. */
export function withSigns(pieces: readonly Piece[], mayBreak: boolean): Piece[] {
  const wanted = mayBreak ? hiddenRun : hiddenOrBreak;
  const result: Piece[] = [];
  for (const piece of pieces) {
    if (!hidden.test(piece.text) && (mayBreak || !piece.text.includes("\n"))) {
      result.push(piece);
      continue;
    }
    let from = 0;
    for (const found of piece.text.matchAll(wanted)) {
      if (found.index > from) result.push({ ...piece, text: piece.text.slice(from, found.index) });
      result.push({ ...piece, text: signsOf(found[0]), look: "sign" });
      from = found.index + found[0].length;
    }
    if (from < piece.text.length) result.push({ ...piece, text: piece.text.slice(from) });
  }
  return result;
}

function signsOf(text: string): string {
  let signs = "";
  for (let index = 0; index < text.length; index++) signs += signOf(text.charCodeAt(index));
  return signs;
}

/** Its number, as a program would write it: Unicode's pictures of these characters are in few fonts. */
export function signOf(code: number): string {
  if (code === 0x0a) return "\u23ce";
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
