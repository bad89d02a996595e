import { describe, expect, test } from "vitest";
import type { DashboardRow } from "#shared/contract/dashboards";
import { emptyListWords } from "../../../../renderer/pages/dashboards/list/empty-list-words";
import { findDashboards, openedByEnter } from "../../../../renderer/pages/dashboards/list/find";
import { folderLines, folderWords } from "../../../../renderer/pages/dashboards/list/folder-tree";
import { type ListView, readListView, writeListView } from "../../../../renderer/pages/dashboards/list/url";
import { aDashboardRow } from "../../../support/dashboards";

const view = (changes: Partial<ListView> = {}): ListView => ({
  search: "",
  where: { kind: "all" },
  tags: [],
  sort: undefined,
  ...changes,
});
const titles = (rows: readonly DashboardRow[]) => rows.map(({ title }) => title);

const rows = [
  aDashboardRow({ uid: "1", title: "PostgreSQL", tags: ["db", "prod"], folder: "Data", panels: 3, viewedAt: 10, changedAt: 5 }),
  aDashboardRow({ uid: "2", title: "CPU", tags: ["host"], folder: "", isStarred: true, panels: 9, changedAt: 7 }),
  aDashboardRow({ uid: "3", title: "Redis", tags: ["db"], folder: "Data/Caches", panels: 1, viewedAt: 20, changedAt: 6 }),
  aDashboardRow({ uid: "4", title: "alpha", tags: [], place: "git", folder: "Data", description: "The team's own" }),
];

test.each<{ name: string; view: Partial<ListView>; expected: string[] }>([
  { name: "all of them, by title whatever its case", view: {}, expected: ["alpha", "CPU", "PostgreSQL", "Redis"] },
  { name: "words of the title", view: { search: "post sql" }, expected: ["PostgreSQL"] },
  { name: "words of tags, folders and descriptions", view: { search: "TEAM" }, expected: ["alpha"] },
  { name: "a tag and a folder together", view: { search: "db caches" }, expected: ["Redis"] },
  { name: "those with a star", view: { where: { kind: "starred" } }, expected: ["CPU"] },
  { name: "those opened before, the latest first", view: { where: { kind: "recent" } }, expected: ["Redis", "PostgreSQL"] },
  {
    name: "a folder with the folders in it",
    view: { where: { kind: "folder", place: "own", folder: "Data" } },
    expected: ["PostgreSQL", "Redis"],
  },
  { name: "a whole place", view: { where: { kind: "folder", place: "git", folder: "" } }, expected: ["alpha"] },
  { name: "no folder that only begins alike", view: { where: { kind: "folder", place: "own", folder: "Dat" } }, expected: [] },
  { name: "those with all the tags", view: { tags: ["db", "prod"] }, expected: ["PostgreSQL"] },
  {
    name: "the most panels first",
    view: { sort: { column: "panels", isDescending: true } },
    expected: ["CPU", "PostgreSQL", "Redis", "alpha"],
  },
])("the list shows $name", ({ view: changes, expected }) => {
  expect(titles(findDashboards(rows, view(changes)).rows)).toEqual(expected);
});

test.each<{ name: string; view: Partial<ListView>; expected: string }>([
  { name: "words that none has", view: { search: "x" }, expected: "None of them is like that" },
  { name: "a tag that none has there", view: { where: { kind: "starred" }, tags: ["x"] }, expected: "None of them is like that" },
  { name: "no star", view: { where: { kind: "starred" } }, expected: "No stars yet" },
  {
    name: "an empty folder",
    view: { where: { kind: "folder", place: "own", folder: "" } },
    expected: "No dashboards in this folder",
  },
  {
    name: "a watched folder that is gone",
    view: { where: { kind: "folder", place: "git", folder: "team" } },
    expected: "This folder cannot be shown",
  },
])("an empty list says why: $name", ({ view: changes, expected }) => {
  const gone = { id: "git", path: "/srv/git", problem: "/srv/git cannot be read: it does not exist." };
  const lines = folderLines({ dashboards: [], folders: [], watched: [gone] });
  expect(emptyListWords(view(changes), lines).title).toBe(expected);
});

