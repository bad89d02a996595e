// JSON spread out, read as far as it is there: of a line of which only the beginning is shown there is no whole value to parse, and
// numbers stay as they were written.
import type { Piece } from "./pieces";

/** Deeper than this nothing more is indented: a line of nothing but brackets would otherwise be all blanks. */
const deepest = 24;

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\]|\\.)*(?:"|\\?$)/sy;
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /(?:true|false|null)\b/y;
const lineBreak = (depth: number): string => `\n${"  ".repeat(Math.min(depth, deepest))}`;

/** Undefined for what is no JSON object or list. */
export function jsonPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  /** What is open, the innermost last. */
  const open: ("{" | "[")[] = [];
  let at = 0;
  let signs = "";

  function read(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }
  function push(found: string, look: string): void {
    if (signs) pieces.push({ text: signs, look: "sign-of-json" });
    signs = "";
    pieces.push({ text: found, look });
  }

  read(blank);
  if (text[at] !== "{" && text[at] !== "[") return undefined;
  for (let mayBeName = false; at < text.length; ) {
    read(blank);
    const next = text[at];
    if (next === undefined) break;
    if (next === "{" || next === "[") {
      at++;
      read(blank);
      const end = next === "{" ? "}" : "]";
      if (text[at] === end) {
        at++;
        signs += next + end;
      } else {
        open.push(next);
        signs += next + lineBreak(open.length);
      }
      mayBeName = next === "{";
    } else if (next === "}" || next === "]") {
      if (open.pop() !== (next === "}" ? "{" : "[")) return undefined;
      at++;
      signs += lineBreak(open.length) + next;
    } else if (next === ",") {
      at++;
      signs += `,${lineBreak(open.length)}`;
      mayBeName = open.at(-1) === "{";
    } else if (next === ":") {
      at++;
      signs += ": ";
      mayBeName = false;
    } else {
      const text_ = read(string);
      const found = text_ ?? read(number) ?? read(word);
      if (found === undefined) {
        // Cut within a word or a number, or no JSON.
        if (text.length - at > 4) return undefined;
        push(text.slice(at), "word");
        at = text.length;
      } else if (text_ === undefined) push(found, /^[tfn]/.test(found) ? "word" : "number");
      else push(found, mayBeName ? "key" : "string");
      mayBeName = false;
    }
    if (open.length === 0) {
      read(blank);
      // Something behind it, or another value: it only began like JSON.
      if (at < text.length) return undefined;
    }
  }
  if (signs) pieces.push({ text: signs, look: "sign-of-json" });
  return pieces;
}
