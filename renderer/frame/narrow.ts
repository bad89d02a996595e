import { useSyncExternalStore } from "react";

// The same width as in Frame.module.css and Navigation.module.css.
const query = "(max-width: 1099px)";

function subscribe(run: () => void): () => void {
  const list = matchMedia(query);
  list.addEventListener("change", run);
  return () => list.removeEventListener("change", run);
}

/** Whether the window is too narrow for the navigation's words. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
