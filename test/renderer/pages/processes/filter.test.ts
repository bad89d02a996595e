import { expect, test } from "vitest";
import type { ProcessRow } from "#shared/contract/host";
import { filterProcesses } from "../../../../renderer/pages/processes/filter";

const process = (pid: number, name: string, user: string, command: string): ProcessRow => ({
  pid,
  parentPid: 1,
  name,
  user,
  command,
  cpuPercent: 0,
  residentBytes: 0,
  threads: 1,
  state: "sleeping",
});
const rows = [process(10, "postgres", "postgres", "postgres: writer"), process(210, "node", "dana", "node dist/cli.js serve")];

test.each([
  { filter: "", expected: [10, 210] },
  { filter: "  ", expected: [10, 210] },
  { filter: "WRITER", expected: [10] },
  { filter: "serve dana", expected: [210] },
  { filter: "21", expected: [210] },
  { filter: "(.*", expected: [] },
])("the filter '$filter' leaves $expected", ({ filter, expected }) => {
  expect(filterProcesses(rows, filter).map(({ pid }) => pid)).toEqual(expected);
});