test.each([
  { name: "the first that the words find, whatever is still drawn", search: "redis", selected: undefined, expected: "Redis" },
  { name: "the chosen one among them", search: "db", selected: "3", expected: "Redis" },
  { name: "not a chosen one that they do not find", search: "db", selected: "2", expected: "PostgreSQL" },
  { name: "nothing when they find none", search: "nothing like it", selected: "2", expected: undefined },
])("Enter in the search opens $name", ({ expected, ...given }) => {
  expect(openedByEnter(rows, view({ search: "r" }), given)?.title).toBe(expected);
});

test("numbers in titles stand in their order", () => {
  const numbered = ["Shard 10", "Shard 2", "Shard 2b", "Shard"].map((title, uid) => aDashboardRow({ uid: `${uid}`, title }));
  expect(titles(findDashboards(numbered, view()).rows)).toEqual(["Shard", "Shard 2", "Shard 2b", "Shard 10"]);
});

test("tags are counted among what is shown, and a chosen one stays to be taken back", () => {
  expect(findDashboards(rows, view({ tags: ["db"] })).tags).toEqual([
    { tag: "db", count: 2 },
    { tag: "prod", count: 1 },
  ]);
  expect(findDashboards(rows, view({ tags: ["db"], search: "nothing like it" })).tags).toEqual([{ tag: "db", count: 0 }]);
});

describe("the address of the list", () => {
  test.each<{ name: string; text: string; expected: ListView }>([
    { name: "nothing", text: "", expected: view() },
    {
      name: "everything",
      text: "q=cpu&in=folder%3Aown%2FLinux%2FHosts&tag=a&tag=b&sort=-panels&source=local",
      expected: view({
        search: "cpu",
        where: { kind: "folder", place: "own", folder: "Linux/Hosts" },
        tags: ["a", "b"],
        sort: { column: "panels", isDescending: true },
      }),
    },
    { name: "what nobody wrote", text: "in=elsewhere&sort=colour&tag=a&tag=a", expected: view({ tags: ["a"] }) },
    { name: "a folder of no place", text: "in=folder%3A", expected: view() },
  ])("with $name is read", ({ text, expected }) => {
    const read = readListView(new URLSearchParams(text));
    expect(read).toEqual(expected);
    expect(readListView(writeListView(read, new URLSearchParams("source=x")))).toEqual(expected);
  });

  test("leaves out what is as usual, and keeps what is not of the list", () => {
    const was = new URLSearchParams("source=local&q=cpu&in=starred");
    expect(writeListView({ search: "", where: { kind: "all" } }, was).toString()).toBe("source=local");
  });
});

describe("the tree of folders", () => {
  const list = {
    dashboards: rows,
    folders: ["Data", "Data/Caches", "Data 2", "Empty"].map((folder) => ({ place: "own", folder })),
    watched: [{ id: "git", path: "/home/ann/dashboards/", problem: "It cannot be read." }],
  };
  const lines = folderLines(list);

  test("has each place, its folders in order, and how many dashboards are in each", () => {
    expect(lines.map(({ name, level, count, folder }) => [name, level, count, folder])).toEqual([
      ["My dashboards", 0, 3, ""],
      ["Data", 1, 2, "Data"],
      ["Caches", 2, 1, "Data/Caches"],
      ["Data 2", 1, 0, "Data 2"],
      ["Empty", 1, 0, "Empty"],
      ["dashboards", 0, 1, ""],
    ]);
    expect(lines.at(-1)?.watched).toEqual(list.watched[0]);
  });

  test.each([
    { place: "own", folder: "", words: "My dashboards" },
    { place: "own", folder: "Data/Caches", words: "My dashboards / Data / Caches" },
    { place: "gone", folder: "A", words: "a folder that is not watched any more / A" },
  ])("$place/$folder is called $words", ({ place, folder, words }) => expect(folderWords(lines, place, folder)).toBe(words));
});
