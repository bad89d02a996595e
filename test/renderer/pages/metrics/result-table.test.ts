import { expect, test } from "vitest";
import type { InstantResult } from "#shared/model/series";
import { sortRows, toTable } from "../../../../renderer/pages/metrics/result-table";

const vector = (elements: { labels: Record<string, string>; value: number }[]): InstantResult => ({
  kind: "vector",
  labels: elements.map(({ labels }) => labels),
  times: Float64Array.from(elements, () => 1000),
  values: Float64Array.from(elements, ({ value }) => value),
});

test("labels become columns, the metric's name first and the rest by the alphabet", () => {
  const table = toTable(
    vector([
      { labels: { __name__: "up", job: "node", instance: "a" }, value: 1 },
      { labels: { __name__: "up", zone: "x" }, value: 0 },
    ]),
  );
  expect(table.columns).toEqual(["__name__", "instance", "job", "zone"]);
  expect(table.rows).toMatchObject([
    { cells: ["up", "a", "node", ""], labels: { instance: "a" }, time: 1000, value: 1 },
    { cells: ["up", "", "", "x"], labels: { zone: "x" }, time: 1000, value: 0 },
  ]);
});

test("a label with the name of something every object has is empty where the server sent none", () => {
  const { columns, rows } = toTable(
    vector([
      { labels: { constructor: "evil" }, value: 1 },
      { labels: {}, value: 2 },
    ]),
  );
  expect([columns, rows.map(({ cells }) => cells)]).toEqual([["constructor"], [["evil"], [""]]]);
});

test.each<{ name: string; result: InstantResult; value: number | string }>([
  { name: "a scalar", result: { kind: "scalar", time: 5, value: 2.5 }, value: 2.5 },
  { name: "a string", result: { kind: "string", time: 5, value: "<b>" }, value: "<b>" },
])("$name is one row without labels", ({ result, value }) => {
  expect(toTable(result)).toEqual({ columns: [], rows: [{ cells: [], time: 5, value }] });
});

test("a matrix shows the latest point of each series", () => {
  const result: InstantResult = {
    kind: "matrix",
    series: [{ labels: { a: "1" }, times: Float64Array.of(1, 2), values: Float64Array.of(7, 8) }],
  };
  expect(toTable(result).rows).toEqual([{ cells: ["1"], labels: { a: "1" }, time: 2, value: 8 }]);
});

const disks = toTable(
  vector([
    { labels: { disk: "disk10" }, value: 3 },
    { labels: { disk: "disk9" }, value: Number.NaN },
    { labels: { disk: "disk1" }, value: Number.POSITIVE_INFINITY },
    { labels: { disk: "disk2" }, value: -1 },
  ]),
);

test.each([
  { name: "label, as people count", column: "disk", isDescending: false, order: ["disk1", "disk2", "disk9", "disk10"] },
  { name: "label, backwards", column: "disk", isDescending: true, order: ["disk10", "disk9", "disk2", "disk1"] },
  { name: "value, NaN last", column: undefined, isDescending: false, order: ["disk2", "disk10", "disk1", "disk9"] },
  {
    name: "value backwards, NaN still last",
    column: undefined,
    isDescending: true,
    order: ["disk1", "disk10", "disk2", "disk9"],
  },
])("rows sort by $name", ({ column, isDescending, order }) => {
  expect(sortRows(disks, { column, isDescending }).map(({ cells }) => cells[0])).toEqual(order);
});
