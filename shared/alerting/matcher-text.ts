// The syntax of matchers since Alertmanager 0.27: a label's name and its value are any text, in double quotes where a character
// of it means something.
import type { Matcher } from "../model/matcher";
import { decodeString } from "../promql/literals";
import type { MatchersResult } from "./matchers";

type TokenKind = "{" | "}" | "," | "operator" | "text" | "quoted" | "end";

interface Token {
  kind: TokenKind;
  text: string;
  from: number;
  to: number;
}

/** A mistake at its place; it does not leave this file. */
class MatcherMistake extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

const token = /\s*(?:([{},])|(=~|!=|!~|=)|([^{}!=~,\\"'`\s]+)|"((?:[^"\\\n]|\\[^\n])*)")/y;
const goString =
  /^(?:[^\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-fA-F]{4}|U(?:000[0-9a-fA-F]|0010)[0-9a-fA-F]{4}))*$/;

/** The words are about the first thing that is wrong. */
export function parseUtf8Matchers(text: string): MatchersResult {
  try {
    let next = readToken(text, 0);
    const take = (): Token => {
      const taken = next;
      if (taken.kind !== "end") next = readToken(text, taken.to);
      return taken;
    };
    const matchers: Matcher[] = [];
    const hasBrace = next.kind === "{";
    if (hasBrace) take();
    while (next.kind !== "end" && next.kind !== "}") {
      matchers.push(parseOne(take));
      if (next.kind !== ",") break;
      take();
    }
    if (next.kind === "}" && hasBrace) take();
    else if (hasBrace) throw mistake(next, "expected a comma or a closing brace");
    if (next.kind !== "end") throw mistake(next, matchers.length > 0 ? "expected a comma" : "expected a matcher");
    return { ok: true, matchers };
  } catch (error) {
    if (error instanceof MatcherMistake) return { ok: false, message: error.message, from: error.from, to: error.to };
    throw error;
  }
}

function parseOne(take: () => Token): Matcher {
  const name = take();
  if (name.kind !== "text" && name.kind !== "quoted") throw mistake(name, "expected a label's name");
  const operator = take();
  if (operator.kind !== "operator") throw mistake(operator, `expected an operator (=, !=, =~ or !~) after ${name.text}`);
  const value = take();
  if (value.kind !== "text" && value.kind !== "quoted")
    throw mistake(value, `expected a value after ${name.text}${operator.text}`);
  return {
    name: textOf(name),
    value: textOf(value),
    isEqual: operator.text.startsWith("="),
    isRegex: operator.text.endsWith("~"),
  };
}

function textOf({ kind, text, from, to }: Token): string {
  if (kind === "text") return text;
  // Half of a character stands for a byte that no text has.
  if (!goString.test(text.slice(1, -1))) throw new MatcherMistake("there is an escape in it that nothing knows", from, to);
  return decodeString(text);
}

function readToken(text: string, at: number): Token {
  token.lastIndex = at;
  const found = token.exec(text);
  if (!found) {
    const from = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (from >= text.length) return { kind: "end", text: "", from: text.length, to: text.length };
    if (text[from] === '"') throw new MatcherMistake("this text has no closing double quote", from, text.length);
    throw new MatcherMistake(`${JSON.stringify(text[from])} has to stand in double quotes here`, from, from + 1);
  }
  const [whole, mark, operator, plain, quoted] = found;
  const written = whole.trimStart();
  const from = token.lastIndex - written.length;
  const kind =
    mark ?? (operator !== undefined ? "operator" : plain !== undefined ? "text" : quoted !== undefined ? "quoted" : "end");
  return { kind: kind as TokenKind, text: written, from, to: token.lastIndex };
}

const mistake = ({ kind, text, from, to }: Token, expected: string) =>
  new MatcherMistake(`${expected}, found ${kind === "end" ? "the end" : JSON.stringify(text)}`, from, to);
