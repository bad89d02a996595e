import { useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { createOwnAddresses } from "./own-addresses";

interface Codec<View> {
  read(params: URLSearchParams): View;
  write(view: View, was: URLSearchParams): URLSearchParams;
}

interface Kept<View> {
  view: View;
  /** The search as it is, with what is not drawn yet. */
  params: URLSearchParams;
  change(changes: Partial<View>): void;
}

/**
 * What a tab shows, kept in the address too. Kept beside it because an address changes a moment later than it is told to: a word
 * typed quickly into a filter would lose letters if it had to come back by way of the address.
 */
export function useView<View extends object>({ read, write }: Codec<View>): Kept<View> {
  const [params, setParams] = useSearchParams();
  const [view, setView] = useState(() => read(params));
  const [own] = useState(() => createOwnAddresses(params.toString()));
  const latest = useRef({ view, params });

  useEffect(() => {
    if (own.isOwn(params.toString())) return;
    latest.current = { view: read(params), params };
    setView(latest.current.view);
  }, [params, own, read]);

  const change = useCallback(
    (changes: Partial<View>) => {
      const next = { ...latest.current.view, ...changes };
      const written = write(next, latest.current.params);
      latest.current = { view: next, params: written };
      own.asked(written.toString());
      setView(next);
      setParams(written, { replace: true });
    },
    [setParams, own, write],
  );
  return { view, params: latest.current.params, change };
}
