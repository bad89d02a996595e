import { expect, test } from "vitest";
import { newDashboard } from "../../../../shared/dashboards/change/new-dashboard";
import { addRow, moveRow, removeRow, renameRow, rowChoices, setRow } from "../../../../shared/dashboards/change/rows";
import { addTab, removeTab, renameTab } from "../../../../shared/dashboards/change/tabs";
import { type Dashboard, dashboardSchema } from "../../../../shared/dashboards/dashboard";
import type { Layout } from "../../../../shared/dashboards/layout";

const grid = (...elements: string[]): Layout => ({
  kind: "grid",
  items: elements.map((element, index) => ({ element, x: 0, y: index * 8, width: 12, height: 8 })),
});
const made = (layout: unknown): Dashboard =>
  dashboardSchema.parse({
    ...newDashboard("uid", "Rows"),
    elements: { a: { id: 1, type: "stat" }, b: { id: 2, type: "stat" }, c: { id: 3, type: "stat" } },
    layout,
  });
const row = (title: string, ...elements: string[]) => ({
  title,
  isCollapsed: false,
  isHeadless: title === "",
  layout: grid(...elements),
});

const plain = made(grid("a", "b", "c"));
const three = made({ kind: "rows", rows: [row("", "a"), row("B", "b"), row("C", "c")] });

/** "Title: a b | Other: c" */
function outline(layout: Layout): string {
  if (layout.kind === "rows") return layout.rows.map((each) => `${each.title}: ${outline(each.layout)}`).join(" | ");
  if (layout.kind === "tabs") return layout.tabs.map((each) => `[${each.title}] ${outline(each.layout)}`).join(" | ");
  return layout.items.map(({ element }) => element).join(" ");
}

test.each([
  { name: "the first row leaves the panels above it, without a head", was: plain, expected: ": a b c | New: " },
  { name: "a row is added below the others", was: three, expected: ": a | B: b | C: c | New: " },
  { name: "an empty dashboard begins with the row", was: made(grid()), expected: "New: " },
])("$name", ({ was, expected }) => expect(outline(addRow(was, "New").layout)).toBe(expected));

test("a row is added in the tab that it is made for", () => {
  const tabs = made({
    kind: "tabs",
    tabs: [
      { title: "One", layout: grid("a") },
      { title: "Two", layout: grid("b", "c") },
    ],
  });
  expect(outline(addRow(tabs, "New", [1]).layout)).toBe("[One] a | [Two] : b c | New: ");
});

test("a row that gets a title gets a head", () => {
  expect(renameRow(three, [0], "A").layout).toMatchObject({ rows: [{ title: "A", isHeadless: false }, {}, {}] });
});

test("a row folds and repeats", () => {
  const changed = setRow(three, [1], { isCollapsed: true, repeat: "job" });
  expect(changed.layout).toMatchObject({ rows: [{}, { title: "B", isCollapsed: true, repeat: "job" }, {}] });
});

test.each([
  { name: "down", path: [1], by: 1 as const, expected: ": a | C: c | B: b" },
  { name: "up", path: [2], by: -1 as const, expected: ": a | C: c | B: b" },
  { name: "not above the panels without a row", path: [1], by: -1 as const, expected: ": a | B: b | C: c" },
  { name: "not below the last", path: [2], by: 1 as const, expected: ": a | B: b | C: c" },
])("a row moves $name", ({ path, by, expected }) => expect(outline(moveRow(three, path, by).layout)).toBe(expected));

test.each([
  { name: "leaves its panels to the row above", path: [2], keepPanels: true, expected: ": a | B: b c" },
  { name: "takes its panels along", path: [1], keepPanels: false, expected: ": a | C: c" },
  { name: "leaves its panels to the panels without a row", path: [1], keepPanels: true, expected: ": a b | C: c" },
])("a row that is removed $name", ({ path, keepPanels, expected }) => {
  const removed = removeRow(three, path, { keepPanels });
  expect(outline(removed.layout)).toBe(expected);
  expect(Object.keys(removed.elements).length).toBe(keepPanels ? 3 : 2);
  expect(dashboardSchema.safeParse(removed).success).toBe(true);
});

test("panels that come down to another row stand below the ones there", () => {
  const removed = removeRow(three, [2], { keepPanels: true });
  expect(removed.layout).toMatchObject({
    rows: [
      {},
      {
        layout: {
          items: [
            { element: "b", y: 0 },
            { element: "c", y: 8 },
          ],
        },
      },
    ],
  });
});

test("the last row that is removed leaves a dashboard without rows", () => {
  const one = made({ kind: "rows", rows: [row("A", "a", "b", "c")] });
  expect(removeRow(one, [0], { keepPanels: true }).layout).toEqual(
    one.layout.kind === "rows" ? one.layout.rows[0]?.layout : undefined,
  );
  expect(removeRow(one, [0], { keepPanels: false }).layout).toEqual({ kind: "grid", items: [] });
});

test("a place that is not there changes nothing", () => {
  expect(removeRow(plain, [0], { keepPanels: true })).toBe(plain);
  expect(moveRow(three, [9], 1)).toBe(three);
  expect(setRow(three, [], { title: "x" })).toBe(three);
});

test("tabs are added, renamed and removed with their panels", () => {
  const tabs = made({
    kind: "tabs",
    tabs: [
      { title: "One", layout: grid("a") },
      { title: "Two", layout: grid("b", "c") },
    ],
  });
  expect(outline(addTab(tabs, [], "Three").layout)).toBe("[One] a | [Two] b c | [Three] ");
  expect(outline(renameTab(tabs, [0], "First").layout)).toBe("[First] a | [Two] b c");
  const removed = removeTab(tabs, [1]);
  expect(outline(removed.layout)).toBe("[One] a");
  expect(Object.keys(removed.elements)).toEqual(["a"]);
});

test("every place that a panel can go to is named by the rows and tabs around it", () => {
  const nested = made({
    kind: "tabs",
    tabs: [
      { title: "Disks", layout: { kind: "rows", rows: [row("", "a"), row("Usage", "b")] } },
      { title: "Net", layout: grid("c") },
    ],
  });
  expect(rowChoices(nested.layout)).toEqual([
    { path: [0, 0], title: "Disks" },
    { path: [0, 1], title: "Disks / Usage" },
    { path: [1], title: "Net" },
  ]);
  expect(rowChoices(plain.layout)).toEqual([{ path: [], title: "Top of the dashboard" }]);
});
