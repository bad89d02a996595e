// The tokens of a query one after the other, and the words for one that nobody expected.
import type { Span } from "../../promql/ast";
import { type Finding, FindingError } from "../../promql/diagnostics";
import { decodeString } from "../../promql/literals";
import { deepest, tooDeep } from "../../promql/parse/height";
import { createLexer, type Token, type TokenKind } from "./tokens";

export interface TokenStream {
  readonly text: string;
  /** The next token, or the one behind it, without taking it. */
  peek(ahead?: 0 | 1): Token;
  take(): Token;
  /** Takes the next token when it is of this kind. */
  takeIf(kind: TokenKind): Token | undefined;
  /** Takes a token of one kind; any other is a mistake, told with what was expected. */
  expect(kind: TokenKind, expected?: string): Token;
  /** The text of a quoted string. */
  expectText(expected: string): { value: string; span: Span };
  /** Notes a mistake that does not keep one from reading on. */
  report(message: string, span: Span): void;
  /** Gives up at the next token. */
  unexpected(expected: string): never;
  /** Counts how deep reading is nested, and gives up before the stack does. */
  nested<T>(read: () => T): T;
}

/** Nobody reads more. */
const mostFindings = 100;
const longestShown = 30;

export function createTokenStream(text: string, findings: Finding[]): TokenStream {
  const next = createLexer(text);
  const ahead: Token[] = [];
  let depth = 0;

  const peek = (index: 0 | 1 = 0): Token => {
    while (ahead.length <= index) ahead.push(next());
    return ahead[index] as Token;
  };
  const take = (): Token => {
    const token = peek();
    ahead.shift();
    return token;
  };
  const unexpected = (expected: string): never => {
    const token = peek();
    throw new FindingError(`expected ${expected}, found ${describe(token)}`, { from: token.from, to: token.to });
  };
  const expect = (kind: TokenKind, expected = `\`${kind}\``): Token => (peek().kind === kind ? take() : unexpected(expected));

  return {
    text,
    peek,
    take,
    takeIf: (kind) => (peek().kind === kind ? take() : undefined),
    expect,
    expectText(expected) {
      const { text: literal, from, to } = expect("string", expected);
      return { value: decodeString(literal), span: { from, to } };
    },
    report(message, { from, to }) {
      if (findings.length < mostFindings) findings.push({ message, span: { from, to } });
    },
    unexpected,
    nested(read) {
      if (depth >= deepest) throw tooDeep(peek());
      depth++;
      try {
        return read();
      } finally {
        depth--;
      }
    },
  };
}

function describe({ kind, text }: Token): string {
  if (kind === "end") return "the end of the query";
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  // A text in backticks would not stand well in others.
  return kind === "string" ? `the text ${shown}` : `\`${shown}\``;
}
