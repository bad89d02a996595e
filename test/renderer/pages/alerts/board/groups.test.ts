import { expect, test } from "vitest";
import { groupingLabels, groupRows, linesOf } from "../../../../../renderer/pages/alerts/board/groups";
import { rowOf } from "../../../../../renderer/pages/alerts/board/rows";
import { anAlert } from "../inbox-alerts";

const row = (id: string, labels: Record<string, string>, source = "local") => rowOf(anAlert({ id, labels, source }));
const rows = [
  row("1", { team: "web", severity: "warning" }),
  row("2", { team: "db", severity: "critical" }),
  row("3", { team: "web", severity: "info" }),
  row("4", { severity: "warning" }, "c1"),
];
const nameOfSource = (id: string) => (id === "local" ? "this host" : "prod");
const groups = (by: string, folded: string[] = []) => groupRows(rows, { by, folded: new Set(folded), nameOfSource });

test("groups by a label: the worst first, then the largest; what lacks the label is a group too", () => {
  expect(groups("team").map(({ title, words, worst, rows: own }) => [title, words, worst, own.map(({ id }) => id)])).toEqual([
    ["db", "1 critical", "critical", ["2"]],
    ["web", "1 warning, 1 info", "warning", ["1", "3"]],
    ["no team", "1 warning", "warning", ["4"]],
  ]);
});

test("a group of one severity is not told its severity twice", () => {
  expect(groups("severity").map(({ title, words }) => [title, words])).toEqual([
    ["critical", "1"],
    ["warning", "2"],
    ["info", "1"],
  ]);
});

test("groups by source carry its name", () => {
  expect(groups("__source__").map(({ key, title }) => [key, title])).toEqual([
    ["local", "this host"],
    ["c1", "prod"],
  ]);
});

test("a label that is called like a part of an object is a label that nothing has", () => {
  expect(groups("constructor").map(({ title, rows: own }) => [title, own.length])).toEqual([["no constructor", 4]]);
});

test("the rows of a folded group are not listed, its head is", () => {
  expect(linesOf(rows, groups("team", ["web"])).map(({ id }) => id)).toEqual(["group db", "2", "group web", "group ", "4"]);
  expect(linesOf(rows, undefined).map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
});

test("the labels that most rows have are offered first", () => {
  expect(groupingLabels(rows)).toEqual([
    { name: "severity", count: 4 },
    { name: "team", count: 3 },
  ]);
});
