import { expect, test } from "vitest";
import type { Process } from "../../../../renderer/bridge/process-list";
import { barShare, cellText, type ProcessCell } from "../../../../renderer/pages/overview/process-cells";

const row: Process = {
  key: "4711.1",
  info: {
    pid: 4711,
    startStamp: 1,
    parentPid: 1,
    name: "postgres",
    user: "postgres",
    command: "postgres: writer",
    isKernelThread: false,
  },
  cpuPercent: 12.34,
  residentBytes: 3 * 2 ** 20,
  diskReadPerSecond: 1500,
  diskWritePerSecond: 500,
  threads: 4,
  nice: 0,
  state: "running",
  gpuPercent: Number.NaN,
  gpuMemoryBytes: Number.NaN,
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
  expect(cellText("disk", { ...row, diskReadPerSecond: Number.NaN, diskWritePerSecond: Number.NaN })).toBe("–");
});

test("a name that would turn its line round is written out", () => {
  expect(cellText("name", { ...row, info: { ...row.info, name: "\u202egnp.exe" } })).toBe("\\u202egnp.exe");
});

test("the bar is full at one core, whatever is beyond", () => {
  expect([0, 50, 612].map((cpuPercent) => barShare({ ...row, cpuPercent }))).toEqual([0, 0.5, 1]);
});
