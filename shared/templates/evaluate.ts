// Walks the tree of a template with its data.
import type { Functions, World } from "./functions";
import { mostCalls, mostSteps } from "./limits";
import { elementsOf, memberOf, methodOf } from "./members";
import { printed } from "./print-value";
import type { Sink } from "./sink";
import { TemplateError } from "./template-error";
import type { Branches, Command, Node, Operand, Pipeline, Placed, Template } from "./tree";
import { fits, float, goTypeOf, int, isTrue, type Method, nil, type ParamType, typeName, type Value } from "./value";

export interface Run {
  functions: Functions;
  world: Omit<World, "work">;
  dot: Value;
  /** The variables that the template begins with, beside `$`. */
  variables: ReadonlyMap<string, Value>;
  sink: Sink;
  /** What templates give that are there without being defined in the text. */
  known?: (name: string) => Value | undefined;
}

/** Writes the template's text into the sink. Throws a TemplateError where it cannot go on. */
export function evaluate(template: Template, run: Run): void {
  new Evaluation(template, run).start();
}

/** Why a list of nodes was left before its end. */
type Jump = "break" | "continue" | undefined;

class Evaluation {
  private scope: { name: string; value: Value }[];
  private steps = 0;
  private calls = 0;
  private readonly world: World;
  /** The value that was looked at last: there Go says that mistakes are which no place of their own have. */
  private place: Placed = { from: 0, to: 0 };

  constructor(
    private readonly template: Template,
    private readonly run: Run,
  ) {
    this.scope = [{ name: "$", value: run.dot }];
    for (const [name, value] of run.variables) this.scope.push({ name, value });
    this.world = { ...run.world, work: (units) => this.work(units) };
  }

  start(): void {
    this.list(this.template.nodes, this.run.dot);
  }

  private work(units: number): void {
    this.steps += units;
    if (this.steps > mostSteps) throw new TemplateError("the template takes too much work", this.place);
  }

  private list(nodes: readonly Node[], dot: Value): Jump {
    for (const node of nodes) {
      this.work(1);
      const jump = this.node(node, dot);
      if (jump) return jump;
    }
  }

  private node(node: Node, dot: Value): Jump {
    switch (node.kind) {
      case "text":
        this.written(() => this.run.sink.literal(node.text));
        return;
      case "print": {
        const value = this.pipeline(node.pipeline, dot);
        if (node.pipeline.variables.length === 0) this.written(() => this.run.sink.value(value));
        return;
      }
      case "if":
      case "with": {
        const size = this.scope.length;
        const value = this.pipeline(node.pipeline, dot);
        const inner = node.kind === "with" && isTrue(value) ? value : dot;
        const jump = this.list(isTrue(value) ? node.holds : node.otherwise, inner);
        this.scope.length = size;
        return jump;
      }
      case "range":
        return this.range(node, dot);
      case "template":
        this.call(node, dot);
        return;
      case "break":
      case "continue":
        return node.kind;
    }
  }

