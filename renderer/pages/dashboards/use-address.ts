import { useCallback, useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { useOpenDashboard } from "./store";
import { type DashboardView, readView } from "./url";
import { useChangeView } from "./use-change-view";

/** The address of an open dashboard, with the panel whose editor is open kept in it, one way and the other. */
export function useAddress(editedPanel: string | undefined): { view: DashboardView; setKiosk(isKiosk: boolean): void } {
  const [params] = useSearchParams();
  const change = useChangeView();
  const view = useMemo(() => readView(params), [params]);
  const { edit } = view;

  // A link, or the way back through the history, opens and closes the editor.
  useEffect(() => {
    const { current, editPanel } = useOpenDashboard.getState();
    if (!current || current.editedPanel === edit) return;
    if (edit === undefined || Object.hasOwn(current.dashboard.elements, edit)) editPanel(edit);
  }, [edit]);

  // The page's own buttons do the same to the address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the editor opens or closes; a change of the address comes from above
  useEffect(() => {
    if (editedPanel !== edit && useOpenDashboard.getState().current?.editedPanel === editedPanel) {
      change({ edit: editedPanel });
    }
  }, [editedPanel]);

  const setKiosk = useCallback((isKiosk: boolean) => change({ isKiosk }), [change]);
  return { view, setKiosk };
}
