import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTopBarRoom } from "../stores/top-bar";

/** Controls of a page that stand at the end of the top bar, for as long as the page is there. */
export function TopBarControls({ children }: { children: ReactNode }) {
  const room = useTopBarRoom((topBar) => topBar.room);
  return room ? createPortal(children, room) : null;
}
