// Cuts a query into tokens where Prometheus cuts it, and refuses in Prometheus's words what is no token at all. What a
// character means depends on where it stands: inside braces every word is a name, inside brackets `:` is a sign.
import { FindingError } from "../diagnostics";
import { codeOf, quote, quoteRune } from "../go-text";
import { scanNumberOrDuration } from "./scan-number";
import { scanRawString, scanString } from "./scan-string";
import { kindOfWord, type Token, type TokenKind } from "./tokens";

export interface Lexer {
  /** The next token, comments and blanks skipped; after the end, the end again. Throws FindingError. */
  next(): Token;
}

const blank = /[ \t\r\n]+/y;
const comment = /#[^\r\n]*/y;
const identifier = /[A-Za-z_][A-Za-z0-9_]*/y;
const word = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const letters = /[A-Za-z_]+/y;
const number = /\.?[0-9]/y;
const parenthesisBehind = /[ \t\r\n]*\(/y;
const signs = new Set<string>("+-*/%^@,()");
const durationWords = new Set<string>(["step", "range", "max_of", "min_of"]);

export function createLexer(text: string): Lexer {
  let at = 0;
  let parentheses = 0;
  let isInBraces = false;
  let isInBrackets = false;
  // Right behind `[` and until the first number, only what a duration can begin with is known.
  let isDurationAhead = false;
  let hasColon = false;
  // Never forgotten, not even at the next bracket: Prometheus's own does not either.
  let hasDuration = false;

  const fail = (message: string, from: number, to = from + 1): never => {
    throw new FindingError(message, { from, to: Math.min(to, text.length) });
  };
  const has = (pattern: RegExp, from: number): boolean => {
    pattern.lastIndex = from;
    return pattern.test(text);
  };
  const token = (kind: TokenKind, length: number): Token => {
    const from = at;
    at += length;
    return { kind, from, to: at, text: text.slice(from, at) };
  };
  /** The code of the character at a place; -1 at the end. */
  const runeAt = (place: number): number =>
    place < text.length ? codeOf(String.fromCodePoint(text.codePointAt(place) ?? 0)) : -1;

  function next(): Token {
    for (;;) {
      if (has(blank, at)) {
        at = blank.lastIndex;
        continue;
      }
      if (isDurationAhead || !has(comment, at)) break;
      at = comment.lastIndex;
    }
    if (isInBraces) return inBraces();
    return isDurationAhead ? durationPart() : statement();
  }

  function statement(): Token {
    const sign = text[at];
    if (sign === undefined) return end();
    if (sign === ")") return closing();
    if (signs.has(sign)) {
      if (sign === "(") parentheses++;
      return token(sign as TokenKind, 1);
    }
    if (has(number, at)) return numberOrDuration();
    switch (sign) {
      case '"':
      case "'":
      case "`":
        return string(sign);
      case "=":
      case "!":
      case "<":
      case ">":
        return comparison(sign);
      case "{":
        isInBraces = true;
        return token("{", 1);
      case "[":
        return openBracket();
      case "]":
        if (!isInBrackets) return fail(`unexpected right bracket ${quoteRune(0x5d)}`, at);
        isInBrackets = false;
        return token("]", 1);
    }
    if (!has(word, at)) return fail(`unexpected character: ${quoteRune(runeAt(at))}`, at);
    return isInBrackets ? wordInBrackets() : keywordOrName();
  }

  function end(): Token {
    if (isInBraces) return fail("unexpected end of input inside braces", at);
    if (isDurationAhead) return fail("unexpected end of input in duration expression", at);
    if (parentheses !== 0) return fail("unclosed left parenthesis", at);
    if (isInBrackets) return fail("unclosed left bracket", at);
    return token("eof", 0);
  }

  function closing(): Token {
    const found = token(")", 1);
    parentheses--;
    // The place is behind the parenthesis, as the mistake is only seen when it was taken.
    return parentheses < 0 ? fail(`unexpected right parenthesis ${quoteRune(0x29)}`, at) : found;
  }

  function openBracket(): Token {
    if (isInBrackets) return fail(`unexpected left bracket ${quoteRune(0x5b)}`, at);
    isInBrackets = true;
    isDurationAhead = true;
    hasColon = false;
    return token("[", 1);
  }

  function comparison(sign: "=" | "!" | "<" | ">"): Token {
    const second = text[at + 1];
    if (second === "=") return token(`${sign}=` as TokenKind, 2);
    if (sign === "!") return fail(`unexpected character after '!': ${quoteRune(runeAt(at + 1))}`, at);
    if (sign === "=" && second === "~") return fail(`unexpected character after '=': ${quoteRune(0x7e)}`, at);
    return second === "/" && sign !== "=" ? token(`${sign}/`, 2) : token(sign, 1);
  }

  function keywordOrName(): Token {
    const found = token("identifier", word.lastIndex - at);
    const kind = kindOfWord(found.text);
    const isFill = kind === "fill" || kind === "fill_left" || kind === "fill_right";
    if (kind !== undefined && !(isFill && !has(parenthesisBehind, at))) found.kind = kind;
    else if (found.text.includes(":")) found.kind = "metric-identifier";
    return found;
  }

  /** Behind a number in brackets: the colon of a subquery, or a word of the arithmetic of durations. */
  function wordInBrackets(): Token {
    if (text[at] === ":") {
      if (hasColon) return fail(`unexpected colon ${quoteRune(0x3a)}`, at);
      hasColon = true;
      return token(":", 1);
    }
    return durationWord() ?? fail(`unexpected character: ${quoteRune(runeAt(at))}, expected ':'`, at);
  }

  function durationWord(): Token | undefined {
    if (!has(letters, at)) return undefined;
    const found = text.slice(at, letters.lastIndex).toLowerCase();
    return durationWords.has(found) ? token(found as TokenKind, found.length) : undefined;
  }

  function durationPart(): Token {
    const sign = text[at];
    if (sign === undefined) return end();
    if (has(number, at)) {
      isDurationAhead = false;
      hasDuration = true;
      return numberOrDuration();
    }
    if (sign === "]") {
      isDurationAhead = false;
      isInBrackets = false;
      hasColon = false;
      return token("]", 1);
    }
    if (sign === ":") return colonAhead();
    if (sign === ")") return closing();
    if (sign !== "@" && signs.has(sign)) {
      if (sign === "(") parentheses++;
      return token(sign as TokenKind, 1);
    }
    return durationWord() ?? fail(`unexpected character in duration expression: ${quoteRune(runeAt(at))}`, at);
  }

  function colonAhead(): Token {
    const found = token(":", 1);
    if (!hasDuration) return fail("unexpected colon before duration in duration expression", at);
    if (hasColon) return fail("unexpected repeated colon in duration expression", at);
    hasColon = true;
    return found;
  }

  function inBraces(): Token {
    const sign = text[at];
    if (sign === undefined) return end();
    if (has(identifier, at)) return token("identifier", identifier.lastIndex - at);
    switch (sign) {
      case ",":
        return token(",", 1);
      case '"':
      case "'":
      case "`":
        return string(sign);
      case "=":
        return text[at + 1] === "~" ? token("=~", 2) : token("=", 1);
      case "!":
        if (text[at + 1] === "~") return token("!~", 2);
        if (text[at + 1] === "=") return token("!=", 2);
        return fail(`unexpected character after '!' inside braces: ${quoteRune(runeAt(at + 1))}`, at);
      case "{":
        return fail(`unexpected left brace ${quoteRune(0x7b)}`, at);
      case "}":
        isInBraces = false;
        return token("}", 1);
    }
    return fail(`unexpected character inside braces: ${quoteRune(runeAt(at))}`, at);
  }

  function numberOrDuration(): Token {
    const { kind, to } = scanNumberOrDuration(text, at);
    if (kind === "bad") return fail(`bad number or duration syntax: ${quote(text.slice(at, to))}`, at, to);
    return token(kind, to - at);
  }

  function string(open: '"' | "'" | "`"): Token {
    const end = open === "`" ? scanRawString(text, at) : scanString(text, at);
    if (typeof end === "number") return token("string", end - at);
    const lineEnd = text.indexOf("\n", at);
    return fail(end, at, lineEnd < 0 ? text.length : lineEnd);
  }

  return { next };
}
