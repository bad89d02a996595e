import { expect, test } from "vitest";
import { fileName, toCsv, toRows } from "../../../renderer/charts/chart-export";

const columns = {
  times: [0, 1000],
  series: [
    { id: "a", label: 'up{job="node"}', values: [1, Number.NaN] },
    { id: "b", label: "=cmd()", values: [0.5, 2] },
  ],
};

test("CSV quotes what needs it, leaves gaps empty, and gives a spreadsheet no formula", () => {
  expect(toCsv(columns)).toBe(
    `time,"up{job=""node""}",'=cmd()\r\n1970-01-01T00:00:00.000Z,1,0.5\r\n1970-01-01T00:00:01.000Z,,2\r\n`,
  );
});

test("the table view has the newest row first and no more rows than asked for", () => {
  expect(toRows(columns, 1)).toEqual([{ key: "1000", time: expect.any(String), values: [Number.NaN, 2] }]);
});

test.each([
  { title: "CPU by mode", expected: "cpu-by-mode" },
  { title: "../../etc/passwd", expected: "etc-passwd" },
  { title: "???", expected: "chart" },
])("a picture of $title is saved as $expected", ({ title, expected }) => expect(fileName(title)).toBe(expected));
