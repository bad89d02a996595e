import { expect, test } from "vitest";
import type { ProcessRow } from "#shared/contract/host";
import { barShare, cellText, type ProcessCell } from "../../../../renderer/pages/overview/process-cells";

const row: ProcessRow = {
  pid: 4711,
  parentPid: 1,
  name: "postgres",
  user: "postgres",
  cpuPercent: 12.34,
  residentBytes: 3 * 2 ** 20,
  diskBytesPerSecond: 2000,
  threads: 4,
  state: "running",
  command: "postgres: writer",
};
const space = "\u00a0";

test.each<{ cell: ProcessCell; text: string }>([
  { cell: "name", text: "postgres" },
  { cell: "pid", text: "4711" },
  { cell: "user", text: "postgres" },
  { cell: "cpu", text: "12.3%" },
  { cell: "memory", text: `3.00${space}MiB` },
  { cell: "disk", text: `2.00${space}kB/s` },
])("the cell $cell says $text", ({ cell, text }) => {
  expect(cellText(cell, row)).toBe(text);
});

test("what the system does not let us read is no zero", () => {
  expect(cellText("disk", { ...row, diskBytesPerSecond: undefined })).toBe("–");
});

test("the bar is full at one core, whatever is beyond", () => {
  expect([0, 50, 612].map((cpuPercent) => barShare({ ...row, cpuPercent }))).toEqual([0, 0.5, 1]);
});
