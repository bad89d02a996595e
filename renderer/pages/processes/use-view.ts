import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { type ProcessView, readView, writeView } from "./url";

/**
 * What the page shows, kept in the address too. Kept beside it because an address changes a moment later than it is told to:
 * a key held down in the list, or a word typed into the filter, must not wait for it.
 */
export function useView(): [ProcessView, (changes: Partial<ProcessView>) => void] {
  const [params, setParams] = useSearchParams();
  const [view, setView] = useState(() => readView(params));
  const latest = useRef({ view, params, written: params.toString() });

  useEffect(() => {
    latest.current.params = params;
    const text = params.toString();
    if (text === latest.current.written) return;
    // Somebody else changed it: a link to this page, or the way back.
    latest.current.written = text;
    latest.current.view = readView(params);
    setView(latest.current.view);
  }, [params]);

  const change = useCallback(
    (changes: Partial<ProcessView>) => {
      const next = { ...latest.current.view, ...changes };
      const written = writeView(next, latest.current.params);
      latest.current = { view: next, params: written, written: written.toString() };
      setView(next);
      setParams(written, { replace: true });
    },
    [setParams],
  );
  return [view, change];
}
