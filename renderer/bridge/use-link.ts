import { useEffect, useState } from "react";
import type { LinkState } from "#shared/contract/bridge";
import { getBridge } from "./bridge";

/** Whether the engine is there. */
export function useLink(): LinkState {
  const [state, setState] = useState<LinkState>("connecting");
  useEffect(() => getBridge().onLink(setState), []);
  return state;
}
