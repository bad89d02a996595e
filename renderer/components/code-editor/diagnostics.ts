// Our diagnostics as the editor's. They were made for the text as it was when it was checked, which may be longer or
// shorter than the text that is in the editor now; the editor throws on a place outside of it.
import type { Diagnostic as EditorDiagnostic } from "@codemirror/lint";
import type { Diagnostic } from "#shared/model/failure";

/** The same mistakes at places that exist in a text of this length; each covers at least one character, to be seen. */
export function toEditorDiagnostics(diagnostics: readonly Diagnostic[], textLength: number): EditorDiagnostic[] {
  return diagnostics.map(({ severity, message, place }) => {
    const from = Math.min(Math.max(0, Math.floor(place.from) || 0), Math.max(0, textLength - 1));
    const to = Math.min(Math.max(from + 1, Math.floor(place.to) || 0), textLength);
    return { severity, message, from: Math.min(from, to), to };
  });
}

/** "line 1, column 7: expected a duration". */
export const describeDiagnostic = ({ message, place }: Diagnostic): string =>
  `line ${place.line}, column ${place.column}: ${message}`;
