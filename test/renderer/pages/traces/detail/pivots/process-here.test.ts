import { expect, test } from "vitest";
import { findProcess } from "../../../../../../renderer/pages/traces/detail/pivots/found-process";
import { processHere } from "../../../../../../renderer/pages/traces/detail/pivots/process-here";
import { detailWith, tag } from "../traces";

const made = (host: string, pid: string) =>
  detailWith({ process: [tag("host.name", host), tag("process.pid", pid), tag("process.executable.path", "/usr/bin/node")] });

test.each([
  { name: "the same name", detail: made("build-07", "4711"), expected: { pid: 4711, name: "node" } },
  {
    name: "the name with its domain, in capitals",
    detail: made("BUILD-07.example.com", "4711"),
    expected: { pid: 4711, name: "node" },
  },
  {
    name: "the names of Jaeger's clients",
    detail: detailWith({ process: [tag("hostname", "build-07"), tag("pid", "12")] }),
    expected: { pid: 12, name: undefined },
  },
  { name: "another host", detail: made("build-071", "4711"), expected: undefined },
  { name: "no number", detail: made("build-07", "0x12"), expected: undefined },
  { name: "no host", detail: detailWith({ process: [tag("process.pid", "12")] }), expected: undefined },
])("whether a span was made here is told by host and pid: $name", ({ detail, expected }) => {
  expect(processHere(detail, "build-07")).toEqual(expected);
  expect(processHere(detail, undefined)).toBeUndefined();
});

const process = (pid: number, startedAt: number, name: string) => ({
  ...{ key: `${pid}`, cpuPercent: 1, residentBytes: 1, diskReadPerSecond: 0, diskWritePerSecond: 0, threads: 1, nice: 0 },
  ...{ state: "running" as const, gpuPercent: 0, gpuMemoryBytes: 0 },
  info: { pid, startStamp: 1, parentPid: 1, name, user: "", command: "", startedAt, isKernelThread: false },
});
const at = 1_000_000;

test.each([
  { name: "it is still there", there: process(7, at - 5000, "node"), state: "running", called: "node" },
  { name: "its number was given again", there: process(7, at + 5000, "cron"), state: "another", called: "server-of-the-s" },
  { name: "it has ended", there: process(8, 0, "cron"), state: "ended", called: "server-of-the-s" },
])("the process is found again: $name", ({ there, state, called }) => {
  expect(findProcess([there], { pid: 7, name: "server-of-the-shop" }, at)).toMatchObject({ state, name: called });
});
