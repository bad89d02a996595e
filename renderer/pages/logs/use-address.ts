import { useCallback, useEffect, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import { type LogsAddress, readLogs, writeLogs } from "./url";

/** `silently`: not a step to come back to. */
export type ChangeAddress = (parts: Partial<LogsAddress>, how?: "silently") => void;

/** What the address says, and the way to change it. Another question forgets the line that a link pointed at. */
export function useAddress(): [LogsAddress, ChangeAddress] {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => readLogs(params), [params]);
  const latest = useRef(address);
  // Only when it has changed: the router takes a moment, and a render meanwhile must not bring back what was before.
  useEffect(() => {
    latest.current = address;
  }, [address]);
  const change = useCallback<ChangeAddress>(
    (parts, how) => {
      const asksAnew = parts.expr !== undefined || parts.range !== undefined || parts.source !== undefined;
      const next = { ...latest.current, ...(asksAnew && { line: undefined }), ...parts };
      latest.current = next;
      setParams(writeLogs(next), { replace: how === "silently" });
    },
    [setParams],
  );
  return [address, change];
}
