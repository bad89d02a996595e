import type { Dashboard } from "#shared/dashboards/dashboard";
import type { ExpandedLayout } from "#shared/dashboards/variables/repeat";

export interface NamedPlace {
  key: string;
  element: string;
  locals?: ReadonlyMap<string, string> | undefined;
}

/** The panel that a link names: by its key, or by its number as links of the field have it. */
export function placeOf(layout: ExpandedLayout, { elements }: Pick<Dashboard, "elements">, name: string): NamedPlace | undefined {
  const places = placesIn(layout);
  const isNumbered = (element: string) => Object.hasOwn(elements, element) && String(elements[element]?.id) === name;
  return places.find(({ key }) => key === name) ?? places.find(({ element }) => isNumbered(element));
}

/** All panels of the tree, folded or not, in reading order. */
export function placesIn(layout: ExpandedLayout): NamedPlace[] {
  switch (layout.kind) {
    case "grid":
      return [...layout.items].sort((a, b) => a.y - b.y || a.x - b.x);
    case "auto":
      return [...layout.items];
    case "rows":
      return layout.rows.flatMap((row) => placesIn(row.layout));
    case "tabs":
      return layout.tabs.flatMap((tab) => placesIn(tab.layout));
  }
}
