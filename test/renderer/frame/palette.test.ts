import { Bell } from "lucide-react";
import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import { keyAction } from "../../../renderer/frame/frame-keys";
import { matchingEntries, paletteEntries, reachableAlerts } from "../../../renderer/frame/palette-entries";
import type { PageEntry } from "../../../renderer/pages/page";
import { aDashboardRow } from "../../support/dashboards";

const NoPage = () => null;
const page = (title: string, words: string): PageEntry => ({
  title,
  words,
  path: `/${title.toLowerCase()}`,
  home: `/${title.toLowerCase()}`,
  icon: Bell,
  group: "Watch",
  Component: NoPage,
});
const alert = (id: string, instance: string) =>
  ({ id, name: "HighLoad", labels: { instance }, state: "firing" }) as unknown as InboxAlert;

const did: string[] = [];
const entries = paletteEntries(
  {
    pages: [page("Metrics", "promql explore"), page("Settings", "theme dark light density")],
    dashboards: [
      aDashboardRow({ uid: "seen", title: "Redis", tags: ["cache"], viewedAt: 5 }),
      aDashboardRow({ uid: "star", title: "Hosts", folder: "Linux", isStarred: true }),
    ],
    alerts: [alert("a/1", "db-01"), alert("a/2", "db-02")],
    connections: [],
    isPaused: false,
    searchFor: () => "?last=1h",
  },
  {
    go: (to) => did.push(to),
    setTheme: (theme) => did.push(theme),
    toggleLive: () => did.push("live"),
    showKeys: () => did.push("keys"),
  },
);

test.each([
  { typed: "dark theme", expected: ["Dark theme", "Settings"] },
  { typed: "met", expected: ["Metrics"] },
  { typed: "promql", expected: ["Metrics"] },
  { typed: "highload 02", expected: ["HighLoad"] },
  { typed: "linux", expected: ["Hosts"] },
  { typed: "cache", expected: ["Redis"] },
  { typed: "etc", expected: [] },
  { typed: "mtrcs", expected: [] },
])("typing $typed finds $expected", ({ typed, expected }) => {
  expect(matchingEntries(entries, typed).map(({ name }) => name)).toEqual(expected);
});

test("before anything is typed everything is listed", () => {
  expect(matchingEntries(entries, " ")).toEqual(entries);
});

test("of very many dashboards the first are listed before anything is typed, and all are found", () => {
  const dashboards = Array.from({ length: 100 }, (_, index) => aDashboardRow({ uid: `${index}`, title: `Board ${index}` }));
  const nothing = () => {};
  const many = paletteEntries(
    { pages: [], dashboards, alerts: [], connections: [], isPaused: false, searchFor: () => "" },
    { go: nothing, setTheme: nothing, toggleLive: nothing, showKeys: nothing },
  );
  expect(matchingEntries(many, "").filter(({ group }) => group === "Dashboards")).toHaveLength(8);
  expect(matchingEntries(many, "board 99").map(({ name }) => name)).toEqual(["Board 99"]);
});

test("each entry leads where it says: shared parameters go along, ids may hold anything", () => {
  for (const { id, run } of entries) if (/^(page|dashboard|alert)/.test(id)) run();
  expect(did.splice(0)).toEqual([
    "/metrics?last=1h",
    "/settings?last=1h",
    "/dashboards/star?last=1h",
    "/dashboards/seen?last=1h",
    "/alerts/a%2F1",
    "/alerts/a%2F2",
  ]);
});

const key = (name: string, more: object = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: { tagName: "BODY" },
  ...more,
});

test.each([
  { name: "Ctrl K", pressed: key("k", { ctrlKey: true }), expected: "palette" },
  { name: "Cmd K while typing", pressed: key("K", { metaKey: true, target: { tagName: "INPUT" } }), expected: "palette" },
  { name: "?", pressed: key("?"), expected: "keys" },
  { name: "? while typing", pressed: key("?", { target: { tagName: "TEXTAREA" } }), expected: undefined },
  {
    name: "? in a query editor",
    pressed: key("?", { target: { tagName: "DIV", isContentEditable: true } }),
    expected: undefined,
  },
  { name: "k", pressed: key("k"), expected: undefined },
])("$name does $expected", ({ pressed, expected }) => expect(keyAction(pressed)).toBe(expected));

test("the alerts that are not over can be reached, the most urgent first, and no more of them than can be searched at once", () => {
  const one = (id: string, severity: string, state = "firing") =>
    ({ id, name: id, labels: { severity }, state, activeAt: 1 }) as unknown as InboxAlert;
  const few = [one("info", "info"), one("over", "critical", "resolved"), one("worst", "critical")];
  expect(reachableAlerts(few).map(({ id }) => id)).toEqual(["worst", "info"]);
  expect(reachableAlerts(Array.from({ length: 10_000 }, (_, index) => one(`a${index}`, "info")))).toHaveLength(500);
});
