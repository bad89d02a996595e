// Tabs that come, go and change their titles. A path ends with the tab's number.
import type { Dashboard } from "../dashboard";
import { elementsOf, type TabsLayout } from "../layout";
import { emptyGrid, type LayoutPath, withLayoutAt } from "./layout-tree";

export const addTab = (dashboard: Dashboard, path: LayoutPath, title: string): Dashboard =>
  changeTabs(dashboard, path, (was) => ({ ...was, tabs: [...was.tabs, { title, layout: emptyGrid() }] }));

export function renameTab(dashboard: Dashboard, path: LayoutPath, title: string): Dashboard {
  const index = path.at(-1);
  return changeTabs(dashboard, path.slice(0, -1), (was) => ({
    ...was,
    tabs: was.tabs.map((tab, at) => (at === index ? { ...tab, title } : tab)),
  }));
}

/** Takes a tab away with its panels. */
export function removeTab(dashboard: Dashboard, path: LayoutPath): Dashboard {
  const index = path.at(-1);
  const without = changeTabs(dashboard, path.slice(0, -1), (was) => ({ ...was, tabs: was.tabs.filter((_, at) => at !== index) }));
  if (without === dashboard) return dashboard;
  const kept = new Set(elementsOf(without.layout));
  return { ...without, elements: Object.fromEntries(Object.entries(without.elements).filter(([name]) => kept.has(name))) };
}

function changeTabs(dashboard: Dashboard, path: LayoutPath, update: (was: TabsLayout) => TabsLayout): Dashboard {
  const layout = withLayoutAt(dashboard.layout, path, (was) => (was.kind === "tabs" ? update(was) : was));
  return layout === dashboard.layout ? dashboard : { ...dashboard, layout };
}
