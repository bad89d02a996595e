import { useCallback, useEffect, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import { readSearch, type SearchAddress, writeSearch } from "./url";

/** `silently`: not a step to come back to. */
export type ChangeSearch = (parts: Partial<SearchAddress>, how?: "silently") => void;

/** What the address says is looked for, and the way to change it. */
export function useSearchAddress(): [SearchAddress, ChangeSearch] {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readSearch(params), [params]);
  const latest = useRef(address);
  // Only when it has changed: the router takes a moment, and a render meanwhile must not bring back what was before.
  useEffect(() => {
    latest.current = address;
  }, [address]);
  const change = useCallback<ChangeSearch>(
    (parts, how) => {
      const next = { ...latest.current, ...parts };
      latest.current = next;
      setParams(writeSearch(next), { replace: how === "silently" });
    },
    [setParams],
  );
  return [address, change];
}
