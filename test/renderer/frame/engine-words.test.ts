import { expect, test } from "vitest";
import type { EngineStatus } from "#shared/contract/app";
import { collectorReasons, engineWords, lagWords } from "../../../renderer/frame/engine-words";

const space = "\u00a0";

const status = (...collectors: EngineStatus["collectors"]): EngineStatus => ({
  time: 0,
  startedAt: 0,
  series: 400,
  samplesPerSecond: 135,
  cpuPercent: 1,
  residentBytes: 80e6,
  collectors,
});
const well = status({ name: "cpu", state: "ok" }, { name: "battery", state: "no-data", reason: "no battery" });

test.each([
  { name: "heard just now", link: "connected" as const, status: well, heardAt: 10_000, expected: ["ok", "Engine running"] },
  {
    name: "silent although connected",
    link: "connected" as const,
    status: well,
    heardAt: 2_000,
    expected: ["unknown", `Engine silent for 8${space}s`],
  },
  {
    name: "gone after it was there",
    link: "connecting" as const,
    status: well,
    heardAt: 10_000,
    expected: ["unknown", "Reconnecting to the engine…"],
  },
  {
    name: "not there yet",
    link: "connecting" as const,
    status: undefined,
    heardAt: 0,
    expected: ["unknown", "Connecting to the engine…"],
  },
  {
    name: "connected without a word",
    link: "connected" as const,
    status: undefined,
    heardAt: 0,
    expected: ["unknown", "Waiting for the engine…"],
  },
  {
    name: "without our key",
    link: "refused" as const,
    status: undefined,
    heardAt: 0,
    expected: ["critical", "No key for the engine"],
  },
  {
    name: "with a collector that fails",
    link: "connected" as const,
    status: status({ name: "gpu", state: "failing", reason: "nvidia-smi did not answer" }),
    heardAt: 10_000,
    expected: ["warning", "Collector gpu fails"],
  },
  {
    name: "with several in trouble",
    link: "connected" as const,
    status: status({ name: "gpu", state: "failing" }, { name: "disk", state: "late" }),
    heardAt: 10_000,
    expected: ["warning", "2 collectors in trouble"],
  },
])("an engine $name is shown as $expected", ({ link, status: heard, heardAt, expected }) => {
  const { state, words } = engineWords(link, heard, heardAt, 10_000);
  expect([state, words]).toEqual(expected);
});

test("each collector in trouble has its reason on a line", () => {
  const troubled = status(
    { name: "gpu", state: "failing", reason: "no answer" },
    { name: "cpu", state: "ok" },
    { name: "disk", state: "late" },
  );
  expect(collectorReasons(troubled)).toBe("gpu fails: no answer\ndisk is late");
});

test.each([
  { lag: undefined, expected: "No rules evaluated" },
  { lag: 12, expected: "Rules on time" },
  { lag: 65_000, expected: `Rules 1${space}m late` },
])("an evaluation lag of $lag ms reads $expected", ({ lag, expected }) => expect(lagWords(lag)).toBe(expected));
