// From tokens to a tree. What Go's templates have and this version does not expand is named as "not supported yet", so that
// a rule file that Prometheus accepts is told apart from one that is wrong.
import { functions, unsupportedFunctions } from "./functions";
import { type Token, tokens } from "./lexer";
import { TemplateError } from "./template-error";
import type { Value } from "./value";

interface Placed {
  from: number;
  to: number;
}

/** `fieldsFrom`: where the fields behind a value begin; Go reports mistakes in them there. */
export type Operand = Placed & { fieldsFrom?: number } & (
    | { kind: "literal"; value: Value }
    | { kind: "nil" }
    /** `.Labels.job` and `.`: fields of the data. */
    | { kind: "dot"; path: string[] }
    | { kind: "variable"; name: string; path: string[] }
    | { kind: "function"; name: string }
    | { kind: "pipeline"; pipeline: Pipeline; path: string[] }
  );

/** A function with its arguments, or a lone value. */
export type Command = Placed & { words: [Operand, ...Operand[]] };
/** Commands from left to right; what one gives becomes the last argument of the next. */
export type Pipeline = Placed & { commands: Command[] };

export type Node =
  | { kind: "text"; text: string }
  | { kind: "print"; pipeline: Pipeline }
  | { kind: "if"; condition: Pipeline; holds: Node[]; otherwise: Node[] };

const variables = ["$", "$labels", "$externalLabels", "$externalURL", "$value"];
const unsupportedActions = ["range", "with", "define", "template", "block", "break", "continue"];

/** The template's tree. Throws a TemplateError at the first mistake. */
export function parseTemplate(source: string): Node[] {
  const reader = new Reader(tokens(source), source.length);
  const { nodes, endedBy } = readList(reader);
  if (endedBy) throw new TemplateError(`unexpected {{${endedBy.text}}}`, endedBy);
  return nodes;
}

class Reader {
  private at = 0;
  constructor(
    private readonly list: Token[],
    private readonly length: number,
  ) {}

  peek(): Token | undefined {
    return this.list[this.at];
  }

  next(): Token {
    const token = this.list[this.at++];
    if (!token) throw this.unexpectedEnd();
    return token;
  }

  unexpectedEnd(): TemplateError {
    return new TemplateError("unexpected EOF", { from: this.length, to: this.length });
  }
}

/** Nodes up to the end, or up to the `else` or `end` that closes this list; that word is read, what follows it is not. */
function readList(reader: Reader): { nodes: Node[]; endedBy?: Token } {
  const nodes: Node[] = [];
  while (reader.peek()) {
    const token = reader.next();
    if (token.kind === "text") {
      nodes.push({ kind: "text", text: token.text });
      continue;
    }
    const word = reader.peek();
    if (word?.kind !== "word") {
      nodes.push({ kind: "print", pipeline: readPipeline(reader, "command", "close") });
    } else if (word.text === "end" || word.text === "else") {
      return { nodes, endedBy: reader.next() };
    } else if (word.text === "if") {
      reader.next();
      nodes.push(readIf(reader));
    } else if (unsupportedActions.includes(word.text)) {
      throw new TemplateError(`{{${word.text}}} is not supported yet`, word, true);
    } else {
      nodes.push({ kind: "print", pipeline: readPipeline(reader, "command", "close") });
    }
  }
  return { nodes };
}

function readIf(reader: Reader): Node {
  const condition = readPipeline(reader, "if", "close");
  const { nodes: holds, endedBy } = readList(reader);
  if (!endedBy) throw reader.unexpectedEnd();
  if (endedBy.text === "end") {
    expectClose(reader, "end");
    return { kind: "if", condition, holds, otherwise: [] };
  }
  const after = reader.peek();
  if (after?.kind === "word" && after.text === "if") {
    // `else if` shares the `end` of the whole chain.
    reader.next();
    return { kind: "if", condition, holds, otherwise: [readIf(reader)] };
  }
  expectClose(reader, "else");
  const { nodes: otherwise, endedBy: last } = readList(reader);
  if (!last) throw reader.unexpectedEnd();
  if (last.text === "else") throw new TemplateError("expected end; found {{else}}", last);
  expectClose(reader, "end");
  return { kind: "if", condition, holds, otherwise };
}

function expectClose(reader: Reader, where: string): void {
  const token = reader.next();
  if (token.kind !== "close") throw new TemplateError(`unexpected ${JSON.stringify(token.text)} in ${where}`, token);
}

function readPipeline(reader: Reader, where: string, end: "close" | "parenthesis"): Pipeline {
  const commands: Command[] = [];
  for (;;) {
    const command = readCommand(reader, where, end);
    if (commands.length > 0 && command.words[0].kind !== "function" && command.words[0].kind !== "pipeline") {
      throw new TemplateError(`non executable command in pipeline stage ${commands.length + 1}`, command);
    }
    commands.push(command);
    const token = reader.next();
    if (token.kind === "punctuation" && token.text === "|") continue;
    return { commands, from: commands[0]?.from ?? token.from, to: command.to };
  }
}

