import { expect, test } from "vitest";
import { denseLines, denseMove, densePlaceOf } from "../../../../../renderer/pages/alerts/board/dense-lines";
import { groupRows, linesOf } from "../../../../../renderer/pages/alerts/board/groups";
import { rowOf } from "../../../../../renderer/pages/alerts/board/rows";
import { anAlert } from "../inbox-alerts";

const rows = ["1", "2", "3", "4", "5"].map((id) => rowOf(anAlert({ id, labels: { team: id < "4" ? "a" : "b" } })));
const names = (dense: ReturnType<typeof denseLines>) =>
  dense.map((line) => (line.kind === "group" ? line.id : line.rows.map(({ id }) => id).join(" ")));
const plain = denseLines(linesOf(rows, undefined), 2);
const grouped = denseLines(linesOf(rows, groupRows(rows, { by: "team", folded: new Set(), nameOfSource: String })), 2);

test("rows stand beside each other, and the head of a group alone", () => {
  expect(names(plain)).toEqual(["1 2", "3 4", "5"]);
  expect(names(grouped)).toEqual(["group a", "1 2", "3", "group b", "4 5"]);
});

test.each([
  { key: "j", from: "1", to: "2" },
  { key: "j", from: "2", to: "3" },
  { key: "k", from: "3", to: "2" },
  { key: "ArrowDown", from: "2", to: "4" },
  { key: "ArrowDown", from: "4", to: "5" },
  { key: "ArrowUp", from: "3", to: "1" },
  { key: "ArrowRight", from: "1", to: "2" },
  { key: "ArrowLeft", from: "2", to: "1" },
  { key: "Home", from: "5", to: "1" },
  { key: "End", from: "1", to: "5" },
  { key: "k", from: "1", to: undefined },
  { key: "j", from: "5", to: undefined },
  { key: "q", from: "1", to: undefined },
])("$key moves from $from to $to", ({ key, from, to }) => {
  const at = densePlaceOf(from, plain);
  expect(at && denseMove(key, at, plain)).toBe(to);
});

test("moving goes over the heads of groups", () => {
  expect(denseMove("j", { line: 2, place: 0 }, grouped)).toBe("group b");
  expect(denseMove("ArrowDown", { line: 3, place: 0 }, grouped)).toBe("4");
});

test("without a place the first key goes to the first row", () =>
  expect(denseMove("j", { line: -1, place: 0 }, plain)).toBe("1"));
