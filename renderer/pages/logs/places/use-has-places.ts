import { useEffect, useRef } from "react";
import { useAsk } from "../../../bridge/use-ask";

/** Whether there is anything of this host to read, where that matters; `onPicked` is called when there is, and was not before. */
export function useHasPlaces(isAsked: boolean, onPicked: () => void): boolean {
  const { data } = useAsk("logs.places", {}, { enabled: isAsked });
  const has = !isAsked || data === undefined || data.places.length > 0;
  const had = useRef(has);
  useEffect(() => {
    if (has && !had.current) onPicked();
    had.current = has;
  }, [has, onPicked]);
  return has;
}
