import { expect, test } from "vitest";
import { applyFieldConfig } from "#shared/dashboards/data/apply-field-config";
import { framesToCsv, framesToJson } from "#shared/dashboards/data/export";
import { series, table } from "../../../support/frames";

const lines = series(
  [
    { labels: { host: "a" }, values: [1, 2.5] },
    { labels: { host: "b" }, values: [null, 3] },
  ],
  { legendFormat: "{{host}}" },
);

test("series are one table by their times", () => {
  expect(framesToCsv(lines)).toBe("Time,a,b\r\n1970-01-01T00:00:00.000Z,1,\r\n1970-01-01T00:00:10.000Z,2.5,3\r\n");
});

test("they may be a table each, with times as numbers and semicolons between cells", () => {
  expect(framesToCsv(lines, { joined: false, times: "ms", delimiter: ";" })).toBe(
    "Time;a\r\n0;1\r\n10000;2.5\r\n\r\nTime;b\r\n10000;3\r\n",
  );
});

test.each([
  { name: "a formula", value: '=HYPERLINK("http://x")', cell: '"\'=HYPERLINK(""http://x"")"' },
  { name: "a command", value: "+cmd|' /C calc'!A0", cell: "'+cmd|' /C calc'!A0" },
  { name: "an at sign", value: "@sum", cell: "'@sum" },
  { name: "a comma", value: "a,b", cell: '"a,b"' },
  { name: "a quote", value: 'a "b"', cell: '"a ""b"""' },
  { name: "a line break", value: "a\nb", cell: '"a\nb"' },
  { name: "spaces around", value: " a ", cell: '" a "' },
  { name: "plain text", value: "a b", cell: "a b" },
])("a cell with $name is safe to open in a spreadsheet", ({ value, cell }) => {
  expect(framesToCsv([table("A", [["x"], [value]])])).toBe(`x\r\n${cell}\r\n`);
});

test("a name in the head is text of anyone too", () => {
  expect(framesToCsv([table("A", [["=1+1"], [1]])])).toBe("'=1+1\r\n1\r\n");
});

test("negative numbers are numbers and no formulas; those beyond all bounds are written so", () => {
  expect(framesToCsv([table("A", [["x"], [-5], [Infinity], [-Infinity], [null]])])).toBe("x\r\n-5\r\n+Inf\r\n-Inf\r\n\r\n");
});

test("JSON has every column with its name, unit and labels, and no number that JSON does not know", () => {
  const frames = applyFieldConfig(
    series([{ labels: { host: "a" }, values: [1, NaN, Infinity] }], { legendFormat: "{{host}}" }),
    { defaults: { unit: "s" }, overrides: [] },
    (text) => text,
  );
  expect(JSON.parse(JSON.stringify(framesToJson(frames)))).toEqual([
    {
      refId: "A",
      name: "a",
      fields: [
        { name: "Time", type: "time", values: [0, 10_000, 20_000] },
        { name: "a", type: "number", labels: { host: "a" }, unit: "s", values: [1, null, "+Inf"] },
      ],
    },
  ]);
});
