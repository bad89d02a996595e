import { useRef } from "react";

/** The same object for as long as what is in it is the same: what is drawn with it is then left alone. */
export function useSteady<T>(value: T, isSame: (a: T, b: T) => boolean): T {
  const kept = useRef(value);
  if (kept.current !== value && !isSame(kept.current, value)) kept.current = value;
  return kept.current;
}
