// Mistakes at their places, and the one error in which they travel.
import { AppError, type Diagnostic, type Place } from "../model/failure";
import type { Span } from "./ast";
import { byteLength } from "./utf8";

/** Where a stretch of a text lies. Line and column are Prometheus's, from 1; it counts columns in bytes of UTF-8. */
export function placeOf(text: string, span: Span): Place {
  const lineStart = span.from === 0 ? 0 : text.lastIndexOf("\n", span.from - 1) + 1;
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < span.from; at = text.indexOf("\n", at + 1)) line++;
  return { from: span.from, to: span.to, line, column: byteLength(text, lineStart, span.from) + 1 };
}

/** The other way round: where in the text a line and column of Prometheus's are; the nearest place there is, if none. */
export function offsetAt(text: string, line: number, column: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  const lineEnd = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
  for (let bytes = column - 1; bytes > 0 && at < lineEnd; ) {
    const next = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    bytes -= byteLength(text, at, next);
    // Inside of a character is where it begins.
    if (bytes < 0) return at;
    at = next;
  }
  return at;
}

/** A mistake while it is found: the place is worked out once, at the end. */
export interface Finding {
  message: string;
  span: Span;
}

export const toDiagnostic = (text: string, { message, span }: Finding): Diagnostic => ({
  severity: "error",
  message,
  place: placeOf(text, span),
});

/** Thrown inside parser and evaluator for a mistake at a place; turned into an AppError at their edges. */
export class FindingError extends Error {
  override name = "FindingError";
  readonly finding: Finding;
  readonly kind: "bad-query" | "not-supported";

  constructor(message: string, span: Span, kind: "bad-query" | "not-supported" = "bad-query") {
    super(message);
    this.finding = { message, span };
    this.kind = kind;
  }
}

/** The failure for the user: the first mistake as a sentence with its line and column, all of them as diagnostics. */
export function queryError(diagnostics: readonly Diagnostic[], kind: "bad-query" | "not-supported" = "bad-query"): AppError {
  const first = diagnostics[0];
  if (!first) throw new Error("a query error without a mistake");
  const { line, column } = first.place;
  return new AppError({ kind, say: `${line}:${column}: ${first.message}`, diagnostics: [...diagnostics] });
}

/** The failure of a query that does not parse, said as a server says it. */
export function parseError(text: string, findings: readonly Finding[]): AppError {
  const diagnostics = findings.map((finding) => toDiagnostic(text, finding));
  const first = diagnostics[0];
  if (!first) throw new Error("a parse error without a mistake");
  // In nothing at all there is no place, not even the first.
  const place = text === "" ? "unknown position" : `${first.place.line}:${first.place.column}`;
  return new AppError({ kind: "bad-query", say: `${place}: parse error: ${first.message}`, diagnostics });
}
