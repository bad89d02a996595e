// Templates of labels and annotations in Prometheus rule files: Go's text/template with Prometheus's functions. `lexer`, `parser`
// and `evaluate` are the three steps; the tables to extend are `functions`, `text-functions` and `prometheus-functions`.
import type { Labels } from "../model/labels";
import { byteLength } from "../promql/utf8";
import type { EpochMs } from "../units/time";
import { evaluate } from "./evaluate";
import type { QuerySample } from "./functions";
import { mostQueries } from "./limits";
import { type Dialect, parseTemplate } from "./parser";
import { prometheusFunctions } from "./prometheus-functions";
import { TextSink } from "./sink";
import { TemplateError } from "./template-error";
import type { Template as Tree } from "./tree";
import { float, map, text, type Value } from "./value";

export type { QuerySample } from "./functions";

/** What a template is expanded with: the alert's labels before rule labels are added, and the expression's value. */
export interface TemplateData {
  labels: Labels;
  externalLabels: Labels;
  externalUrl: string;
  value: number;
  /** The moment of the evaluation. */
  now?: EpochMs;
}

/** What is wrong with a template, at its place in the text. */
export interface TemplateMistake {
  message: string;
  from: number;
  to: number;
}

export interface Template {
  /** Whether it asks queries: then only `expandWith` can answer them. */
  readonly usesQueries: boolean;
  /** The text for one alert. As in Prometheus a template that cannot be expanded becomes its own error message. */
  expand(data: TemplateData): string;
  /** The same with queries, each an instant query at the moment of the evaluation. What `query` throws becomes the message. */
  expandWith(data: TemplateData, query: (expr: string) => Promise<readonly QuerySample[]>): Promise<string>;
}

const dialect: Dialect = {
  functions: prometheusFunctions,
  variables: ["$labels", "$externalLabels", "$externalURL", "$value"],
};

/** The first mistake in a template, or nothing. */
export function checkTemplate(source: string): TemplateMistake | undefined {
  try {
    parseTemplate(source, dialect);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { message: error.message, from: error.from, to: error.to };
  }
}

/** Prepares a template for one alert after another; `name` is the alert's. */
export function createTemplate(source: string, name: string): Template {
  let tree: Tree;
  try {
    tree = parseTemplate(source, dialect);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const message = `<error expanding template: ${parseError(error, source, name)}>`;
    return { usesQueries: false, expand: () => message, expandWith: async () => message };
  }
  const expand = (data: TemplateData, query?: Query) => {
    try {
      return expanded(tree, data, query);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return `<error expanding template: ${executionError(error, source, name)}>`;
    }
  };
  return {
    usesQueries: tree.usesQueries,
    expand: (data) => expand(data),
    expandWith: (data, query) => withAnswers((answered) => expand(data, answered), query),
  };
}

type Query = (expr: string) => readonly QuerySample[];

function expanded(tree: Tree, data: TemplateData, query?: Query): string {
  const { externalUrl, now } = data;
  const variables = new Map<string, Value>([
    ["$labels", map(data.labels)],
    ["$externalLabels", map(data.externalLabels)],
    ["$externalURL", text(externalUrl)],
    ["$value", float(data.value)],
  ]);
  const fields = new Map(
    ["Labels", "ExternalLabels", "ExternalURL", "Value"].map((name, index) => [name, [...variables.values()][index] as Value]),
  );
  const sink = new TextSink();
  const dot: Value = { type: "struct", goType: dataType, fields };
  evaluate(tree, { functions: prometheusFunctions, world: { externalUrl, now, query }, dot, variables, sink });
  return sink.text;
}

const dataType = "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }";

/** A query whose answer is not there yet. Not an Error: no template may take it for one. */
class Unanswered {
  constructor(readonly expr: string) {}
}

/**
 * Expansion itself never waits. Where it meets a query that was not asked yet it is given up, the query is asked, and all begins
 * anew: a template has no effects, so the second time goes the same way up to there.
 */
async function withAnswers(
  expand: (query: Query) => string,
  query: (expr: string) => Promise<readonly QuerySample[]>,
): Promise<string> {
  const answers = new Map<string, Query>();
  const answered: Query = (expr) => {
    const answer = answers.get(expr);
    if (answer) return answer(expr);
    if (answers.size >= mostQueries) throw new Error(`the template asks more than ${mostQueries} queries`);
    throw new Unanswered(expr);
  };
  for (;;) {
    try {
      return expand(answered);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      answers.set(error.expr, await settled(query, error.expr));
    }
  }
}

async function settled(query: (expr: string) => Promise<readonly QuerySample[]>, expr: string): Promise<Query> {
  try {
    const samples = await query(expr);
    return () => samples;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

const idOf = (name: string) => `__alert_${name}`;

function parseError(error: TemplateError, source: string, name: string): string {
  const line = source.slice(0, error.from).split("\n").length;
  return `error parsing template ${idOf(name)}: template: ${idOf(name)}:${line}: ${error.message}`;
}

/** What Prometheus puts before each template; its columns count from there, in bytes. */
const prelude =
  "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}";

function executionError(error: TemplateError, source: string, name: string): string {
  const before = source.slice(0, error.at);
  const line = before.split("\n").length;
  const column = byteLength(before, before.lastIndexOf("\n") + 1) + (line === 1 ? prelude.length : 0);
  const context = error.shown ?? source.slice(error.from, error.to);
  const id = idOf(name);
  return `error executing template ${id}: template: ${id}:${line}:${column}: executing "${id}" at <${context}>: ${error.message}`;
}
