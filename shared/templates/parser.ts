// From tokens to a tree: the actions that hold others. What stands inside one action is read by pipeline-parser.ts.
import type { Functions } from "./functions";
import { type Token, tokens } from "./lexer";
import { deepestNesting } from "./limits";
import { PipelineParser } from "./pipeline-parser";
import { TemplateError } from "./template-error";
import { TokenReader } from "./token-reader";
import type { Node, Template } from "./tree";

export interface Dialect {
  functions: Functions;
  /** Variables that every template begins with, beside `$`. */
  variables: readonly string[];
}

/** The template's tree. Throws a TemplateError at the first mistake. */
export const parseTemplate = (source: string, dialect: Dialect): Template => new Parser(source, dialect).template();

class Parser {
  private readonly reader: TokenReader;
  private readonly pipelines: PipelineParser;
  private readonly defined = new Map<string, Node[]>();
  private readonly calls: Template["calls"] = [];
  private depth = 0;
  private loops = 0;

  constructor(
    private readonly source: string,
    dialect: Dialect,
  ) {
    this.reader = new TokenReader(tokens(source), source.length);
    this.pipelines = new PipelineParser(this.reader, dialect.functions, ["$", ...dialect.variables]);
  }

  template(): Template {
    const { nodes, endedBy } = this.list(true);
    if (endedBy) throw new TemplateError(`unexpected {{${endedBy.text}}}`, endedBy);
    const { source, defined, calls } = this;
    return { source, nodes, defined, calls, usesQueries: this.pipelines.usesQueries };
  }

  /** Nodes up to the end, or up to the `else` or `end` that closes this list; that word is read, what follows it is not. */
  private list(isTop = false): { nodes: Node[]; endedBy?: Token } {
    const nodes: Node[] = [];
    while (this.reader.peek()) {
      const token = this.reader.next();
      if (token.kind === "text") {
        nodes.push({ kind: "text", text: token.text });
        continue;
      }
      const word = this.reader.peek();
      if (word?.kind === "word" && (word.text === "end" || word.text === "else")) return { nodes, endedBy: this.reader.next() };
      const node = this.action(word, isTop);
      if (node) nodes.push(node);
    }
    return { nodes };
  }

  private action(word: Token | undefined, isTop: boolean): Node | undefined {
    switch (word?.kind === "word" ? word.text : undefined) {
      case "if":
      case "with":
      case "range":
        return this.control(this.reader.next());
      case "break":
      case "continue":
        return this.jump(this.reader.next());
      case "template":
        return this.call(this.reader.next());
      case "block":
        return this.block(this.reader.next());
      case "define":
        if (!isTop && word) throw new TemplateError("unexpected <define> in command", word);
        this.define(this.reader.next());
        return undefined;
      default:
        return { kind: "print", pipeline: this.pipelines.read("command", "close") };
    }
  }

  private control(word: Token): Node {
    const kind = word.text as "if" | "with" | "range";
    if (++this.depth > deepestNesting) throw new TemplateError("the actions are nested too deeply", word);
    const scope = this.pipelines.variables.length;
    const pipeline = this.pipelines.read(kind, "close", kind === "range" ? 2 : 1);
    if (kind === "range") this.loops++;
    const { nodes: holds, endedBy } = this.list();
    if (kind === "range") this.loops--;
    const otherwise = this.otherwise(kind, endedBy);
    this.pipelines.variables.length = scope;
    this.depth--;
    return { kind, pipeline, holds, otherwise };
  }

  private otherwise(kind: "if" | "with" | "range", endedBy: Token | undefined): Node[] {
    if (!endedBy) throw this.reader.unexpectedEnd();
    if (endedBy.text === "end") {
      this.reader.expectClose("end");
      return [];
    }
    // `else if` and `else with` share the `end` of the whole chain.
    if (kind !== "range" && this.reader.isNext("word", kind)) return [this.control(this.reader.next())];
    this.reader.expectClose("else");
    const { nodes, endedBy: last } = this.list();
    if (!last) throw this.reader.unexpectedEnd();
    if (last.text === "else") throw new TemplateError("expected end; found {{else}}", last);
    this.reader.expectClose("end");
    return nodes;
  }

  private jump(word: Token): Node {
    const kind = word.text as "break" | "continue";
    if (this.loops === 0) throw new TemplateError(`{{${kind}}} outside {{range}}`, word);
    this.reader.expectClose(`{{${kind}}}`);
    return { kind };
  }

  private call(word: Token): Node {
    const name = this.name(word);
    this.calls.push({ name: name.text, from: name.from, to: name.to });
    if (this.reader.isNext("close")) {
      this.reader.next();
      return { kind: "template", name: name.text, pipeline: undefined, from: name.from, to: name.to };
    }
    const pipeline = this.pipelines.read("template clause", "close");
    return { kind: "template", name: name.text, pipeline, from: name.from, to: name.to };
  }

  private block(word: Token): Node {
    const name = this.name(word);
    const pipeline = this.pipelines.read("block clause", "close");
    this.body(name, word);
    return { kind: "template", name: name.text, pipeline, from: name.from, to: name.to };
  }

  private define(word: Token): void {
    const name = this.name(word);
    this.reader.expectClose("define clause");
    this.body(name, word);
  }

  /** A template of its own: of the variables it sees only `$`, and no loop around it is its. */
  private body(name: Token, word: Token): void {
    if (++this.depth > deepestNesting) throw new TemplateError("the actions are nested too deeply", word);
    const { variables } = this.pipelines;
    const { loops } = this;
    this.pipelines.variables = ["$"];
    this.loops = 0;
    const { nodes, endedBy } = this.list();
    if (!endedBy) throw this.reader.unexpectedEnd();
    if (endedBy.text === "else") throw new TemplateError(`unexpected {{else}} in ${word.text} clause`, endedBy);
    this.reader.expectClose(`${word.text} clause`);
    if (this.defined.has(name.text)) {
      throw new TemplateError(`multiple definition of template ${JSON.stringify(name.text)}`, name);
    }
    this.defined.set(name.text, nodes);
    this.pipelines.variables = variables;
    this.loops = loops;
    this.depth--;
  }

  private name(word: Token): Token {
    const token = this.reader.next();
    if (token.kind === "string") return token;
    throw new TemplateError(`unexpected ${JSON.stringify(token.text)} in ${word.text} clause`, token);
  }
}
