// Reads `key=value` pairs out of a line of logfmt, or of a sentence that has some in it.
import { nameOfKey } from "./field-names";

/** One field; `true` ends the reading. Loki's parser passes over what is not well formed, as the address in `url=/a?b=c`. */
export type VisitPair = (name: string, value: () => string, isWellFormed: boolean) => boolean;

// What stands before a `=` in an address or in code ("/a?b=1", "x==1") is no key.
const key = /(?<!\S)([A-Za-z_][\w.\-/]{0,199})=(?!=)/g;

/** Visits every pair, from left to right. A key without a value is none, as in Loki. */
export function readLogfmtFields(line: string, visit: VisitPair): void {
  if (!line.includes("=")) return;
  const keys = new RegExp(key);
  for (let found = keys.exec(line); found; found = keys.exec(line)) {
    const from = keys.lastIndex;
    const isQuoted = line[from] === '"';
    const to = isQuoted ? endOfQuoted(line, from) : endOfBare(line, from);
    keys.lastIndex = to;
    if (to === from) continue;
    const name = nameOfKey(found[1] ?? "", true);
    const isWellFormed = isQuoted || !/[="]/.test(line.slice(from, to));
    if (visit(name, () => (isQuoted ? unquoted(line, from, to) : line.slice(from, to)), isWellFormed)) return;
  }
}

function endOfBare(line: string, from: number): number {
  let to = from;
  while (to < line.length && line.charCodeAt(to) > 32) to++;
  return to;
}

/** Behind the closing quote; of a line that was cut, its end. */
function endOfQuoted(line: string, from: number): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === '"') return at + 1;
  }
  return line.length;
}

function unquoted(line: string, from: number, to: number): string {
  const isClosed = to - from > 1 && line[to - 1] === '"';
  const inner = line.slice(from + 1, isClosed ? to - 1 : to);
  if (!inner.includes("\\")) return inner;
  try {
    const decoded: unknown = JSON.parse(`"${inner.replaceAll("\t", "\\t")}"`);
    return typeof decoded === "string" ? decoded : inner;
  } catch {
    // An escape that neither knows: shown as written.
    return inner;
  }
}
