import { useCallback, useMemo } from "react";
import { panelAt, setPanel } from "#shared/dashboards/change/panels";
import type { Panel } from "#shared/dashboards/panel";
import { useOpenDashboard } from "../../store";

export interface EditedPanel {
  element: string;
  panel: Panel;
  /** One step for undo; changes of one `field` that follow closely are one step together. */
  change(label: string, update: (was: Panel) => Panel, field?: string): void;
  /** The same for plain properties: `set("title", …)`. */
  set<K extends keyof Panel>(key: K, value: Panel[K], label: string): void;
}

/** The panel whose editor is open; undefined when undo has taken it away. */
export function useEditedPanel(element: string): EditedPanel | undefined {
  const panel = useOpenDashboard((store) => store.current && panelAt(store.current.dashboard, element));
  const change = useCallback<EditedPanel["change"]>(
    (label, update, field) =>
      useOpenDashboard
        .getState()
        .change(label, (was) => setPanel(was, element, update), field === undefined ? {} : { field: `${element} ${field}` }),
    [element],
  );
  const set = useCallback<EditedPanel["set"]>(
    (key, value, label) => change(label, (was) => ({ ...was, [key]: value }), key),
    [change],
  );
  return useMemo(() => panel && { element, panel, change, set }, [element, panel, change, set]);
}
