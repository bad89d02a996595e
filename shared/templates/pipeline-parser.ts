// Reads what stands inside one action: values, functions with their arguments, and what is piped from one to the next.
import type { Functions } from "./functions";
import type { Token } from "./lexer";
import { deepestNesting } from "./limits";
import { TemplateError } from "./template-error";
import type { TokenReader } from "./token-reader";
import type { Command, Operand, Pipeline, Placed } from "./tree";
import { bool, float, int, text, type Value } from "./value";

export class PipelineParser {
  usesQueries = false;
  /** Where what ended the last pipeline stops. */
  private end = 0;
  private depth = 0;

  constructor(
    private readonly reader: TokenReader,
    private readonly functions: Functions,
    /** Those that may be used at this place. */
    public variables: string[],
  ) {}

  /** Up to and with the end of the action or the closing parenthesis. */
  read(where: string, end: "close" | "parenthesis", mostVariables = 1): Pipeline {
    const start = this.reader.peek()?.from ?? 0;
    const { variables, isAssignment } = this.declarations(where, mostVariables);
    const commands: Command[] = [];
    for (;;) {
      const command = this.command(where, end);
      if (commands.length > 0 && isPlainValue(command.words[0])) {
        throw new TemplateError(`non executable command in pipeline stage ${commands.length + 1}`, command);
      }
      commands.push(command);
      const token = this.reader.next();
      if (token.kind === "punctuation" && token.text === "|") continue;
      this.end = token.to;
      return { commands, variables, isAssignment, from: commands[0]?.from ?? start, to: command.to };
    }
  }

  /** `$x :=`, `$x =`, of a range `$key, $value :=`. */
  private declarations(where: string, most: number): Pick<Pipeline, "variables" | "isAssignment"> {
    const declared: Token[] = [];
    for (let ahead = 0; ; ahead += 2) {
      const token = this.reader.peek(ahead);
      const after = this.reader.peek(ahead + 1);
      if (token?.kind !== "variable" || after?.kind !== "punctuation") break;
      if (after.text !== "," && after.text !== ":=" && after.text !== "=") break;
      declared.push(token);
      if (declared.length > most) throw new TemplateError(`too many declarations in ${where}`, token);
      if (after.text === ",") continue;
      for (let count = 0; count < ahead + 2; count++) this.reader.next();
      const isAssignment = after.text === "=";
      for (const variable of declared) {
        this.variables.push(variable.text);
      }
      return { variables: declared.map((variable) => variable.text), isAssignment };
    }
    return { variables: [], isAssignment: false };
  }

  private command(where: string, end: "close" | "parenthesis"): Command {
    const words: Operand[] = [];
    for (;;) {
      const token = this.reader.peek();
      const isEnd = end === "close" ? token?.kind === "close" : token?.kind === "punctuation" && token.text === ")";
      if (isEnd || (token?.kind === "punctuation" && token.text === "|")) break;
      const last = words.at(-1);
      if (last && token && !token.isSpaced && token.kind !== "field") {
        throw new TemplateError(`unexpected ${JSON.stringify(token.text)} right behind a value: put a space between them`, token);
      }
      words.push(this.operand(where));
    }
    const [first, ...rest] = words;
    if (!first) {
      const token = this.reader.next();
      throw new TemplateError(`missing value for ${where}`, token);
    }
    return { words: [first, ...rest], from: first.from, to: words.at(-1)?.to ?? first.to };
  }

  private operand(where: string): Operand {
    const token = this.reader.next();
    const place: Place = { from: token.from, to: token.to };
    switch (token.kind) {
      case "string":
        return this.noFields({ kind: "literal", value: text(token.text), ...place });
      case "character":
        return this.noFields({ kind: "literal", value: int(token.text.codePointAt(0) ?? 0), ...place });
      case "number":
        return this.noFields({ kind: "literal", value: numberOf(token), ...place });
      case "field":
        return { kind: "dot", path: [token.text.slice(1), ...this.fields(place)], ...place };
      case "variable":
        this.mustKnow(token);
        return { kind: "variable", name: token.text, path: this.fields(place), ...place };
      case "word":
        return this.word(token, place);
      case "punctuation":
        if (token.text === ".") return this.noFields({ kind: "dot", path: [], ...place });
        if (token.text === "(") return this.parenthesis(token, place);
    }
    throw new TemplateError(`unexpected ${JSON.stringify(token.text)} in ${where}`, token);
  }

  private parenthesis(token: Token, place: Place): Operand {
    if (++this.depth > deepestNesting) throw new TemplateError("the parentheses are nested too deeply", token);
    const pipeline = this.read("parenthesized pipeline", "parenthesis");
    this.depth--;
    place.to = this.end;
    return { kind: "pipeline", pipeline, path: this.fields(place), ...place };
  }

  private word(token: Token, place: Place): Operand {
    if (token.text === "true" || token.text === "false") {
      return this.noFields({ kind: "literal", value: bool(token.text === "true"), ...place });
    }
    if (token.text === "nil") return this.noFields({ kind: "nil", ...place });
    const isKnown = token.text === "and" || token.text === "or" || this.functions.has(token.text);
    if (!isKnown) throw new TemplateError(`function ${JSON.stringify(token.text)} not defined`, token);
    this.usesQueries ||= token.text === "query";
    return { kind: "function", name: token.text, path: this.fields(place), ...place };
  }

  private mustKnow(token: Token): void {
    if (!this.variables.includes(token.text)) throw new TemplateError(`undefined variable ${JSON.stringify(token.text)}`, token);
  }

  /** The `.x.y` right behind a value; `place` grows with it. */
  private fields(place: Place): string[] {
    const path: string[] = [];
    for (let token = this.reader.peek(); token?.kind === "field" && !token.isSpaced; token = this.reader.peek()) {
      path.push(token.text.slice(1));
      place.fieldsFrom ??= token.from;
      place.to = this.reader.next().to;
    }
    return path;
  }

  private noFields(operand: Operand): Operand {
    const token = this.reader.peek();
    if (token?.kind === "field" && !token.isSpaced) throw new TemplateError("unexpected . after term", token);
    return operand;
  }
}

type Place = Placed & { fieldsFrom?: number };

/** What nothing can be piped into. */
const isPlainValue = (operand: Operand) =>
  operand.kind === "literal" || operand.kind === "nil" || (operand.kind === "dot" && operand.path.length === 0);

function numberOf(token: Token): Value {
  const wrong = (why: string) => new TemplateError(`${why}: ${JSON.stringify(token.text)}`, token);
  if (/__|_$|_[.eE]|[.eE]_|^[-+]?_/.test(token.text)) throw wrong("illegal number syntax");
  const plain = token.text.replaceAll("_", "");
  const unsigned = plain.replace(/^[-+]/, "");
  const isWhole = /^(?:0[xXbBoO][0-9a-fA-F]+|[0-9]+)$/.test(unsigned);
  // A leading zero means octal, and there is no octal 08.
  const isOctal = /^0[0-9]+$/.test(unsigned);
  if (isOctal && /[89]/.test(unsigned)) throw wrong("integer overflow");
  const value = Number(isOctal ? `0o${unsigned}` : unsigned) * (plain.startsWith("-") ? -1 : 1);
  if (!Number.isFinite(value)) throw wrong("illegal number syntax");
  return isWhole ? int(value) : float(value);
}
