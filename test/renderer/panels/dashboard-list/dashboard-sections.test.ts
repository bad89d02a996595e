import { expect, test } from "vitest";
import { addressOf, dashboardSections } from "../../../../renderer/panels/dashboard-list/dashboard-sections";
import type { DashboardRow } from "../../../../shared/contract/dashboards";
import { dashboardListOptionsSchema } from "../../../../shared/dashboards/options/dashboard-list";

const row = (title: string, over: Partial<DashboardRow> = {}): DashboardRow => ({
  ...{ uid: title, title, description: "", tags: [], place: "own", folder: "", path: "", panels: 1, isStarred: false },
  ...{ changedAt: 0, isReadOnly: false, hasDraft: false },
  ...over,
});
const rows = [
  row("Node 10", { isStarred: true, viewedAt: 5, tags: ["linux"], folder: "infra/hosts" }),
  row("Node 2", { isStarred: true, tags: ["linux", "lab"] }),
  row("Postgres", { viewedAt: 9, folder: "infra" }),
];
const sections = (over: object) =>
  dashboardSections(rows, dashboardListOptionsSchema.parse({ showStarred: false, ...over })).map(({ heading, rows: shown }) => [
    heading,
    shown.map(({ title }) => title),
  ]);

test.each([
  {
    name: "starred ones by their titles, as people sort them",
    options: { showStarred: true },
    expected: [["Starred", ["Node 2", "Node 10"]]],
  },
  {
    name: "those opened lately, the last one first",
    options: { showRecentlyViewed: true },
    expected: [["Opened lately", ["Postgres", "Node 10"]]],
  },
  { name: "those with all words", options: { showSearch: true, query: "node 1" }, expected: [["node 1", ["Node 10"]]] },
  {
    name: "those with all tags",
    options: { showSearch: true, tags: ["linux", "lab"] },
    expected: [["#linux · #lab", ["Node 2"]]],
  },
  {
    name: "those of a folder and the folders in it",
    options: { showSearch: true, folder: "infra" },
    expected: [["infra", ["Node 10", "Postgres"]]],
  },
  {
    name: "all, when nothing is searched for",
    options: { showSearch: true },
    expected: [["All dashboards", ["Node 2", "Node 10", "Postgres"]]],
  },
  { name: "no heading over nothing", options: { showSearch: true, query: "kafka" }, expected: [] },
])("it lists $name", ({ options, expected }) => expect(sections(options)).toEqual(expected));

test("a section that is full says how many there are beyond it", () => {
  const [section] = dashboardSections(rows, dashboardListOptionsSchema.parse({ showStarred: true, maxItems: 1 }));
  expect(section).toMatchObject({ more: 1, rows: [{ title: "Node 2" }] });
});

test.each([
  { includeVars: false, keepTime: false, address: "#/dashboards/a%20b" },
  { includeVars: true, keepTime: false, address: "#/dashboards/a%20b?$" + "{__all_variables}" },
  { includeVars: true, keepTime: true, address: "#/dashboards/a%20b?$" + "{__url_time_range}&$" + "{__all_variables}" },
])("a link takes along what it is told to", ({ address, ...options }) => expect(addressOf("a b", options)).toBe(address));
