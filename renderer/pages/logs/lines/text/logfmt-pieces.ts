import type { Piece } from "./pieces";

const pair = /\s*([^\s="]{1,200})=("(?:[^"\\]|\\.)*(?:"|\\?$)|[^\s"]*)(?=\s|$)/sy;

const bareWord = /\s*\S+/y;

/** Fewer pairs are a sentence with something in it. */
const fewestPairs = 3;

/** One pair in a line, names before their values; undefined for what is no logfmt. Words that are no pair stay where they are. */
export function logfmtPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  let pairs = 0;
  let words = 0;
  for (let at = 0; at < text.length; ) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (found) {
      const [, name = "", value = ""] = found;
      pieces.push({ text: `${pairs > 0 ? "\n" : ""}${name}=`, look: "key" });
      if (value !== "") pieces.push({ text: value, look: lookOf(value) });
      pairs++;
      at = pair.lastIndex;
      continue;
    }
    bareWord.lastIndex = at;
    const word = bareWord.exec(text)?.[0];
    if (word === undefined) break;
    if (pairs === 0 || ++words > pairs) return undefined;
    pieces.push({ text: word });
    at = bareWord.lastIndex;
  }
  return pairs >= fewestPairs ? pieces : undefined;
}

function lookOf(value: string): string {
  if (value.startsWith('"')) return "string";
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return "number";
  return /^(?:true|false|null|nil)$/.test(value) ? "word" : "string";
}
