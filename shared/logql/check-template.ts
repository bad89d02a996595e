// Templates of `line_format` and `label_format`, looked at while the query is read.
import type { Functions, TemplateFunction } from "../templates/functions";
import { goFunctions } from "../templates/functions";
import { type Dialect, parseTemplate } from "../templates/parser";
import { TemplateError } from "../templates/template-error";
import { nil } from "../templates/value";
import type { Span } from "./ast";
import { templateWords } from "./template-words";

/** Loki checks the number of arguments when it runs, not when it reads. */
const known: TemplateFunction = { params: [], rest: "any", run: () => nil };

const functions: Functions = new Map([...goFunctions, ...templateWords.map((name) => [name, known] as const)]);
const dialect: Dialect = { functions, variables: [] };

/** Reports the first mistake of a template that stands, in quotes, at a place of the query. */
export function checkTemplate(to: { report(message: string, span: Span): void }, template: string, span: Span): void {
  try {
    parseTemplate(template, dialect);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    to.report(`wrong template: ${error.message}`, span);
  }
}
