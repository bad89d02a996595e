import { useSyncExternalStore } from "react";

// The same width as in the modules of the frame.
const query = "(max-width: 1099px)";

function subscribe(run: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener("change", run);
  return () => list.removeEventListener("change", run);
}

/** Whether the window is too narrow for the navigation's words, and for the columns that a table can do without. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