  private written(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw this.placed(error, this.place, "");
    }
  }

  private range(node: Branches, dot: Value): Jump {
    const size = this.scope.length;
    const { variables, isAssignment } = node.pipeline;
    let isEmpty = true;
    const over = this.result(node.pipeline, dot);
    const elements = elementsOf(over);
    if (!elements) throw new TemplateError(`range can't iterate over ${printed(over)}`, this.place);
    for (const [key, value] of elements) {
      isEmpty = false;
      this.work(1);
      const given = variables.length === 2 ? [key, value] : [value];
      for (const [index, name] of variables.entries()) this.set(name, given[index] ?? nil, isAssignment);
      const jump = this.list(node.holds, value);
      this.scope.length = size;
      if (jump === "break") break;
    }
    return isEmpty ? this.list(node.otherwise, dot) : undefined;
  }

  private call(node: Extract<Node, { kind: "template" }>, dot: Value): void {
    const nodes = this.template.defined.get(node.name);
    const known = nodes ? undefined : this.run.known?.(node.name);
    if (known) {
      this.written(() => this.run.sink.value(known));
      return;
    }
    if (!nodes) {
      const shown = this.template.source.slice(node.from, node.to);
      throw new TemplateError(
        `template ${JSON.stringify(node.name)} not defined`,
        node,
        node.pipeline ? undefined : `{{template ${shown}}}`,
      );
    }
    if (++this.calls > mostCalls) throw new TemplateError(`exceeded maximum template depth (${mostCalls})`, node);
    const value = node.pipeline ? this.pipeline(node.pipeline, dot) : nil;
    const { scope } = this;
    this.scope = [{ name: "$", value }];
    this.list(nodes, value);
    this.scope = scope;
    this.calls--;
  }

  private set(name: string, value: Value, isAssignment: boolean): void {
    if (!isAssignment) {
      this.scope.push({ name, value });
      return;
    }
    const known = this.scope.findLast((variable) => variable.name === name);
    if (!known) throw new TemplateError(`undefined variable: ${name}`, this.place);
    known.value = value;
  }

  private pipeline(pipeline: Pipeline, dot: Value): Value {
    const value = this.result(pipeline, dot);
    for (const name of pipeline.variables) this.set(name, value, pipeline.isAssignment);
    return value;
  }

  private result(pipeline: Pipeline, dot: Value): Value {
    let value: Value | undefined;
    for (const command of pipeline.commands) value = this.command(command, dot, value);
    if (!value) throw new TemplateError("missing value", pipeline);
    return value;
  }

  /** `piped`: what the command before gave; it becomes the last argument. */
  private command(command: Command, dot: Value, piped: Value | undefined): Value {
    this.work(1);
    const [first, ...rest] = command.words;
    this.place = first;
    if (first.kind === "nil") throw new TemplateError("nil is not a command", first);
    if (first.kind === "function" && first.path.length === 0) return this.called(first.name, rest, dot, piped, command);
    const takesArguments = "path" in first && first.path.length > 0;
    const hasArguments = rest.length > 0 || piped !== undefined;
    if (hasArguments && !takesArguments) {
      throw new TemplateError(`can't give argument to non-function ${this.sourceOf(first)}`, first);
    }
    return this.operand(first, dot, hasArguments ? { words: rest, piped } : undefined);
  }

  private called(name: string, words: readonly Operand[], dot: Value, piped: Value | undefined, place: Placed): Value {
    if (name === "and" || name === "or") return this.logic(name, words, dot, piped, place);
    const definition = this.run.functions.get(name);
    if (!definition) throw new TemplateError(`function ${JSON.stringify(name)} not defined`, place);
    const args = this.args(name, definition, words, dot, piped);
    try {
      return definition.run(args, this.world);
    } catch (error) {
      throw this.placed(error, place, `error calling ${name}: `);
    }
  }

  /** Looks at no more arguments than it takes to know. */
  private logic(name: "and" | "or", words: readonly Operand[], dot: Value, piped: Value | undefined, place: Placed): Value {
    let value: Value | undefined;
    for (const word of words) {
      value = this.argument(word, "any", dot);
      if (isTrue(value) === (name === "or")) return value;
    }
    value = piped ?? value;
    if (!value) throw new TemplateError(`wrong number of args for ${name}: want at least 1 got 0`, place);
    return value;
  }

  private args(
    name: string,
    { params, rest }: { params: readonly ParamType[]; rest?: ParamType },
    words: readonly Operand[],
    dot: Value,
    piped: Value | undefined,
  ): Value[] {
    const count = words.length + (piped ? 1 : 0);
    if (count < params.length || (count > params.length && rest === undefined)) {
      const want = rest === undefined ? `${params.length}` : `at least ${params.length}`;
      throw new TemplateError(`wrong number of args for ${name}: want ${want} got ${count}`, this.place);
    }
    const args = words.map((word, index) => this.argument(word, params[index] ?? rest ?? "any", dot));
    if (piped) args.push(this.mustFit(piped, params[words.length] ?? rest ?? "any"));
    return args;
  }

  private argument(operand: Operand, param: ParamType, dot: Value): Value {
    this.place = operand;
    if (operand.kind === "nil") {
      if (param === "string" || param === "int" || param === "float64" || param === "time")
        throw new TemplateError(`cannot assign nil to ${goTypeOf(param)}`, operand);
      return nil;
    }
    if (operand.kind !== "literal") return this.mustFit(this.operand(operand, dot), param);
    const value = literalAs(operand.value, param);
    if (value) return value;
    const written = this.sourceOf(operand);
    const wanted = literalKinds.get(param);
    if (wanted) throw new TemplateError(`expected ${wanted}; found ${written}`, operand);
    throw new TemplateError(`can't handle ${written} for arg of type ${goTypeOf(param)}`, operand);
  }

  private mustFit(value: Value, param: ParamType): Value {
    if (fits(value, param)) return value;
    if (value.type === "nil") throw new TemplateError(`invalid value; expected ${goTypeOf(param)}`, this.place);
    throw new TemplateError(`wrong type for value; expected ${goTypeOf(param)}; got ${typeName(value)}`, this.place);
  }

  private operand(operand: Operand, dot: Value, given?: Given): Value {
    switch (operand.kind) {
      case "literal":
        return operand.value;
      case "nil":
        throw new TemplateError("nil is not a command", operand);
      case "dot":
        return this.members(dot, operand.path, operand, dot, given);
      case "variable":
        return this.members(this.variable(operand), operand.path, operand, dot, given);
      case "function": {
        const value = this.called(operand.name, [], dot, undefined, operand);
        return this.members(value, operand.path, this.place, dot, given);
      }
      case "pipeline": {
        const value = this.pipeline(operand.pipeline, dot);
        return this.members(value, operand.path, this.place, dot, given);
      }
    }
  }

  private variable({ name, ...place }: Operand & { kind: "variable" }): Value {
    const variable = this.scope.findLast((each) => each.name === name);
    if (!variable) throw new TemplateError(`undefined variable: ${name}`, place);
    return variable.value;
  }

  /** The fields and methods of a path, one of the other; arguments belong to the last. */
  private members(from: Value, path: readonly string[], operand: Placed, dot: Value, given?: Given): Value {
    let value = from;
    for (const [index, name] of path.entries()) {
      const isLast = index === path.length - 1;
      const method = methodOf(value, name);
      if (method) value = this.method(value, name, method, operand, dot, isLast ? given : undefined);
      else if (isLast && given) {
        const what =
          value.type === "map" || value.type === "dict"
            ? "is not a method but has arguments"
            : "has arguments but cannot be invoked as function";
        throw new TemplateError(`${name} ${what}`, operand);
      } else value = this.field(value, name, operand);
    }
    return value;
  }

  private field(value: Value, name: string, place: Placed): Value {
    const found = memberOf(value, name);
    if (found) return found;
    if (value.type === "nil") throw new TemplateError(`nil data; no entry for key ${JSON.stringify(name)}`, place);
    throw new TemplateError(`can't evaluate field ${name} in type ${typeName(value)}`, place);
  }

  private method(self: Value, name: string, method: Method, operand: Placed, dot: Value, given?: Given): Value {
    const args = this.args(name, method, given?.words ?? [], dot, given?.piped);
    try {
      return method.run(self, args);
    } catch (error) {
      throw this.placed(error, operand, `error calling ${name}: `);
    }
  }

  /** What a function threw as a mistake of the template; what it threw on purpose, and bugs, as they are. */
  private placed(error: unknown, place: Placed, before: string): unknown {
    const isOurs = error instanceof Error && (error.constructor === Error || error.name === "AppError");
    return isOurs ? new TemplateError(`${before}${error.message}`, place) : error;
  }

  private sourceOf = ({ from, to }: Placed) => this.template.source.slice(from, to);
}

const literalKinds: ReadonlyMap<ParamType, string> = new Map([
  ["string", "string"],
  ["float64", "float"],
  ["int", "integer"],
]);

/** A number that is written out becomes what is wanted, if it can. */
function literalAs(value: Value, param: ParamType): Value | undefined {
  if (fits(value, param)) return value;
  if (param === "float64" && value.type === "int") return float(value.value);
  return param === "int" && value.type === "float64" && Number.isInteger(value.value) ? int(value.value) : undefined;
}

/** The arguments of a method. */
interface Given {
  words: readonly Operand[];
  piped: Value | undefined;
}
