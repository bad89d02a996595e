// Reads a long JSON list in pieces. Parsed and checked in one go, ten thousand alerts keep the engine from everything else for a
// fifth of a second; in pieces, others get their turn in between.
import { setImmediate } from "node:timers/promises";

/** So many characters of the text are worked on at once: about five milliseconds. */
const pieceLength = 256 * 1024;

/**
 * The items of a JSON list, each made into what is wanted of it. Throws a SyntaxError when the text is no list, or one that is
 * broken or cut off, and whatever `toItem` throws.
 */
export async function parseJsonList<T>(text: string, toItem: (json: unknown) => T): Promise<T[]> {
  const start = firstBracket(text);
  const read = (list: string) => asList(JSON.parse(list)).map(toItem);
  if (text.length <= pieceLength) return read(text);
  const items: T[] = [];
  let from = start + 1;
  let depth = 1;
  let isInText = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === backslash) at++;
      else if (code === quote) isInText = false;
    } else if (code === quote) isInText = true;
    else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      depth--;
      if (depth === 0) {
        if (text.slice(at + 1).trim() !== "") throw new SyntaxError("there is more after the list");
        // Of `[1,]` the last piece is empty, as it is of `[]`; the parser knows the difference.
        if (items.length === 0 || text.slice(from, at).trim() === "") return read(text);
        items.push(...read(`[${text.slice(from, at)}]`));
        return items;
      }
    } else if (code === comma && depth === 1 && at - from >= pieceLength) {
      items.push(...read(`[${text.slice(from, at)}]`));
      from = at + 1;
      await setImmediate();
    }
  }
  throw new SyntaxError("the list has no end");
}

function firstBracket(text: string): number {
  const start = /^[\s\uFEFF]*\[/.exec(text.slice(0, 1000));
  if (!start) throw new SyntaxError("this is no list");
  return start[0].length - 1;
}

function asList(json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  throw new SyntaxError("this is no list");
}

const quote = '"'.charCodeAt(0);
const backslash = "\\".charCodeAt(0);
const comma = ",".charCodeAt(0);
const openBrace = "{".charCodeAt(0);
const closeBrace = "}".charCodeAt(0);
const openBracket = "[".charCodeAt(0);
const closeBracket = "]".charCodeAt(0);
