import { ansiPieces, hasAnsi } from "./ansi";
import { jsonPieces } from "./json-pieces";
import { logfmtPieces } from "./logfmt-pieces";
import { type Matcher, markedPieces } from "./marks";
import { withSigns } from "./signs";

/** A stretch of a line that is drawn in one way. */
export interface Piece {
  text: string;
  /** Words of the style sheet, with blanks between: "key", "string", "red bold". */
  look?: string;
  /** Found in it: by the query, by the search in the results, or by that search and stepped to. */
  mark?: "term" | "found" | "current";
}

export interface TextSettings {
  prettify: boolean;
  wrap: boolean;
  ansi: boolean;
}

/** Marks are only looked for in this much of a line: nobody sees them further on, and long lines are where they cost. */
const mostMarked = 4096;

/** The first `shown` characters of a line as they are drawn. */
export function piecesOf(line: string, shown: number, settings: TextSettings, matchers: readonly Matcher[]): Piece[] {
  const text = beginning(line, shown);
  const plain = plainPieces(text, settings);
  return withSigns(markedPieces(plain, matchers, mostMarked), settings.wrap || settings.prettify);
}

function plainPieces(text: string, { prettify, ansi }: TextSettings): Piece[] {
  if (ansi && hasAnsi(text)) return ansiPieces(text);
  if (prettify) return jsonPieces(text) ?? logfmtPieces(text) ?? [{ text }];
  return leadingPieces(text);
}

// One pair says what a logfmt line is about: its first that is neither its time nor its level. What is quoted can be read in one
// way only: a line of thirty `t="" ` would otherwise be tried in a thousand million ways.
const leading =
  /^((?:(?:ts|time|timestamp|t|level|lvl|severity)=(?:"[^"]*"|(?!")\S*) +)*)([A-Za-z_][\w.-]*=)("[^"]{1,200}"|[^\s"]{1,200})/;

function leadingPieces(text: string): Piece[] {
  const found = leading.exec(text);
  if (!found) return [{ text }];
  const [whole, before = "", name = "", value = ""] = found;
  return [{ text: before + name }, { text: value, look: "strong" }, { text: text.slice(whole.length) }];
}

/** Not in the middle of a pair of surrogates. */
export function beginning(line: string, length: number): string {
  if (line.length <= length) return line;
  const last = line.charCodeAt(length - 1);
  return line.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
