import { expect, test } from "vitest";
import { newDashboard, newPanel } from "../../../../shared/dashboards/change/new-dashboard";
import {
  addPanel,
  duplicatePanel,
  moveInOrder,
  movePanel,
  nextPanelId,
  removePanel,
  setGridItems,
  setPanel,
  setRepeat,
} from "../../../../shared/dashboards/change/panels";
import { type Dashboard, dashboardSchema } from "../../../../shared/dashboards/dashboard";
import { elementsOf, type Layout } from "../../../../shared/dashboards/layout";

const grid = (...elements: string[]): Layout => ({
  kind: "grid",
  items: elements.map((element, index) => ({ element, x: 0, y: index * 8, width: 12, height: 8 })),
});

/** A headless row with a and b, and a row with c. */
const twoRows: Dashboard = dashboardSchema.parse({
  ...newDashboard("uid", "Two rows"),
  elements: { a: { id: 1, type: "stat" }, b: { id: 2, type: "stat" }, c: { id: 7, type: "table" } },
  layout: {
    kind: "rows",
    rows: [
      { title: "", isCollapsed: false, isHeadless: true, layout: grid("a", "b") },
      { title: "Below", isCollapsed: false, isHeadless: false, layout: grid("c") },
    ],
  },
});

const isWhole = (dashboard: Dashboard) => {
  expect(dashboardSchema.safeParse(dashboard).success).toBe(true);
  expect([...elementsOf(dashboard.layout)].sort()).toEqual(Object.keys(dashboard.elements).sort());
};

test("a new panel has a number of its own and a place in the first grid", () => {
  const { dashboard, element } = addPanel(twoRows, newPanel("timeseries"));
  isWhole(dashboard);
  expect(dashboard.elements[element]?.id).toBe(8);
  expect(elementsOf(dashboard.layout)).toEqual(["a", element, "b", "c"]);
});

test("a new panel goes to the row that it is made for", () => {
  const { dashboard, element } = addPanel(twoRows, newPanel("stat"), [1]);
  expect(elementsOf(dashboard.layout)).toEqual(["a", "b", "c", element]);
});

test("a new panel finds a place where there is no grid at all", () => {
  const empty: Dashboard = { ...twoRows, elements: {}, layout: { kind: "rows", rows: [] } };
  const { dashboard } = addPanel(empty, newPanel("stat"));
  isWhole(dashboard);
});

test("an element is never named like another, also not like one that an import named", () => {
  const named: Dashboard = {
    ...twoRows,
    elements: { ...twoRows.elements, "panel-8": { ...twoRows.elements.a, id: 3 } as never },
  };
  expect(addPanel(named, newPanel("stat")).element).toBe("panel-8-2");
});

test("the number of a panel that was removed is not given again while a later one is there", () => {
  expect(nextPanelId(removePanel(twoRows, "a"))).toBe(8);
});

test("a copy stands in the grid of the original and is as large as it", () => {
  const copied = duplicatePanel(twoRows, "c");
  isWhole(copied?.dashboard as Dashboard);
  expect(copied?.dashboard.elements[copied.element]).toEqual({ ...twoRows.elements.c, id: 8 });
  expect(elementsOf(copied?.dashboard.layout as Layout)).toEqual(["a", "b", "c", copied?.element]);
});

test("a panel that is removed is gone from the elements too, and what stood below it moves up", () => {
  const without = removePanel(twoRows, "a");
  isWhole(without);
  expect(without.layout).toMatchObject({ rows: [{ layout: { items: [{ element: "b", y: 0 }] } }, {}] });
});

test("a panel that is not there changes nothing", () => {
  expect(removePanel(twoRows, "x")).toBe(twoRows);
  expect(removePanel(twoRows, "constructor")).toBe(twoRows);
  expect(duplicatePanel(twoRows, "x")).toBeUndefined();
  expect(setPanel(twoRows, "toString", (was) => ({ ...was }))).toBe(twoRows);
  expect(movePanel(twoRows, "x", { path: [1] })).toBe(twoRows);
});

test("a panel moves to another row, to the place where it is let go", () => {
  const moved = movePanel(twoRows, "a", { path: [1], box: { x: 12, y: 0, width: 12, height: 8 } });
  isWhole(moved);
  expect(moved.layout).toMatchObject({
    rows: [
      { layout: { items: [{ element: "b", y: 0 }] } },
      {
        layout: {
          items: [
            { element: "c", x: 0, y: 0 },
            { element: "a", x: 12, y: 0 },
          ],
        },
      },
    ],
  });
});

test("a panel moves to a free place of a row that is only named", () => {
  const moved = movePanel(twoRows, "c", { path: [0] });
  isWhole(moved);
  expect(moved.layout).toMatchObject({ rows: [{ layout: { items: [{}, {}, { element: "c", x: 12, y: 0 }] } }, {}] });
});

test("dragging changes places only, and nothing when all stand where they stood", () => {
  const boxes = (y: number) => new Map([["a", { x: 0, y, width: 12, height: 8 }]]);
  expect(setGridItems(twoRows, [0], boxes(0))).toBe(twoRows);
  const dragged = setGridItems(twoRows, [0], boxes(16));
  expect(dragged.layout).toMatchObject({ rows: [{ layout: { items: [{ element: "a", y: 16 }, { element: "b" }] } }, {}] });
});

test("a panel repeats by a variable until it is said otherwise", () => {
  const repeated = setRepeat(twoRows, "a", { variable: "job", direction: "v" });
  expect(repeated.layout).toMatchObject({
    rows: [{ layout: { items: [{ repeat: { variable: "job", direction: "v" } }, {}] } }, {}],
  });
  expect(setRepeat(repeated, "a", undefined)).toEqual(twoRows);
});

test("panels that flow change their order", () => {
  const items = [{ element: "a" }, { element: "b" }, { element: "c" }];
  const flowing: Dashboard = { ...twoRows, layout: { kind: "auto", maxColumns: 3, columnWidth: 300, rowHeight: 200, items } };
  expect(elementsOf(moveInOrder(flowing, [], 0, 1).layout)).toEqual(["b", "a", "c"]);
  expect(moveInOrder(flowing, [], 2, 1)).toBe(flowing);
});
