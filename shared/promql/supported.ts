import type { Diagnostic } from "../model/failure";
import type { Query } from "./ast";
import { toDiagnostic } from "./diagnostics";
import { findUnsupported } from "./evaluate/support";

/** What of a query this machine does not answer, as warnings at their places: the query itself is right. */
export function notSupported({ text, expr }: Query): Diagnostic[] {
  return findUnsupported(expr).map((finding) => ({ ...toDiagnostic(text, finding), severity: "warning" }));
}
