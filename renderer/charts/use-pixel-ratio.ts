import { useSyncExternalStore } from "react";

/** Pixels of the screen for one of the page, anew when the window is moved to another screen: a canvas is then drawn anew. */
export const usePixelRatio = (): number => useSyncExternalStore(onPixelRatio, () => devicePixelRatio);

function onPixelRatio(run: () => void): () => void {
  let query: MediaQueryList;
  // A query is of one ratio: for each there is another one to listen to.
  const listen = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", changed, { once: true });
  };
  const changed = () => {
    listen();
    run();
  };
  listen();
  return () => query.removeEventListener("change", changed);
}
