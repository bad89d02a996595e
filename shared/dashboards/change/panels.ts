// Panels that come, go and change places. Each function gives a new dashboard, or the same one when there is nothing to do.
import type { Dashboard } from "../dashboard";
import type { GridItem, Layout } from "../layout";
import type { Panel } from "../panel";
import { type Box, compacted, freePlace, withBox } from "./grid";
import { firstLeaf, type LayoutPath, layoutAt, whereIs, withLayoutAt, withoutElement } from "./layout-tree";

/** How large a panel is that comes new: half the width, as high as charts read best. */
export const usualSize = { width: 12, height: 8 };

export const panelAt = (dashboard: Dashboard, element: string): Panel | undefined =>
  Object.hasOwn(dashboard.elements, element) ? dashboard.elements[element] : undefined;

/** A number that no panel of this dashboard has; never one that was just removed, since links may still name that. */
export const nextPanelId = ({ elements }: Dashboard): number =>
  Object.values(elements).reduce((highest, { id }) => Math.max(highest, id), 0) + 1;

function freeName(dashboard: Dashboard, id: number): string {
  let name = `panel-${id}`;
  for (let count = 2; Object.hasOwn(dashboard.elements, name); count += 1) name = `panel-${id}-${count}`;
  return name;
}

interface Added {
  dashboard: Dashboard;
  element: string;
}

/** Puts a new panel at the end of a grid: the one at `path`, or the first there is. */
export function addPanel(dashboard: Dashboard, panel: Omit<Panel, "id">, path?: LayoutPath): Added {
  const id = nextPanelId(dashboard);
  const element = freeName(dashboard, id);
  const withPanel = { ...dashboard, elements: { ...dashboard.elements, [element]: { ...panel, id } } };
  return { dashboard: placed(withPanel, element, path, usualSize), element };
}

function placed(dashboard: Dashboard, element: string, path: LayoutPath | undefined, size: typeof usualSize): Dashboard {
  const at = path && layoutAt(dashboard.layout, path) ? firstIn(dashboard.layout, path) : firstLeaf(dashboard.layout);
  if (!at) {
    // Rows or tabs without any: the panel gets the first one.
    const layout: Layout = { kind: "grid", items: [{ element, ...freePlace([], size) }] };
    return { ...dashboard, layout };
  }
  return { ...dashboard, layout: withLayoutAt(dashboard.layout, at, (was) => withItem(was, element, size)) };
}

function firstIn(layout: Layout, path: LayoutPath): LayoutPath | undefined {
  const inner = layoutAt(layout, path);
  const rest = inner && firstLeaf(inner);
  return rest && [...path, ...rest];
}

function withItem(layout: Layout, element: string, size: typeof usualSize): Layout {
  if (layout.kind === "auto") return { ...layout, items: [...layout.items, { element }] };
  if (layout.kind === "grid") return { ...layout, items: [...layout.items, { element, ...freePlace(layout.items, size) }] };
  return layout;
}

/** A second one like it, in the same grid, as large as it. */
export function duplicatePanel(dashboard: Dashboard, element: string): Added | undefined {
  const panel = panelAt(dashboard, element);
  const place = whereIs(dashboard.layout, element);
  if (!panel || !place) return undefined;
  const id = nextPanelId(dashboard);
  const copy = freeName(dashboard, id);
  const elements = { ...dashboard.elements, [copy]: { ...panel, id } };
  const size = place.item ?? usualSize;
  return { dashboard: placed({ ...dashboard, elements }, copy, place.path, size), element: copy };
}

/** Takes the panel away; what stood below it moves up. */
export function removePanel(dashboard: Dashboard, element: string): Dashboard {
  if (!panelAt(dashboard, element)) return dashboard;
  const { [element]: _, ...elements } = dashboard.elements;
  const place = whereIs(dashboard.layout, element);
  const layout = withoutElement(dashboard.layout, element);
  return { ...dashboard, elements, layout: place ? withLayoutAt(layout, place.path, movedUp) : layout };
}

const movedUp = (layout: Layout): Layout => (layout.kind === "grid" ? { ...layout, items: compacted(layout.items) } : layout);

