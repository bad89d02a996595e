import { expect, test } from "vitest";
import { pageOf } from "../../../../renderer/panels/table/use-page";

const rows = [0, 1, 2, 3, 4, 5, 6];

test.each([
  { name: "the first", wanted: 0, page: { rows: [0, 1, 2], index: 0, count: 3, from: 1, to: 3, total: 7 } },
  { name: "the last, which is shorter", wanted: 2, page: { rows: [6], index: 2, count: 3, from: 7, to: 7, total: 7 } },
  {
    name: "one beyond the last, which is the last",
    wanted: 9,
    page: { rows: [6], index: 2, count: 3, from: 7, to: 7, total: 7 },
  },
])("of seven rows by three, $name page", ({ wanted, page }) => expect(pageOf(rows, 3, wanted)).toEqual(page));

test("without a size all rows are on one page", () => {
  expect(pageOf(rows, undefined, 4)).toEqual({ rows, index: 0, count: 1, from: 1, to: 7, total: 7 });
});

test("no rows are one empty page", () => {
  expect(pageOf([], 3, 0)).toEqual({ rows: [], index: 0, count: 1, from: 0, to: 0, total: 0 });
});
