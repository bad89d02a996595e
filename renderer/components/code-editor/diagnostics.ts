// Our diagnostics as the editor's. They were made for the text as it was when it was checked, which may be longer or
// shorter than the text that is in the editor now; the editor throws on a place outside of it.
import type { Diagnostic as EditorDiagnostic } from "@codemirror/lint";
import type { Diagnostic } from "#shared/model/failure";

/** The same mistakes at places that exist in this text; each covers at least one whole character, to be seen. */
export function toEditorDiagnostics(diagnostics: readonly Diagnostic[], text: string): EditorDiagnostic[] {
  return diagnostics.map(({ severity, message, place }) => {
    const at = Math.min(Math.max(0, Math.floor(place.from) || 0), Math.max(0, text.length - 1));
    // What is missing at the end of a line is marked on the last character there: a line break cannot be seen.
    const from = startOf(text, text[at] === "\n" && at > 0 && text[at - 1] !== "\n" ? at - 1 : at);
    const to = Math.min(Math.max(from + 1, Math.floor(place.to) || 0), text.length);
    // A mark that ends inside of a surrogate pair tears the character in two.
    return { severity, message, from: Math.min(from, to), to: startOf(text, to) < to ? to + 1 : to };
  });
}

/** Where the character begins that this offset may lie in the middle of. */
const startOf = (text: string, at: number): number => (at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at);

/** "line 1, column 7: expected a duration". */
export const describeDiagnostic = ({ message, place }: Diagnostic): string =>
  `line ${place.line}, column ${place.column}: ${message}`;
