// What an evaluation remarks beside its answer: warnings (the answer may be wrong) and infos (the query may not mean what
// its author thinks), in Prometheus's words, each with its place in the text.
import type { Span } from "./ast";
import { placeOf } from "./diagnostics";

export interface Annotations {
  warn(message: string, span: Span): void;
  info(message: string, span: Span): void;
}

/**
 * Annotations as Prometheus's API lists them, each ended by its place, `… (line:column)`. Of one message there is one, at the
 * place where it was said last.
 */
export interface CollectedAnnotations extends Annotations {
  readonly warnings: string[];
  readonly infos: string[];
}

export function createAnnotations(text: string): CollectedAnnotations {
  const warnings = new Map<string, Span>();
  const infos = new Map<string, Span>();
  const placed = (kind: string, spans: ReadonlyMap<string, Span>): string[] =>
    Array.from(spans, ([message, span]) => {
      const { line, column } = placeOf(text, span);
      return `PromQL ${kind}: ${message} (${line}:${column})`;
    });
  return {
    warn: (message, span) => void warnings.set(message, span),
    info: (message, span) => void infos.set(message, span),
    get warnings() {
      return placed("warning", warnings);
    },
    get infos() {
      return placed("info", infos);
    },
  };
}

/** For callers that show none. */
export const noAnnotations: Annotations = { warn: () => {}, info: () => {} };
