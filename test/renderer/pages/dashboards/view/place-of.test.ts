import { expect, test } from "vitest";
import { panelSchema } from "#shared/dashboards/panel";
import type { ExpandedLayout } from "#shared/dashboards/variables/repeat";
import { placeOf, placesIn } from "../../../../../renderer/pages/dashboards/view/place-of";

const none = new Map<string, string>();
const item = (key: string, element: string, y = 0) => ({ key, element, locals: none, x: 0, y, width: 6, height: 4 });
const layout: ExpandedLayout = {
  kind: "rows",
  omitted: 0,
  rows: [
    {
      ...{ key: "row-0", title: "", locals: none, isCollapsed: true, isHeadless: false, index: 0 },
      layout: { kind: "grid", height: 8, omitted: 0, items: [item("row-0/b", "b", 4), item("row-0/a", "a")] },
    },
  ],
};
const elements = { a: panelSchema.parse({ id: 7, type: "stat" }), b: panelSchema.parse({ id: 8, type: "stat" }) };

test("all panels are found in reading order, also those that are folded away", () => {
  expect(placesIn(layout).map(({ key }) => key)).toEqual(["row-0/a", "row-0/b"]);
});

test.each([
  { name: "row-0/b", key: "row-0/b" },
  { name: "7", key: "row-0/a" },
  { name: "9", key: undefined },
  { name: "constructor", key: undefined },
])("a link to the panel $name leads to $key", ({ name, key }) => {
  expect(placeOf(layout, { elements }, name)?.key).toBe(key);
});
