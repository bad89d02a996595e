import { useEffect, useState } from "react";
import type { Diagnostic } from "#shared/model/failure";

const pauseMs = 250;
const none: readonly Diagnostic[] = [];

type Check = (text: string, signal: AbortSignal) => Promise<readonly Diagnostic[]>;

export interface Checked {
  diagnostics: readonly Diagnostic[];
  /** Whether they belong to the text as it is now, and not to one from before the last keys. */
  isCurrent: boolean;
}

/** What is wrong with a text, checked once the typing pauses. `check` is from a `useCallback`: a new one checks again. */
export function useDiagnostics(text: string, check: Check): Checked {
  const [checked, setChecked] = useState<{ text: string; check: Check; diagnostics: readonly Diagnostic[] }>();
  const isBlank = text.trim() === "";
  useEffect(() => {
    if (isBlank) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      check(text, abort.signal).then(
        (diagnostics) => setChecked({ text, check, diagnostics }),
        // Marks while typing are a courtesy: sending the text off says the same trouble in words.
        () => {},
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, check, isBlank]);
  if (isBlank || !checked) return { diagnostics: none, isCurrent: isBlank };
  return { diagnostics: checked.diagnostics, isCurrent: checked.text === text && checked.check === check };
}