export function setPanel(dashboard: Dashboard, element: string, update: (was: Panel) => Panel): Dashboard {
  const was = panelAt(dashboard, element);
  if (!was) return dashboard;
  const panel = update(was);
  return panel === was ? dashboard : { ...dashboard, elements: { ...dashboard.elements, [element]: panel } };
}

/** Takes the panel to another grid, or to another place in its own. Without a place: to its end. */
export function movePanel(dashboard: Dashboard, element: string, to: { path: LayoutPath; box?: Box }): Dashboard {
  const from = whereIs(dashboard.layout, element);
  const target = layoutAt(dashboard.layout, to.path);
  if (!from || !target || (target.kind !== "grid" && target.kind !== "auto")) return dashboard;
  const isSameGrid = from.path.join() === to.path.join();
  if (isSameGrid && to.box && target.kind === "grid") {
    const items = withBox(target.items, element, to.box);
    return { ...dashboard, layout: withLayoutAt(dashboard.layout, to.path, (was) => ({ ...was, items }) as Layout) };
  }
  if (isSameGrid) return dashboard;
  const item: GridItem = from.item ?? { element, ...freePlace([], usualSize) };
  const without = withLayoutAt(withoutElement(dashboard.layout, element), from.path, movedUp);
  const layout = withLayoutAt(without, to.path, (was) => {
    if (was.kind === "auto") return { ...was, items: [...was.items, { element, ...(item.repeat && { repeat: item.repeat }) }] };
    if (was.kind !== "grid") return was;
    const box = to.box ?? freePlace(was.items, item);
    return { ...was, items: withBox([...was.items, { ...item, ...box }], element, box) };
  });
  return { ...dashboard, layout };
}

/** The grid at this place as it was left by dragging. The same object when nothing has moved. */
export function setGridItems(dashboard: Dashboard, path: LayoutPath, boxes: ReadonlyMap<string, Box>): Dashboard {
  const layout = withLayoutAt(dashboard.layout, path, (was) => {
    if (was.kind !== "grid") return was;
    const items = was.items.map((item) => {
      const box = boxes.get(item.element);
      const isSame = !box || (box.x === item.x && box.y === item.y && box.width === item.width && box.height === item.height);
      return isSame ? item : { ...item, x: box.x, y: box.y, width: box.width, height: box.height };
    });
    return items.every((item, index) => item === was.items[index]) ? was : { ...was, items };
  });
  return layout === dashboard.layout ? dashboard : { ...dashboard, layout };
}

/** One copy for each value of a variable; only where the panel stands in a grid or an automatic layout. */
export function setRepeat(dashboard: Dashboard, element: string, repeat: GridItem["repeat"]): Dashboard {
  const place = whereIs(dashboard.layout, element);
  if (!place) return dashboard;
  const layout = withLayoutAt(dashboard.layout, place.path, (was) => {
    if (was.kind === "grid")
      return { ...was, items: was.items.map((item) => (item.element === element ? withRepeat(item, repeat) : item)) };
    if (was.kind === "auto")
      return { ...was, items: was.items.map((item) => (item.element === element ? withRepeat(item, repeat) : item)) };
    return was;
  });
  return { ...dashboard, layout };
}

function withRepeat<T extends { repeat?: GridItem["repeat"] }>({ repeat: _, ...item }: T, repeat: GridItem["repeat"]): T {
  return { ...item, ...(repeat && { repeat }) } as T;
}

/** Changes the order of panels that flow, by one place. */
export function moveInOrder(dashboard: Dashboard, path: LayoutPath, index: number, by: number): Dashboard {
  const layout = withLayoutAt(dashboard.layout, path, (was) => {
    const item = was.kind === "auto" ? was.items[index] : undefined;
    const other = was.kind === "auto" ? was.items[index + by] : undefined;
    if (was.kind !== "auto" || !item || !other) return was;
    return { ...was, items: was.items.map((each) => (each === item ? other : each === other ? item : each)) };
  });
  return layout === dashboard.layout ? dashboard : { ...dashboard, layout };
}
