// Cuts a query into tokens. A range with its brackets is one, as in Loki; a sign before a duration belongs to it.
import type { Span } from "../../promql/ast";
import { FindingError } from "../../promql/diagnostics";
import { scanRawString, scanString } from "../../promql/parse/scan-string";
import { parseAnyDuration } from "../amounts";
import { type Keyword, keywordOf } from "../words";

const signs = [
  ..."|= |~ |> |".split(" "),
  ..."!= !~ !>".split(" "),
  ..."== =~ = >= > <= <".split(" "),
  ..."{ } ( ) , + - * / % ^".split(" "),
] as const;

export type TokenKind =
  | "end"
  | "identifier"
  | "string"
  | "number"
  | "duration"
  | "bytes"
  | "range"
  | "flag"
  | Keyword
  | "|="
  | "|~"
  | "|>"
  | "|"
  | "!="
  | "!~"
  | "!>"
  | "=="
  | "=~"
  | "="
  | ">="
  | ">"
  | "<="
  | "<"
  | "{"
  | "}"
  | "("
  | ")"
  | ","
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "^";

export interface Token extends Span {
  kind: TokenKind;
  /** As written. */
  text: string;
}

const blank = /(?:[ \t\r\n]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const flag = /--[a-z][a-z-]*/y;
const number = /0[xX][0-9a-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+(?![A-Za-z_.]))?/y;
const duration = /-?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|[smhdwy]))+(?![A-Za-z_0-9.])/y;
const bytes = /(?:\d+(?:\.\d*)?|\.\d+)(?:B|[kKMGT](?:i?B|i)?)(?![A-Za-z_0-9])/y;
/** What somebody wrote together behind a number that is no unit. */
const behindNumber = /[A-Za-z_0-9.µμ]*/y;

export function createLexer(text: string): () => Token {
  let at = 0;

  const has = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    return pattern.test(text);
  };
  const token = (kind: TokenKind, to: number): Token => {
    const from = at;
    at = to;
    return { kind, from, to, text: text.slice(from, to) };
  };
  const fail = (message: string, from: number, to: number): never => {
    throw new FindingError(message, { from, to: Math.min(to, text.length) });
  };

  function string(open: string): Token {
    const end = open === "`" ? scanRawString(text, at) : scanString(text, at);
    if (typeof end === "number") return token("string", end);
    const lineEnd = text.indexOf("\n", at);
    const close = open === "`" ? "a backtick" : "a double quote";
    const isOpen = end.startsWith("unterminated");
    const why = isOpen ? `the text that begins here does not end: expected ${close}` : `wrong escape in a text: ${end}`;
    return fail(why, at, lineEnd < 0 || open === "`" ? text.length : lineEnd);
  }

  function range(): Token {
    const end = text.indexOf("]", at);
    if (end < 0) return fail("expected `]` behind the range", at, text.length);
    return token("range", end + 1);
  }

  function amount(): Token {
    if (has(duration) && parseAnyDuration(text.slice(at, duration.lastIndex)) !== undefined) {
      return token("duration", duration.lastIndex);
    }
    if (has(bytes)) return token("bytes", bytes.lastIndex);
    if (!has(number)) return token("-", at + 1);
    const to = number.lastIndex;
    behindNumber.lastIndex = to;
    behindNumber.test(text);
    const end = behindNumber.lastIndex;
    if (end === to) return token("number", to);
    const wrong = text.slice(at, end);
    return fail(`\`${wrong}\` is no number, no duration like \`1.5s\` and no size like \`10KB\``, at, end);
  }

  return () => {
    if (has(blank)) at = blank.lastIndex;
    const character = text[at];
    if (character === undefined) return { kind: "end", from: text.length, to: text.length, text: "" };
    if (has(word)) {
      const to = word.lastIndex;
      return token(keywordOf(text.slice(at, to)) ?? "identifier", to);
    }
    if (character === '"' || character === "`") return string(character);
    if (character === "[") return range();
    if (character === "-" && has(flag)) return token("flag", flag.lastIndex);
    if (/[0-9]/.test(character) || (/[.-]/.test(character) && /[0-9.]/.test(text[at + 1] ?? ""))) return amount();
    const sign = signs.find((one) => text.startsWith(one, at));
    if (sign !== undefined) return token(sign as TokenKind, at + sign.length);
    if (character === "." && /\w/.test(text[at - 1] ?? "")) {
      return fail("a label's name has no dots: Loki has `_` in their place", at, at + 1);
    }
    if (character === "'") return fail("a text stands in double quotes or backticks, not in single quotes", at, at + 1);
    return fail(`\`${String.fromCodePoint(text.codePointAt(at) ?? 0)}\` means nothing here`, at, at + 1);
  };
}
