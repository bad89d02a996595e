import { createContext, useContext } from "react";

/** Which panel fills the page, and the links to single panels. */
export interface PanelView {
  full: string | undefined;
  setFull(viewKey: string | undefined): void;
  /** An address that opens this panel alone, for sharing. */
  linkOf(viewKey: string): string;
}

export const PanelViewContext = createContext<PanelView | undefined>(undefined);

export function usePanelView(): PanelView {
  const view = useContext(PanelViewContext);
  if (!view) throw new Error("This is drawn inside of an open dashboard only.");
  return view;
}
