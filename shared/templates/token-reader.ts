import type { Token } from "./lexer";
import { TemplateError } from "./template-error";

/** Goes through the tokens of a template one by one. */
export class TokenReader {
  private at = 0;

  constructor(
    private readonly list: readonly Token[],
    private readonly length: number,
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.list[this.at + ahead];
  }

  next(): Token {
    const token = this.list[this.at++];
    if (!token) throw this.unexpectedEnd();
    return token;
  }

  isNext(kind: Token["kind"], text?: string): boolean {
    const token = this.peek();
    return token?.kind === kind && (text === undefined || token.text === text);
  }

  expectClose(where: string): void {
    const token = this.next();
    if (token.kind !== "close") throw new TemplateError(`unexpected ${JSON.stringify(token.text)} in ${where}`, token);
  }

  unexpectedEnd(): TemplateError {
    return new TemplateError("unexpected EOF", { from: this.length, to: this.length });
  }
}
