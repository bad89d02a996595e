// Go's text/template as Prometheus rule files use it in labels and annotations: the part of it that nearly all rule files
// keep to. `lexer`, `parser` and `evaluate` are the three steps; `functions` is the table to extend.
import { evaluate } from "./evaluate";
import { type Node, parseTemplate } from "./parser";
import { TemplateError } from "./template-error";
import type { TemplateData } from "./value";

export type { TemplateData } from "./value";

/** What is wrong with a template, at its place in the text. */
export interface TemplateMistake {
  message: string;
  from: number;
  to: number;
  /** The template is right, but this version cannot expand it. */
  isUnsupported: boolean;
}

/** The first mistake in a template, or nothing. */
export function checkTemplate(source: string): TemplateMistake | undefined {
  try {
    parseTemplate(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { message: error.message, from: error.from, to: error.to, isUnsupported: error.isUnsupported };
  }
}

/**
 * Gives the template's text for one alert after another. As in Prometheus a template that cannot be expanded becomes its
 * own error message, so that the alert is still raised. `name` is the alert's.
 */
export function createTemplate(source: string, name: string): (data: TemplateData) => string {
  let nodes: Node[];
  try {
    nodes = parseTemplate(source);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const message = `<error expanding template: ${parseError(error, source, name)}>`;
    return () => message;
  }
  return (data) => {
    try {
      return evaluate(nodes, data);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return `<error expanding template: ${executionError(error, source, name)}>`;
    }
  };
}

const idOf = (name: string) => `__alert_${name}`;

function parseError(error: TemplateError, source: string, name: string): string {
  const line = source.slice(0, error.from).split("\n").length;
  return `error parsing template ${idOf(name)}: template: ${idOf(name)}:${line}: ${error.message}`;
}

/** What Prometheus puts before each template; its columns count from there. */
const prelude =
  "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}";

function executionError(error: TemplateError, source: string, name: string): string {
  const before = source.slice(0, error.at);
  const line = before.split("\n").length;
  const column = before.length - (before.lastIndexOf("\n") + 1) + (line === 1 ? prelude.length : 0);
  const what = source.slice(error.from, error.to);
  const context = what.length > 20 ? `${what.slice(0, 20)}...` : what;
  const id = idOf(name);
  return `error executing template ${id}: template: ${id}:${line}:${column}: executing "${id}" at <${context}>: ${error.message}`;
}
