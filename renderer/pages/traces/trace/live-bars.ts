// The bars that are in the page. A row is drawn by React; where its bar stands is written past it, because the range changes with
// every step of a drag, and forty bars are moved in a millisecond.
import type { BarScale } from "./bar-geometry";

export interface LiveBars {
  /** The column as it is at this moment. */
  scale(): BarScale;
  /** When the events of a span were, from the trace's `startNs` on; none while that is not known. */
  eventsOf(position: number): ArrayLike<number>;
  /** Puts one bar at its place whenever the column or the range is another. Returns the function that ends it. */
  add(place: () => void): () => void;
  placeAll(): void;
}

export function createLiveBars(parts: Pick<LiveBars, "scale" | "eventsOf">): LiveBars {
  const live = new Set<() => void>();
  return {
    ...parts,
    add(place) {
      live.add(place);
      return () => live.delete(place);
    },
    placeAll() {
      for (const place of live) place();
    },
  };
}
