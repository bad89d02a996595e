// What can be done with panels from more than one place: the bar, the rows, a panel's menu.
import type { LayoutPath } from "#shared/dashboards/change/layout-tree";
import { newPanel } from "#shared/dashboards/change/new-dashboard";
import { addPanel, duplicatePanel, movePanel, panelAt, removePanel } from "#shared/dashboards/change/panels";
import type { Panel } from "#shared/dashboards/panel";
import { useOpenDashboard } from "../store";

/** Adds a panel and gives the name of its element. */
export function putPanel(panel: Omit<Panel, "id">, path?: LayoutPath): string | undefined {
  let element: string | undefined;
  useOpenDashboard.getState().change(`Add ${panel.title || "a panel"}`, (was) => {
    const added = addPanel(was, panel, path);
    element = added.element;
    return added.dashboard;
  });
  return element;
}

/** Adds a chart with one query that is still empty, and opens its editor. */
export function addEmptyPanel(path?: LayoutPath): void {
  const element = putPanel(newPanel("timeseries", { mode: "range", format: "time_series" }), path);
  useOpenDashboard.getState().editPanel(element);
}

const titleOf = (element: string): string => {
  const dashboard = useOpenDashboard.getState().current?.dashboard;
  return (dashboard && panelAt(dashboard, element)?.title) || "a panel";
};

export function duplicate(element: string): void {
  useOpenDashboard.getState().startEditing();
  useOpenDashboard.getState().change(`Duplicate ${titleOf(element)}`, (was) => duplicatePanel(was, element)?.dashboard ?? was);
}

export function remove(element: string): void {
  useOpenDashboard.getState().startEditing();
  useOpenDashboard.getState().change(`Remove ${titleOf(element)}`, (was) => removePanel(was, element));
}

export function moveTo(element: string, path: LayoutPath): void {
  useOpenDashboard.getState().startEditing();
  useOpenDashboard.getState().change(`Move ${titleOf(element)}`, (was) => movePanel(was, element, { path }));
}
