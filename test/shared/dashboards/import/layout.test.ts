import { expect, test } from "vitest";
import { importDashboards } from "#shared/dashboards/import/import";
import type { Layout } from "#shared/dashboards/layout";

function layoutOf(dashboard: object): Layout | undefined {
  return importDashboards(JSON.stringify({ title: "T", ...dashboard })).found[0]?.dashboard.layout;
}

/** `panel-1 0,0 12×8` */
function places(layout: Layout | undefined): unknown {
  if (layout?.kind === "grid")
    return layout.items.map(({ element, x, y, width, height }) => `${element} ${x},${y} ${width}×${height}`);
  if (layout?.kind !== "rows") return layout;
  return layout.rows.map(({ title, isCollapsed, isHeadless, layout: inside }) => [
    `${isHeadless ? "no head" : title}${isCollapsed ? ", closed" : ""}`,
    ...(places(inside) as string[]),
  ]);
}

const text = (id: number, gridPos?: object) => ({ type: "text", id, ...(gridPos ? { gridPos } : {}) });
const at = (x: number, y: number, w = 12, h = 8) => ({ x, y, w, h });

test.each([
  {
    name: "as the grid has them, from its top",
    panels: [text(2, at(12, 5)), text(1, at(0, 5))],
    expected: ["panel-1 0,0 12×8", "panel-2 12,0 12×8"],
  },
  {
    name: "beside each other where they have no places: two charts or four figures to a line",
    panels: [...[1, 2, 3].map((id) => text(id)), ...[4, 5].map((id) => ({ type: "stat", id }))],
    expected: ["panel-1 0,0 12×8", "panel-2 12,0 12×8", "panel-3 0,8 12×8", "panel-4 12,8 6×4", "panel-5 18,8 6×4"],
  },
  {
    name: "below what has a place, where they have none",
    panels: [text(1, at(0, 0)), text(2), text(3, at(12, 0))],
    expected: ["panel-1 0,0 12×8", "panel-2 0,8 12×8", "panel-3 12,0 12×8"],
  },
  {
    name: "inside of the grid, where they were not",
    panels: [text(1, at(-3, -3, 99, 0)), text(2, at(20, 0))],
    expected: ["panel-1 0,0 24×1", "panel-2 12,0 12×8"],
  },
  {
    name: "over each other, where they were: the view moves them apart",
    panels: [text(1, at(0, 0)), text(2, at(0, 0))],
    expected: ["panel-1 0,0 12×8", "panel-2 0,0 12×8"],
  },
  {
    name: "in their rows, open and closed",
    panels: [
      text(1, at(0, 0, 24, 2)),
      { type: "row", title: "Open", gridPos: at(0, 2, 24, 1), collapsed: false, panels: [] },
      text(2, at(0, 3)),
      {
        type: "row",
        title: "Closed",
        gridPos: at(0, 11, 24, 1),
        collapsed: true,
        panels: [text(3, at(0, 40)), text(4, at(12, 40))],
      },
      text(5, at(0, 12)),
    ],
    expected: [
      ["no head", "panel-1 0,0 24×2"],
      ["Open", "panel-2 0,0 12×8"],
      ["Closed, closed", "panel-3 0,0 12×8", "panel-4 12,0 12×8"],
      ["no head", "panel-5 0,0 12×8"],
    ],
  },
  {
    name: "without the copies that repeating left in the file",
    panels: [
      { ...text(1, at(0, 0)), repeat: "a" },
      { ...text(2, at(12, 0)), repeatPanelId: 1, repeatIteration: 5 },
    ],
    expected: ["panel-1 0,0 12×8"],
  },
  {
    name: "by the names of an object where a list should be",
    panels: { a: text(1, at(0, 0)), b: text(2, at(12, 0)) },
    expected: ["panel-1 0,0 12×8", "panel-2 12,0 12×8"],
  },
])("panels stand $name", ({ panels, expected }) => expect(places(layoutOf({ panels }))).toEqual(expected));

const old = (id: number, span: number, more: object = {}) => ({ type: "text", id, span, ...more });

test.each([
  {
    name: "rows without titles are one grid, each below the last",
    rows: [
      { height: "250px", panels: [old(1, 6), old(2, 6), old(3, 6)] },
      { height: 100, panels: [old(4, 12)] },
    ],
    expected: ["panel-1 0,0 12×7", "panel-2 12,0 12×7", "panel-3 0,7 12×7", "panel-4 0,14 24×3"],
  },
  {
    name: "rows with titles stay rows",
    rows: [
      { title: "A", showTitle: true, height: "500px", panels: [old(1, 4), old(2, 8, { height: "100px" })] },
      { title: "B", collapse: true, panels: [old(3, 12)] },
    ],
    expected: [
      ["A", "panel-1 0,0 8×14", "panel-2 8,0 16×3"],
      ["B, closed", "panel-3 0,0 24×7"],
    ],
  },
  {
    name: "a panel without a span takes a third, and one with a wild one all",
    rows: [{ panels: [{ type: "text", id: 1 }, old(2, 99)] }],
    expected: ["panel-1 0,0 8×7", "panel-2 0,7 24×7"],
  },
])("of the layout before 2018, $name", ({ rows, expected }) => expect(places(layoutOf({ rows }))).toEqual(expected));

test.each([
  {
    name: "side by side",
    given: { repeat: "job", repeatDirection: "h", maxPerRow: 3 },
    expected: { variable: "job", direction: "h", maxPerRow: 3 },
  },
  { name: "one below another", given: { repeat: "job", repeatDirection: "v" }, expected: { variable: "job", direction: "v" } },
  { name: "by a least width", given: { repeat: "job", minSpan: 6 }, expected: { variable: "job", direction: "h", maxPerRow: 4 } },
  { name: "not at all", given: { repeat: null }, expected: undefined },
])("a panel repeats $name", ({ given, expected }) => {
  const layout = layoutOf({ panels: [{ ...text(1, at(0, 0)), ...given }] });
  expect(layout?.kind === "grid" ? layout.items[0]?.repeat : layout).toEqual(expected);
});

test("numbers that two panels have are given anew, and said once", () => {
  const [found] = importDashboards(JSON.stringify({ title: "T", panels: [text(7), text(7), text(7), { type: "text" }] })).found;
  expect(Object.values(found?.dashboard.elements ?? {}).map(({ id }) => id)).toEqual([7, 1, 2, 3]);
  expect(found?.report.map(({ path, say }) => `${path}: ${say}`)).toEqual([
    "$.panels: 2 panels have numbers of another panel; they were numbered anew.",
  ]);
});

test("a thousand panels are all there", () => {
  const panels = Array.from({ length: 1000 }, (_, id) => ({ type: "graph", targets: [{ expr: `up{id="${id}"}` }] }));
  expect(importDashboards(JSON.stringify({ title: "T", panels })).found[0]?.panels).toEqual({ total: 1000, drawn: 1000 });
});
