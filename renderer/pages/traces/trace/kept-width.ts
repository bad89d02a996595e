// How wide the columns were made, kept for the next trace. A width is of one screen: it is not among the settings.
import { useCallback, useState } from "react";

export interface WidthBounds {
  least: number;
  most: number;
  usual: number;
}

/** What was kept, from text that anything may have written. */
export function readWidth(text: string | null, { least, most, usual }: WidthBounds): number {
  const width = Number(text ?? Number.NaN);
  return Number.isFinite(width) && text !== "" ? Math.min(most, Math.max(least, Math.round(width))) : usual;
}

/** A width that outlives the page. */
export function useKeptWidth(name: string, bounds: WidthBounds): [number, (width: number) => void] {
  const key = `watchdeck.traces.${name}`;
  const [width, setWidth] = useState(() => readWidth(localStorage.getItem(key), bounds));
  const { least, most } = bounds;
  const change = useCallback(
    (next: number) => {
      const held = Math.min(most, Math.max(least, Math.round(next)));
      setWidth(held);
      localStorage.setItem(key, String(held));
    },
    [key, least, most],
  );
  return [width, change];
}
