// The tokens of a query one after the other, and the words for one that nobody expected.

import type { Span } from "../ast";
import type { Finding } from "../diagnostics";
import { FindingError } from "../diagnostics";
import { deepest, tooDeep } from "./height";
import { createLexer } from "./lexer";
import { describe, type Token, type TokenKind } from "./tokens";

/** In what part of the language a token is unexpected, and what would be right there. */
export interface Surroundings {
  in: string;
  expected?: string;
}

export interface TokenStream {
  /** The next token without taking it. Only asked where the grammar needs to know: a bad token is reported when it is seen. */
  peek(): Token;
  take(): Token;
  /** Takes a token of one kind; any other is unexpected. */
  expect(kind: TokenKind): Token;
  /** Notes a mistake that does not keep one from reading on. */
  report(message: string, span: Span): void;
  /** Gives up at the next token, in the words of the innermost surroundings, or of those given. */
  unexpected(surroundings?: Surroundings): never;
  /** Reads something whose unexpected tokens are described by these surroundings, unless a part of it has its own. */
  within<T>(surroundings: Surroundings, read: () => T): T;
  /** Counts how deep reading is nested, and gives up before the stack does. */
  nested<T>(read: () => T): T;
}

/** Nobody reads more; and what is wrong a hundred thousand times need not be placed as often. */
const mostFindings = 100;

export function createTokenStream(text: string, findings: Finding[]): TokenStream {
  const lexer = createLexer(text);
  let ahead: Token | undefined;
  let innermost: Surroundings | undefined;
  let depth = 0;

  const peek = (): Token => {
    ahead ??= lexer.next();
    return ahead;
  };
  const take = (): Token => {
    const token = peek();
    ahead = undefined;
    return token;
  };
  const unexpected = (surroundings = innermost): never => {
    const token = peek();
    const where = surroundings ? ` in ${surroundings.in}` : "";
    const expected = surroundings?.expected === undefined ? "" : `, expected ${surroundings.expected}`;
    throw new FindingError(`unexpected ${describe(token)}${where}${expected}`, { from: token.from, to: token.to });
  };

  return {
    peek,
    take,
    unexpected,
    expect: (kind) => (peek().kind === kind ? take() : unexpected()),
    report(message, { from, to }) {
      if (findings.length < mostFindings) findings.push({ message, span: { from, to } });
    },
    within(surroundings, read) {
      const outer = innermost;
      innermost = surroundings;
      const value = read();
      innermost = outer;
      return value;
    },
    nested(read) {
      if (depth >= deepest) throw tooDeep(peek());
      depth++;
      const value = read();
      depth--;
      return value;
    },
  };
}
