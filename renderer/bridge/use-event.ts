import { useEffect, useRef } from "react";
import type { EventName, EventValue } from "#shared/contract/index";
import { getBridge } from "./bridge";

/** Calls the handler with each event of this name while the component is there; always the handler of the latest render. */
export function useEvent<N extends EventName>(name: N, handler: (value: EventValue<N>) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => getBridge().listen(name, (value) => latest.current(value)), [name]);
}
