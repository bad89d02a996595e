// Takes a template's text apart: stretches of plain text, and the tokens inside `{{ … }}`. The trim markers `{{-` and `-}}`
// take away the white space beside them.
import { TemplateError } from "./template-error";

export interface Token {
  kind: "text" | "open" | "close" | "word" | "field" | "variable" | "string" | "character" | "number" | "punctuation";
  /** Text: the text; string and character: what it stands for; otherwise as written. */
  text: string;
  from: number;
  to: number;
  /** Whether white space precedes it; `.x` right behind a value is a field of that value, otherwise of the dot. */
  isSpaced: boolean;
}

const space = /[ \t\r\n]*/y;
const patterns: { kind: Token["kind"]; pattern: RegExp }[] = [
  {
    kind: "number",
    pattern:
      /[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)/y,
  },
  { kind: "field", pattern: /\.[\p{L}_][\p{L}\p{Nd}_]*/uy },
  { kind: "variable", pattern: /\$[\p{L}\p{Nd}_]*/uy },
  { kind: "word", pattern: /[\p{L}_][\p{L}\p{Nd}_]*/uy },
  { kind: "punctuation", pattern: /:=|[|().,=]/y },
];

export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  let isTrimming = false;
  while (at < source.length) {
    const open = source.indexOf("{{", at);
    const end = open < 0 ? source.length : open;
    const trimsBefore = open >= 0 && /^\{\{-[ \t\r\n]/.test(source.slice(open, open + 4));
    const from = isTrimming ? Math.min(skipSpace(source, at), end) : at;
    const plain = source.slice(from, trimsBefore ? endOfText(source, from, end) : end);
    if (plain !== "") found.push({ kind: "text", text: plain, from: at, to: end, isSpaced: false });
    if (open < 0) break;
    const inside = open + (trimsBefore ? 3 : 2);
    const action = readComment(source, open, inside) ?? readAction(source, open, inside, found);
    at = action.end;
    isTrimming = action.trimsAfter;
  }
  return found;
}

/** Where the text before `to` ends without the white space behind it. Counted, as a pattern for it takes the square of the time. */
function endOfText(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && " \t\r\n".includes(source[end - 1] ?? "")) end--;
  return end;
}

interface ActionEnd {
  end: number;
  trimsAfter: boolean;
}

function readComment(source: string, open: number, inside: number): ActionEnd | undefined {
  // Right behind the braces, or behind the blank of a trim marker.
  const start = source[inside - 1] === "-" ? inside + 1 : inside;
  if (!source.startsWith("/*", start)) return undefined;
  const end = source.indexOf("*/", start + 2);
  if (end < 0) throw new TemplateError("unclosed comment", { from: open, to: source.length });
  const close = closing(source, end + 2);
  if (!close) throw new TemplateError("comment ends before closing delimiter", { from: open, to: end + 2 });
  return close;
}

function readAction(source: string, open: number, inside: number, found: Token[]): ActionEnd {
  found.push({ kind: "open", text: "{{", from: open, to: inside, isSpaced: false });
  let at = inside;
  let depth = 0;
  for (;;) {
    const close = closing(source, at);
    if (close && depth > 0) throw new TemplateError("unclosed left paren", { from: at, to: close.end });
    if (close) {
      found.push({ kind: "close", text: "}}", from: at, to: close.end, isSpaced: false });
      return close;
    }
    const from = skipSpace(source, at);
    if (from >= source.length) throw new TemplateError("unclosed action", { from: open, to: source.length });
    const token = readQuoted(source, from) ?? readPlain(source, from);
    if (token.kind === "punctuation" && token.text === "(") depth++;
    if (token.kind === "punctuation" && token.text === ")" && --depth < 0)
      throw new TemplateError("unexpected right paren", token);
    found.push({ ...token, isSpaced: from > at });
    at = token.to;
  }
}

function closing(source: string, at: number): ActionEnd | undefined {
  const from = skipSpace(source, at);
  if (from > at && source.startsWith("-}}", from)) return { end: from + 3, trimsAfter: true };
  return source.startsWith("}}", from) ? { end: from + 2, trimsAfter: false } : undefined;
}

function readPlain(source: string, from: number): Token {
  for (const { kind, pattern } of patterns) {
    pattern.lastIndex = from;
    const match = pattern.exec(source)?.[0];
    if (match && kind === "number" && /^[\p{L}\p{Nd}_]/u.test(source.slice(from + match.length, from + match.length + 2))) {
      const more = /^[\p{L}\p{Nd}_.]*/u.exec(source.slice(from + match.length))?.[0] ?? "";
      const place = { from, to: from + match.length + more.length };
      throw new TemplateError(`bad number syntax: ${JSON.stringify(match + more)}`, place);
    }
    if (match) return { kind, text: match, from, to: from + match.length, isSpaced: false };
  }
  const character = String.fromCodePoint(source.codePointAt(from) ?? 0);
  throw new TemplateError(`unexpected ${JSON.stringify(character)} in the template`, { from, to: from + character.length });
}

function readQuoted(source: string, from: number): Token | undefined {
  const quote = source[from];
  if (quote !== '"' && quote !== "'" && quote !== "`") return undefined;
  let at = from + 1;
  while (at < source.length && source[at] !== quote) {
    if (quote !== "`" && source[at] === "\n") break;
    at += quote !== "`" && source[at] === "\\" ? 2 : 1;
  }
  if (source[at] !== quote) {
    const what = quote === '"' ? "quoted string" : quote === "'" ? "character constant" : "raw quoted string";
    throw new TemplateError(`unterminated ${what}`, { from, to: Math.min(at, source.length) });
  }
  const body = source.slice(from + 1, at);
  const text = quote === "`" ? body : unescaped(body, { from, to: at + 1 });
  if (quote === "'" && [...text].length !== 1) {
    throw new TemplateError(`malformed character constant: ${source.slice(from, at + 1)}`, { from, to: at + 1 });
  }
  return { kind: quote === "'" ? "character" : "string", text, from, to: at + 1, isSpaced: false };
}

const simpleEscapes = new Map(
  Object.entries({ a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"', "'": "'" }),
);

function unescaped(body: string, place: { from: number; to: number }): string {
  return body.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gsu,
    (whole, ...groups: (string | undefined)[]) => {
      const [byte, short, long, octal, simple] = groups;
      const code = octal !== undefined ? Number.parseInt(octal, 8) : Number.parseInt(byte ?? short ?? long ?? "", 16);
      const character =
        simple === undefined ? (code <= 0x10ffff ? String.fromCodePoint(code) : undefined) : simpleEscapes.get(simple);
      if (character === undefined) throw new TemplateError(`invalid escape ${whole} in a quoted string`, place);
      return character;
    },
  );
}

function skipSpace(source: string, at: number): number {
  space.lastIndex = at;
  return at + (space.exec(source)?.[0].length ?? 0);
}
