import { useRef } from "react";
import { steadySize, steadyWidth } from "./fit-text";

/** Remembers the size of the last drawing, so that a figure keeps its size while its digits change. Other room: anew. */
export const useSteadySize = (fits: number, room: string): number => useHeld(fits, room, steadySize);

/** The same for the width of a column beside which something is drawn. */
export const useSteadyWidth = (needs: number, room: string): number => useHeld(needs, room, steadyWidth);

function useHeld(next: number, room: string, steady: (was: number | undefined, next: number) => number): number {
  const held = useRef<{ room: string; value: number }>(undefined);
  const value = steady(held.current?.room === room ? held.current.value : undefined, next);
  held.current = { room, value };
  return value;
}
