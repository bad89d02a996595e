// What Loki says when it refuses: one line of plain text.
import { AppError } from "#shared/model/failure";

export class LokiError extends Error {
  constructor(
    readonly status: number,
    text: string,
  ) {
    super(text);
  }
}

const noMatcher =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will';

/** What Loki finds wrong behind its grammar it tells without a place. */
const unplaced = /regexp|template|pattern|needs a number|needs a parameter|works with numbers|has no `(?:by|without)/;

/** Lines that a parser cannot read fail a query for numbers. */
const pipelineError = (error: string) =>
  `pipeline error: '${error}' for series: '{app="api"}'.\nUse a label filter to intentionally skip this error. (e.g | __error__!="${error}").`;

/** Our parser's word for a wrong expression, as Loki would put it. */
export function asLokiError(error: unknown, query: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { kind, say, diagnostics } = error.failure;
  if (kind === "not-supported") return new LokiError(500, `the fake does not know this: ${say}`);
  if (query.trim() === "") return new LokiError(400, "parse error : syntax error: unexpected $end");
  const unreadable = /^Lines could not be read \((\w+)\)/.exec(say)?.[1];
  if (unreadable !== undefined) return new LokiError(400, pipelineError(unreadable));
  const [first] = diagnostics ?? [];
  if (!first) return new LokiError(400, say);
  const { message, place } = first;
  if (/every stream|read everything/.test(message)) return new LokiError(400, `parse error : ${noMatcher}`);
  if (unplaced.test(message)) return new LokiError(400, `parse error : ${message}`);
  return new LokiError(400, `parse error at line ${place.line}, col ${place.column}: syntax error: ${message}`);
}
