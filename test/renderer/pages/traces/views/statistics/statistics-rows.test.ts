import { expect, test } from "vitest";
import type { StatisticsRow } from "#shared/traces/statistics";
import { statisticsCsv } from "../../../../../../renderer/pages/traces/views/statistics/statistics-csv";
import { foldName, statisticsLines } from "../../../../../../renderer/pages/traces/views/statistics/statistics-rows";

const row = (name: string, selfNs: number, more: Partial<StatisticsRow> = {}): StatisticsRow => ({
  ...{
    name,
    isUntold: false,
    count: 2,
    errors: 0,
    totalNs: 2e9,
    averageNs: 1e9,
    minNs: 5e8,
    maxNs: 1.5e9,
    p50Ns: 1e9,
    p95Ns: 1.4e9,
  },
  ...{ selfNs, selfAverageNs: selfNs / 2, share: 0.5 },
  ...more,
});

const rows = [
  row("beta", 3e9, { rows: [row("GET", 1e9), row("SELECT", 2e9)] }),
  row("", 9e9, { isUntold: true }),
  row("Alpha", 1e9, { rows: [row("GET", 1e9)] }),
];
const bySelf = { column: "self", isDescending: true };
const shown = (lines: ReturnType<typeof statisticsLines>) =>
  lines.map(({ row: { name }, level }) => `${"  ".repeat(level - 1)}${name}`);

test("groups are sorted, and what is in them only where they are unfolded", () => {
  const unfolded = new Set([foldName(row("beta", 0))]);
  expect(shown(statisticsLines(rows, bySelf, unfolded))).toEqual(["", "beta", "  SELECT", "  GET", "Alpha"]);
});

test("by name, upper and lower case are alike, and spans without the tag come last either way", () => {
  const by = (isDescending: boolean) => shown(statisticsLines(rows, { column: "name", isDescending }, new Set()));
  expect(by(false)).toEqual(["Alpha", "beta", ""]);
  expect(by(true)).toEqual(["beta", "Alpha", ""]);
});

test("a line knows what it is in, and whether it can be unfolded", () => {
  const lines = statisticsLines(rows, bySelf, new Set([foldName(row("Alpha", 0))]));
  expect(lines.map(({ isExpanded }) => isExpanded)).toEqual([undefined, false, true, undefined]);
  expect(lines.at(-1)?.inside?.row.name).toBe("Alpha");
});

test("keys are of the place in the answer, so that they are short and no two are the same", () => {
  const unfolded = new Set([foldName(row("beta", 0)), foldName(row("Alpha", 0))]);
  expect(statisticsLines(rows, bySelf, unfolded).map(({ key }) => key)).toEqual(["1", "0", "0.1", "0.0", "2", "2.0"]);
});

test("a group that is called nothing is another one than the spans without the tag", () => {
  expect(foldName(row("", 0))).not.toBe(foldName(row("", 0, { isUntold: true })));
});

test("CSV has a line for each group and each group in it, times in seconds, and no formulas", () => {
  const csv = statisticsCsv([row("=cmd()", 3e9, { errors: 1, rows: [row('a,"b"', 1e9)] })], "Service", "Operation");
  expect(csv).toBe(
    [
      "Service,Operation,count,total (s),average (s),min (s),max (s),p50 (s),p95 (s),self (s),selfAverage (s),share,errors",
      "'=cmd(),,2,2,1,0.5,1.5,1,1.4,3,1.5,0.5,1",
      `'=cmd(),"a,""b""",2,2,1,0.5,1.5,1,1.4,1,0.5,0.5,0`,
      "",
    ].join("\r\n"),
  );
});

test("CSV of one level has one column of names", () => {
  expect(statisticsCsv([row("shop", 1e9)], "Service", undefined).split("\r\n")[1]).toMatch(/^shop,2,/);
});
