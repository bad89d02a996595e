import { expect, test } from "vitest";
import { columnsOf } from "../../../../renderer/panels/table/table-columns";
import { clickedSorts, distinctTexts, filteredRows, rowText, sortedRows } from "../../../../renderer/panels/table/table-rows";
import { columnOf, makeField, makeTable, numberField, textField } from "../../../../shared/dashboards/data/fields";

const frame = makeTable(
  [
    textField("host", ["b", "a10", "a2", null, ""]),
    numberField("cpu", Float64Array.from([3, 1, 3, 2, Number.NaN]), { config: { unit: "percent" } }),
    makeField("extra", columnOf([{ a: 1 }, [1, 2], null, "x\ty\nz", 5])),
  ],
  { refId: "A" },
);
const columns = columnsOf(frame, "utc");
const [host, cpu, extra] = columns;
if (!host || !cpu || !extra) throw new Error("the frame has three columns");
const all = [0, 1, 2, 3, 4];

test.each([
  {
    name: "texts as people sort them, with nothing last",
    sorts: [{ column: "host", isDescending: false }],
    order: [2, 1, 0, 3, 4],
  },
  { name: "nothing last also when turned round", sorts: [{ column: "host", isDescending: true }], order: [0, 1, 2, 3, 4] },
  { name: "numbers by size, NaN last", sorts: [{ column: "cpu", isDescending: true }], order: [0, 2, 3, 1, 4] },
  {
    name: "by the first column, then by the next",
    sorts: [
      { column: "cpu", isDescending: true },
      { column: "host", isDescending: false },
    ],
    order: [2, 0, 3, 1, 4],
  },
  { name: "as they came when the column is not there", sorts: [{ column: "gone", isDescending: true }], order: all },
])("rows are sorted $name", ({ sorts, order }) => expect(sortedRows(all, columns, sorts)).toEqual(order));

test.each([
  { name: "a word in any case", filters: [["host", { word: "A" }]] as const, rows: [1, 2] },
  {
    name: "chosen texts, as they are written",
    filters: [["cpu", { word: "", texts: new Set(["3.0%"]) }]] as const,
    rows: [0, 2],
  },
  {
    name: "several columns at once",
    filters: [
      ["cpu", { word: "3" }],
      ["host", { word: "a" }],
    ] as const,
    rows: [2],
  },
  { name: "no text at all", filters: [["cpu", { word: "", texts: new Set<string>() }]] as const, rows: [] },
  { name: "an empty filter", filters: [["host", { word: "" }]] as const, rows: all },
])("a filter for $name lets through its rows", ({ filters, rows }) => {
  expect(filteredRows(frame.length, columns, new Map<string, { word: string; texts?: Set<string> }>(filters))).toEqual(rows);
});

test("clicks on a head go one way, the other, and back to how it came: numbers begin with the largest", () => {
  const once = clickedSorts([], cpu, false);
  const twice = clickedSorts(once, cpu, false);
  expect([once, twice, clickedSorts(twice, cpu, false)]).toEqual([
    [{ column: "cpu", isDescending: true }],
    [{ column: "cpu", isDescending: false }],
    [],
  ]);
  expect(clickedSorts(once, host, false)).toEqual([{ column: "host", isDescending: false }]);
});

test("an added sort comes behind those before it, and is turned round in its place", () => {
  const both = clickedSorts([{ column: "cpu", isDescending: true }], host, true);
  expect(both.map(({ column }) => column)).toEqual(["cpu", "host"]);
  expect(clickedSorts(both, cpu, true)).toEqual([
    { column: "cpu", isDescending: false },
    { column: "host", isDescending: false },
  ]);
});

test("the values of a column are listed once each, in their order, with their number", () => {
  expect(distinctTexts(all, cpu)).toEqual([
    { text: "1.0%", count: 1 },
    { text: "2.0%", count: 1 },
    { text: "3.0%", count: 2 },
    { text: "–", count: 1 },
  ]);
});

test("a row is copied as one line of a spreadsheet, whatever is in its cells", () => {
  expect(rowText(columns, 0)).toBe('b\t3.0%\t{"a":1}');
  expect(rowText(columns, 3)).toBe("\t2.0%\tx y z");
});
