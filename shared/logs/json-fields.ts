// Reads the fields of a line of JSON without building it: numbers keep their digits, a line that was cut gives what is there,
// and neither depth nor size of a hostile one costs more than its length.
import { nameOfKey } from "./field-names";

export type JsonKind = "text" | "number" | "boolean" | "null" | "list" | "object";

/** One field; `true` ends the reading. `value` is called only when it is wanted: most are not. */
export type VisitField = (name: string, kind: JsonKind, value: () => string) => boolean;

/** Deeper objects are told as their text. */
const mostDepth = 20;

interface Cursor {
  readonly text: string;
  at: number;
  readonly visit: VisitField;
}

/** Why the reading went no further: thrown around inside, never out of this file. */
class Stop extends Error {}
const stop = new Stop();

/** Whether a line can be an object at all: looked at before anything else is. */
export const looksLikeJson = (line: string): boolean => /^\s*\{/.test(line);

/**
 * Visits every field that is a leaf: `{"a":{"b":1}}` has `a_b`. Ends at the first mistake, with what was visited until then;
 * whether the line was one object to its end is the answer.
 */
export function readJsonFields(line: string, visit: VisitField): boolean {
  const cursor: Cursor = { text: line, at: 0, visit };
  try {
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== "{") return false;
    readObject(cursor, "", 0);
    skipSpace(cursor);
    return cursor.at === line.length;
  } catch (error) {
    if (error instanceof Stop) return false;
    throw error;
  }
}

function readObject(cursor: Cursor, prefix: string, depth: number): void {
  cursor.at++;
  skipSpace(cursor);
  if (cursor.text[cursor.at] === "}") {
    cursor.at++;
    return;
  }
  while (true) {
    skipSpace(cursor);
    const key = readKey(cursor);
    skipSpace(cursor);
    expect(cursor, ":");
    skipSpace(cursor);
    const part = nameOfKey(key, prefix === "");
    readValue(cursor, prefix === "" ? part : `${prefix}_${part}`, depth);
    skipSpace(cursor);
    const next = cursor.text[cursor.at++];
    if (next === "}") return;
    if (next !== ",") throw stop;
  }
}

function readValue(cursor: Cursor, name: string, depth: number): void {
  const { text, at: from } = cursor;
  const first = text[from];
  if (first === "{" && depth < mostDepth) {
    readObject(cursor, name, depth + 1);
    return;
  }
  const kind = kindOf(first);
  if (kind === "text") skipString(cursor);
  else if (kind === "list" || kind === "object") skipNested(cursor);
  else skipWord(cursor);
  const to = cursor.at;
  if (name === "") return;
  const isDone = cursor.visit(name, kind, () => (kind === "text" ? decodeString(text, from, to) : text.slice(from, to)));
  if (isDone) throw stop;
}

function kindOf(first: string | undefined): JsonKind {
  switch (first) {
    case '"':
      return "text";
    case "{":
      return "object";
    case "[":
      return "list";
    case "t":
    case "f":
      return "boolean";
    case "n":
      return "null";
    case undefined:
      throw stop;
    default:
      return "number";
  }
}

function readKey(cursor: Cursor): string {
  if (cursor.text[cursor.at] !== '"') throw stop;
  const from = cursor.at;
  skipString(cursor);
  return decodeString(cursor.text, from, cursor.at);
}

function expect(cursor: Cursor, sign: string): void {
  if (cursor.text[cursor.at] !== sign) throw stop;
  cursor.at++;
}

function skipSpace(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && cursor.text.charCodeAt(cursor.at) <= 32) cursor.at++;
}

/** To behind its quote, or to the end of a line that was cut. */
function skipString(cursor: Cursor): void {
  const { text } = cursor;
  let end = text.indexOf('"', cursor.at + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  cursor.at = end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

const word = /true|false|null|-?\d[\d.eE+-]*/y;

function skipWord(cursor: Cursor): void {
  word.lastIndex = cursor.at;
  if (!word.test(cursor.text)) throw stop;
  cursor.at = word.lastIndex;
}

/** A list, or an object too deep to be taken apart. Counts brackets, so its depth costs nothing. */
function skipNested(cursor: Cursor): void {
  const { text } = cursor;
  let depth = 0;
  while (cursor.at < text.length) {
    const sign = text.charCodeAt(cursor.at);
    if (sign === 34) {
      skipString(cursor);
      continue;
    }
    cursor.at++;
    if (sign === 91 || sign === 123) depth++;
    else if ((sign === 93 || sign === 125) && --depth === 0) return;
  }
}

/** What stands between the quotes. One that ends in the middle of an escape, or has a wrong one, is told as it is written. */
function decodeString(text: string, from: number, to: number): string {
  const isClosed = to - from > 1 && text[to - 1] === '"' && !isEscaped(text, to - 1);
  const inner = text.slice(from + 1, isClosed ? to - 1 : to);
  if (!inner.includes("\\")) return inner;
  try {
    const decoded: unknown = JSON.parse(`"${inner}"`);
    return typeof decoded === "string" ? decoded : inner;
  } catch {
    // A raw line break, a wrong escape, or a cut one: shown as written.
    return inner;
  }
}
