import type { TimeRange } from "./time-range";

export interface WindowDrag {
  /** An edge of the window is dragged, the window is moved, or a new one is drawn. */
  kind: "from" | "to" | "move" | "new";
  /** Where it began. */
  at: number;
  was: TimeRange;
}

/** The window, once the pointer is there. An edge that is dragged over the other becomes that. */
export function draggedTo({ kind, at, was }: WindowDrag, now: number): TimeRange {
  switch (kind) {
    case "move":
      return { from: was.from + (now - at), to: was.to + (now - at) };
    case "new":
      return inOrder(at, now);
    case "from":
      return inOrder(now, was.to);
    case "to":
      return inOrder(was.from, now);
  }
}

const inOrder = (one: number, other: number): TimeRange => ({ from: Math.min(one, other), to: Math.max(one, other) });