function readCommand(reader: Reader, where: string, end: "close" | "parenthesis"): Command {
  const words: Operand[] = [];
  for (;;) {
    const token = reader.peek();
    const isEnd = end === "close" ? token?.kind === "close" : token?.kind === "punctuation" && token.text === ")";
    if (isEnd || (token?.kind === "punctuation" && token.text === "|")) break;
    const last = words.at(-1);
    if (last && token && !token.isSpaced && token.kind !== "field") {
      throw new TemplateError(`unexpected ${JSON.stringify(token.text)} right behind a value: put a space between them`, token);
    }
    words.push(readOperand(reader, where));
  }
  const [first, ...rest] = words;
  if (!first) {
    const token = reader.next();
    throw new TemplateError(`missing value for ${where}`, token);
  }
  return { words: [first, ...rest], from: first.from, to: words.at(-1)?.to ?? first.to };
}

function readOperand(reader: Reader, where: string): Operand {
  const token = reader.next();
  const place = { from: token.from, to: token.to };
  switch (token.kind) {
    case "string":
      return noFields(reader, { kind: "literal", value: { type: "string", value: token.text }, ...place });
    case "character":
      return { kind: "literal", value: { type: "int", value: token.text.codePointAt(0) ?? 0 }, ...place };
    case "number":
      return { kind: "literal", value: numberOf(token), ...place };
    case "field": {
      const path = [token.text.slice(1), ...readFields(reader, place)];
      return { kind: "dot", path, ...place };
    }
    case "variable":
      return readVariable(reader, token, place);
    case "word":
      return readWord(token, place);
    case "punctuation":
      if (token.text === ".") return { kind: "dot", path: [], ...place };
      if (token.text === "(") {
        const pipeline = readPipeline(reader, "parenthesized pipeline", "parenthesis");
        return { kind: "pipeline", pipeline, path: readFields(reader, place), ...place };
      }
      if (token.text === ":=" || token.text === "=" || token.text === ",") {
        throw new TemplateError("setting a variable is not supported yet", token, true);
      }
  }
  throw new TemplateError(`unexpected ${JSON.stringify(token.text)} in ${where}`, token);
}

function readVariable(reader: Reader, token: Token, place: Placed): Operand {
  const following = reader.peek();
  if (following?.kind === "punctuation" && (following.text === ":=" || following.text === "=")) {
    throw new TemplateError("setting a variable is not supported yet", { from: token.from, to: following.to }, true);
  }
  if (!variables.includes(token.text)) throw new TemplateError(`undefined variable ${JSON.stringify(token.text)}`, token);
  return { kind: "variable", name: token.text, path: readFields(reader, place), ...place };
}

function readWord(token: Token, place: Placed): Operand {
  if (token.text === "true" || token.text === "false") {
    return { kind: "literal", value: { type: "bool", value: token.text === "true" }, ...place };
  }
  if (token.text === "nil") return { kind: "nil", ...place };
  if (functions.has(token.text)) return { kind: "function", name: token.text, ...place };
  if (unsupportedFunctions.includes(token.text)) {
    throw new TemplateError(`the function ${token.text} is not supported yet`, token, true);
  }
  throw new TemplateError(`function ${JSON.stringify(token.text)} not defined`, token);
}

/** The `.x.y` right behind a value; `place` grows with it. */
function readFields(reader: Reader, place: Placed & { fieldsFrom?: number }): string[] {
  const path: string[] = [];
  for (let token = reader.peek(); token?.kind === "field" && !token.isSpaced; token = reader.peek()) {
    path.push(token.text.slice(1));
    place.fieldsFrom ??= token.from;
    place.to = reader.next().to;
  }
  return path;
}

function noFields(reader: Reader, operand: Operand): Operand {
  const token = reader.peek();
  if (token?.kind === "field" && !token.isSpaced) throw new TemplateError(`unexpected . after term`, token);
  return operand;
}

function numberOf(token: Token): Value {
  const plain = token.text.replaceAll("_", "");
  const unsigned = plain.replace(/^[-+]/, "");
  const value = Number(unsigned) * (plain.startsWith("-") ? -1 : 1);
  if (Number.isNaN(value)) throw new TemplateError(`bad number syntax: ${JSON.stringify(token.text)}`, token);
  const isWhole = /^(?:0[xXbBoO][0-9a-fA-F]+|[0-9]+)$/.test(unsigned);
  return isWhole ? { type: "int", value } : { type: "float64", value };
}
