import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { type ViewChange, withView } from "./url";

/**
 * Changes parts of the address. It goes out from the address as it is, not as it was drawn last: the router draws a change in its own
 * time, and a second one that follows closely would take the first one back.
 */
export function useChangeView(): (change: ViewChange) => void {
  const [, setParams] = useSearchParams();
  return useCallback((change) => setParams(withView(addressParams(), change)), [setParams]);
}

const addressParams = () => new URLSearchParams(location.hash.split("?")[1] ?? "");
