// Where in a half-typed line of matchers the cursor stands. The parser proper refuses what is not finished; this reads on.

export type Operator = "=" | "!=" | "=~" | "!~";

export type Spot =
  /** In a label's name, or where one may begin. `from` and `to` are the whole name as it is written. */
  | { kind: "name"; from: number; to: number; typed: string }
  /** In a value. `from` is where its matcher begins, `to` where the value ends; `typed` is the value up to the cursor. */
  | { kind: "value"; from: number; to: number; typed: string; name: string; operator: Operator };

/** What the cursor is in; undefined behind a finished value and where an operator has to come. */
export function spotAt(text: string, cursor: number): Spot | undefined {
  let at = 0;
  while (at <= text.length) {
    at = skip(text, at, /[\s,{}]/);
    if (cursor < at) return { kind: "name", from: cursor, to: cursor, typed: "" };
    const name = tokenAt(text, at, /[\s,{}=!~]/);
    if (cursor <= name.to) return { kind: "name", from: at, to: name.to, typed: decode(text.slice(at, cursor)) };
    const operatorAt = skip(text, name.to, /\s/);
    const operator = /^(=~|!~|!=|=)/.exec(text.slice(operatorAt, operatorAt + 2))?.[0] as Operator | undefined;
    if (operator === undefined) {
      // Half of an operator.
      const isHalf = text.charAt(operatorAt) === "!";
      if (isHalf && cursor === operatorAt + 1) return undefined;
      // A word with nothing behind it, as in a filter: what comes after a blank is a name again.
      at = Math.max(isHalf ? operatorAt + 1 : operatorAt, at + 1);
      continue;
    }
    const valueAt = skip(text, operatorAt + operator.length, /\s/);
    if (cursor < operatorAt + operator.length) return undefined;
    const value = tokenAt(text, valueAt, /[\s,}]/);
    const isClosed = value.isQuoted && value.isClosed;
    if (cursor <= value.to && !(isClosed && cursor === value.to)) {
      const typed = decode(text.slice(Math.min(valueAt, cursor), cursor));
      return { kind: "value", from: at, to: value.to, typed, name: decode(text.slice(at, name.to)), operator };
    }
    if (cursor === value.to) return undefined;
    at = value.to;
  }
  return undefined;
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text.charAt(at))) at++;
  return at;
}

interface Token {
  to: number;
  isQuoted: boolean;
  isClosed: boolean;
}

/** A quoted text with its quotes, or all up to what ends a bare one. */
function tokenAt(text: string, from: number, end: RegExp): Token {
  if (text.charAt(from) !== '"') {
    let at = from;
    while (at < text.length && !end.test(text.charAt(at))) at++;
    return { to: at, isQuoted: false, isClosed: false };
  }
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) === "\\") at++;
    else if (text.charAt(at) === '"') return { to: at + 1, isQuoted: true, isClosed: true };
  }
  return { to: text.length, isQuoted: true, isClosed: false };
}

/** What a token says so far, without its quotes and escapes. */
function decode(token: string): string {
  if (!token.startsWith('"')) return token;
  return token.slice(1).replace(/\\(.)|"/gs, (_, escaped: string | undefined) => (escaped === "n" ? "\n" : (escaped ?? "")));
}
