import { expect, test } from "vitest";
import { cellText, columnsOf, widthOf, writeJson } from "../../../../renderer/panels/table/table-columns";
import { columnOf, makeField, makeTable, numberField, textField, timeField } from "../../../../shared/dashboards/data/fields";

const measure = (text: string) => text.length * 7;
const columnsWith = (custom: Record<string, unknown>, values: string[] = ["x"]) =>
  columnsOf(makeTable([textField("name", values, { config: { custom } })], { refId: "A" }), "utc");

test("hidden columns are left out, and equal names are told apart", () => {
  const frame = makeTable(
    [textField("a", ["1"]), textField("a", ["2"]), textField("b", ["3"], { config: { custom: { hidden: true } } })],
    { refId: "A" },
  );
  expect(columnsOf(frame, "utc").map(({ id }) => id)).toEqual(["a", "a (2)"]);
});

test("a wrong setting of a column costs no more than itself", () => {
  const [column] = columnsWith({ width: "wide", align: 7, cellOptions: { type: "hologram", mode: "lcd" } });
  expect(column?.custom).toMatchObject({ width: undefined, align: "auto", cellOptions: { type: "auto", mode: "lcd" } });
});

test("times are written in the time zone of the dashboard", () => {
  const frame = makeTable([timeField(Float64Array.from([0]))], { refId: "A" });
  const [[utc], [berlin]] = [columnsOf(frame, "utc"), columnsOf(frame, "Europe/Berlin")];
  expect(utc && cellText(utc, 0)).toBe("1970-01-01 00:00:00");
  expect(berlin && cellText(berlin, 0)).toBe("1970-01-01 01:00:00");
});

test("lists and objects are written as JSON", () => {
  const frame = makeTable([makeField("x", columnOf([{ b: [1] }, Float64Array.from([1, 2])]))], { refId: "A" });
  const [column] = columnsOf(frame, "utc");
  expect([0, 1].map((row) => column && cellText(column, row))).toEqual(['{"b":[1]}', "[1,2]"]);
});

test("an object that holds itself is written without an end to the program", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(writeJson(loop)).toBe("(not JSON)");
});

test.each([
  { name: "what is told", custom: { width: 77 }, values: ["a very long text indeed"], least: 77, grow: undefined },
  { name: "the least that is told", custom: { minWidth: 50 }, values: ["short"], least: 50, grow: 66 },
  { name: "its head, when that is wider than its values", custom: {}, values: ["x"], least: 66, grow: 66 },
  { name: "room for the filter's button", custom: { filterable: true }, values: ["x"], least: 90, grow: 90 },
  { name: "not much for long texts, with a share of what is left", custom: {}, values: ["x".repeat(300)], least: 110, grow: 420 },
])("a column has $name", ({ custom, values, least, grow }) => {
  const [column] = columnsWith(custom, values);
  expect(column && widthOf(column, measure)).toEqual({ minWidth: least, ...(grow !== undefined && { grow }) });
});

test("a column of numbers is as wide as its numbers", () => {
  const [column] = columnsOf(
    makeTable([numberField("n", Float64Array.from([123456]), { config: { decimals: 9 } })], { refId: "A" }),
    "utc",
  );
  expect(column && widthOf(column, measure).minWidth).toBeGreaterThan(100);
});
