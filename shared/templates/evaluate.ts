// Walks the tree of a template with its data.
import { functions } from "./functions";
import type { Command, Node, Operand, Pipeline } from "./parser";
import { TemplateError } from "./template-error";
import { float, isTrue, labelOf, printed, type TemplateData, text, typeName, type Value } from "./value";

/** The text the template gives. Throws a TemplateError where it cannot go on. */
export function evaluate(nodes: readonly Node[], data: TemplateData): string {
  let output = "";
  for (const node of nodes) {
    switch (node.kind) {
      case "text":
        output += node.text;
        break;
      case "print":
        output += printed(valueOfPipeline(node.pipeline, data));
        break;
      case "if":
        output += evaluate(isTrue(valueOfPipeline(node.condition, data)) ? node.holds : node.otherwise, data);
        break;
    }
  }
  return output;
}

function valueOfPipeline(pipeline: Pipeline, data: TemplateData): Value {
  let value: Value | undefined;
  for (const command of pipeline.commands) value = valueOfCommand(command, data, value);
  if (!value) throw new TemplateError("missing value", pipeline);
  return value;
}

/** `piped`: what the command before gave; it becomes the last argument. */
function valueOfCommand(command: Command, data: TemplateData, piped: Value | undefined): Value {
  const [first, ...rest] = command.words;
  if (first.kind === "nil") throw new TemplateError("nil is not a command", first);
  if (first.kind !== "function") {
    if (rest.length > 0 || piped) throw new TemplateError("can't give argument to non-function", command);
    return operandValue(first, data);
  }
  const args = rest.map((operand) => operandValue(operand, data));
  if (piped) args.push(piped);
  return called(first.name, args, command);
}

function called(name: string, args: Value[], place: { from: number; to: number }): Value {
  const definition = functions.get(name);
  if (!definition) throw new TemplateError(`function ${JSON.stringify(name)} not defined`, place);
  const { least, most, run } = definition;
  if (args.length < least || args.length > most) {
    const want = most === least ? `${least}` : `at least ${least}`;
    throw new TemplateError(`wrong number of args for ${name}: want ${want} got ${args.length}`, place);
  }
  try {
    return run(args);
  } catch (error) {
    throw new TemplateError(`error calling ${name}: ${error instanceof Error ? error.message : String(error)}`, place);
  }
}

function operandValue(operand: Operand, data: TemplateData): Value {
  switch (operand.kind) {
    case "literal":
      return operand.value;
    case "nil":
      throw new TemplateError("cannot assign nil to an argument", operand);
    case "dot":
      return fieldsOf({ type: "data", value: data }, operand.path, operand);
    case "variable":
      return fieldsOf(variable(operand.name, data), operand.path, operand);
    case "function":
      return called(operand.name, [], operand);
    case "pipeline":
      return fieldsOf(valueOfPipeline(operand.pipeline, data), operand.path, operand);
  }
}

function variable(name: string, data: TemplateData): Value {
  switch (name) {
    case "$labels":
      return { type: "map", value: data.labels };
    case "$externalLabels":
      return { type: "map", value: data.externalLabels };
    case "$externalURL":
      return text(data.externalUrl);
    case "$value":
      return float(data.value);
    default:
      return { type: "data", value: data };
  }
}

function fieldsOf(from: Value, path: readonly string[], operand: Operand): Value {
  return path.reduce((value: Value, name) => {
    if (value.type === "map") return text(labelOf(value.value, name));
    const found = value.type === "data" ? fieldOfData(value.value, name) : undefined;
    if (found) return found;
    throw new TemplateError(`can't evaluate field ${name} in type ${typeName(value)}`, operand);
  }, from);
}

function fieldOfData(data: TemplateData, name: string): Value | undefined {
  switch (name) {
    case "Labels":
      return variable("$labels", data);
    case "ExternalLabels":
      return variable("$externalLabels", data);
    case "ExternalURL":
      return variable("$externalURL", data);
    case "Value":
      return variable("$value", data);
  }
}
